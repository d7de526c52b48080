"""What an hour, a person, a completion and a gain cost."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from programs import conditions as such
from programs.models import Enrolment, Program, WorkMonth
from programs.period import Period


@dataclass(frozen=True)
class Ratio:
    """An amount for one of something; None where there is none of it or nobody has entered it."""

    name: str
    number: Decimal | None
    value: Decimal | None
    number_before: Decimal | None
    before: Decimal | None


def ratios_of(
    program: Program, year: int, total: Decimal | None, total_before: Decimal | None
) -> list[Ratio]:
    """The year's amount and the year before's for one of each thing that was done."""
    now, then = (_numbers(program, Period.of_year(one)) for one in (year, year - 1))
    return [
        Ratio(
            name,
            now[name],
            _per(total, now[name]),
            then[name],
            _per(total_before, then[name]),
        )
        for name in now
    ]


def _numbers(program: Program, period: Period) -> dict[str, Decimal | None]:
    """How much was done: hours worked, and distinct people; None for what nobody has entered."""
    parts = Enrolment.objects.filter(edition__program=program).during(period)
    hours = WorkMonth.objects.filter(
        enrolment__edition__program=program, month__range=period.bounds
    ).aggregate(sum=Sum("hours"))["sum"]
    people = parts.aggregate(
        all=_people(Q()),
        ended=_people(such.has_result()),
        completed=_people(such.completed_in(period)),
        gained=_people(such.any_gain_after_start(period)),
    )
    return {
        "godzina pracy": hours,
        "uczestnik": _known(people["all"], people["all"]),
        "osoba, która ukończyła": _known(people["completed"], people["ended"]),
        "osoba z rezultatem": _known(people["gained"], people["all"]),
    }


def _people(condition: Q) -> Count:
    return Count("participant", distinct=True, filter=condition)


def _known(number: int, entered: int) -> Decimal | None:
    return Decimal(number) if entered else None


def _per(amount: Decimal | None, number: Decimal | None) -> Decimal | None:
    return amount / number if amount is not None and number else None
