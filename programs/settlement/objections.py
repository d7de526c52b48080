"""What speaks against settling a month: it is settled nonetheless where somebody says why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.urls import reverse

from participants.models import Participant
from programs.limits import Limits, whole_weeks
from programs.models import Edition, Enrolment, WorkDay, WorkMonth
from programs.settlement.scope import Scope
from programs.terms import signing_day


@dataclass(frozen=True)
class Objection:
    """One sentence, whom it concerns, and where it is put right; `excused` says why it may stand."""

    sentence: str
    person: Participant | None = None
    url: str = ""
    verb: str = ""
    excused: str = ""

    def __str__(self) -> str:
        return f"{self.person}: {self.sentence}" if self.person else self.sentence


def objections_to(scope: Scope, editions: Iterable[Edition]) -> Iterator[Objection]:
    """Everything that speaks against it, the month itself first, then person by person."""
    if not scope.is_over:
        yield Objection(f"Miesiąc {scope.month:%m.%Y} jeszcze trwa.")
    for edition in editions:
        if edition.agreement is None:
            yield Objection(
                f"Edycja {edition.roman_number} nie ma porozumienia.",
                url=reverse("edition_edit", args=[edition.pk]),
                verb="Wskaż porozumienie",
            )
        elif not edition.agreement.covers(scope.program):
            yield Objection(
                f"Porozumienie edycji {edition.roman_number} ({edition.agreement}) nie wymienia "
                f"programu {scope.program}.",
                url=reverse("agreement_edit", args=[edition.agreement_id]),
                verb="Popraw porozumienie",
            )
    yield from _missing(scope)
    yield from _over_limits(scope, {signing_day(edition) for edition in editions})


def _missing(scope: Scope) -> Iterator[Objection]:
    parts = scope.without_hours().select_related("participant", "edition__program")
    for part in parts.order_by("participant__sort_key", "pk"):
        yield Objection(
            f"brak godzin (edycja {part.edition.roman_number})",
            part.participant,
            _grid(part, scope.month),
            "Wpisz godziny",
        )


def _grid(part: Enrolment, month: date) -> str:
    return f"{reverse('edition_hours', args=[part.edition_id])}?month={month:%Y-%m}"


def _over_limits(scope: Scope, signed: set[date | None]) -> Iterator[Objection]:
    """Whoever worked more than a week or the month allows, in all editions of the programme."""
    # Editions under different regimes are settled apart.
    here = scope.hours().order_by().values("enrolment__participant")
    exceeding = over_limits(scope, next(iter(signed), None), here, list(scope.period.days()))
    if not exceeding:
        return
    reasons = _reasons(scope)
    people = Participant.objects.in_bulk(exceeding)
    for person in sorted(people.values(), key=lambda one: (one.sort_key, one.pk)):
        edition, reason = reasons[person.pk]
        url = f"{reverse('edition_hours', args=[edition])}?month={scope.month:%Y-%m}"
        yield Objection(exceeding[person.pk], person, url, "Sprawdź godziny", reason)


def over_limits(
    scope: Scope, signed_on: date | None, people: Iterable[int] | QuerySet, days: Iterable[date]
) -> dict[int, str]:
    """Limits of the weeks and months of some days that the people exceed, in words by participant."""
    around = whole_weeks(scope.period)
    limits = Limits.of(scope.program, around, signed_on)
    if not limits.rates:
        return {}
    worked, totals = _days(scope, around, people), _totals(scope, people)
    found = {}
    for person in {*worked, *totals}:
        own = worked.get(person, {})
        by_days = sum(
            (own[day] for day in own if scope.period.start <= day <= scope.period.end), Decimal(0)
        )
        rest = {scope.month: totals.get(person, Decimal(0)) - by_days}
        if told := limits.exceeded(own, days, rest):
            found[person] = "; ".join(told)
    return found


def _days(scope: Scope, around, people) -> dict[int, dict[date, Decimal]]:
    """Hours of days by person."""
    rows = WorkDay.objects.filter(
        enrolment__participant__in=people,
        enrolment__edition__program=scope.program,
        day__range=around.bounds,
        hours__gt=0,
    )
    days = defaultdict(lambda: defaultdict(Decimal))
    for person, day, hours in rows.order_by().values_list("enrolment__participant", "day", "hours"):
        days[person][day] += hours
    return days


def _totals(scope: Scope, people) -> dict[int, Decimal]:
    rows = WorkMonth.objects.filter(
        enrolment__participant__in=people,
        enrolment__edition__program=scope.program,
        month=scope.month,
    )
    return dict(rows.order_by().values_list("enrolment__participant").annotate(Sum("hours")))


def _reasons(scope: Scope) -> dict[int, tuple[int, str]]:
    """By person, an edition where her hours stand and the reason kept with them."""
    rows = scope.hours().order_by("override_reason", "pk")
    return {
        person: (edition, reason)
        for person, edition, reason in rows.values_list(
            "enrolment__participant", "enrolment__edition", "override_reason"
        )
    }
