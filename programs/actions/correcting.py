"""Hours of a settled month put right afterwards; the next settlement pays the difference."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.template.defaultfilters import floatformat

from mops.journal import action
from mops.models import User
from mops.saving import explained, save_checked
from programs.models import (
    Enrolment,
    Facility,
    HoursCorrection,
    Program,
    Settlement,
    WorkDay,
    WorkMonth,
)
from programs.presence import Presence
from programs.settlement.objections import over_limits
from programs.settlement.scope import Scope
from programs.terms import signing_day

Days = Mapping[date, Presence | None]


@dataclass(frozen=True)
class Corrected:
    """Hours of one facility as they are to be: a total, or the days that differ."""

    facility: Facility
    was: Decimal
    """What stood there when the page was shown."""
    hours: Decimal | None = None
    days: Days | None = None


@action
def correct_hours(
    *,
    by: User,
    settlement: Settlement,
    enrolment: Enrolment,
    corrected: Corrected,
    reason: str,
    over_reason: str = "",
) -> HoursCorrection:
    """Change a person's hours of a settled month, up or down, and keep why.

    Refuses a settlement that was taken back, hours that somebody else changed meanwhile, a change
    of nothing, and hours that grow over a limit without `over_reason`.
    """
    Program.objects.select_for_update().get(pk=settlement.program_id)
    settlement.refresh_from_db(fields=["state"])
    if not settlement.is_live:
        raise ValidationError("To rozliczenie jest odblokowane: popraw godziny w arkuszu edycji.")
    key = {"enrolment": enrolment, "facility": corrected.facility, "month": settlement.month}
    was = _hours(key)
    if was != corrected.was:
        raise ValidationError(
            f"Ktoś zmienił te godziny w tym czasie: teraz jest {floatformat(was, -2)} h."
        )
    grown = _grown(key, corrected)
    if corrected.days is not None:
        _write_days(enrolment, corrected.facility, corrected.days)
    else:
        _write_total(key, corrected.hours or Decimal(0))
    now = _hours(key)
    if now == was:
        raise ValidationError("Nic się nie zmieniło: suma godzin jest taka sama jak przedtem.")
    over = _over(settlement, enrolment, grown)
    if over and not over_reason.strip():
        raise ValidationError({"over_reason": f"Napisz, dlaczego ponad limit: {over}."})
    if over or now < was:
        WorkMonth.objects.filter(**key).update(override_reason=over_reason.strip() if over else "")
    return save_checked(
        HoursCorrection(
            settlement=settlement,
            enrolment=enrolment,
            facility=corrected.facility,
            was=was,
            now=now,
            reason=reason.strip(),
            corrected_by=by,
        )
    )


def _hours(key: dict) -> Decimal:
    return WorkMonth.objects.filter(**key).aggregate(sum=Sum("hours"))["sum"] or Decimal(0)


def _grown(key: dict, corrected: Corrected) -> list[date]:
    """Days whose hours are to grow; of a month known as a whole, its first day."""
    if corrected.days is None:
        return [key["month"]] if (corrected.hours or 0) > corrected.was else []
    place = {"enrolment": key["enrolment"], "facility": key["facility"]}
    before = dict(
        WorkDay.objects.filter(**place, day__in=corrected.days).values_list("day", "hours")
    )
    return [
        day
        for day, presence in corrected.days.items()
        if presence and presence.hours > before.get(day, 0)
    ]


def _over(settlement: Settlement, enrolment: Enrolment, days: list[date]) -> str:
    """The limits of the days' weeks and month that the person's hours now exceed, in words."""
    if not days:
        return ""
    scope = Scope(settlement.program, settlement.month)
    person = enrolment.participant_id
    return over_limits(scope, signing_day(enrolment.edition), [person], days).get(person, "")


def _write_total(key: dict, hours: Decimal) -> None:
    row = WorkMonth.objects.filter(**key).first() or WorkMonth(**key)
    row.hours = hours
    save_checked(row)


def _write_days(enrolment: Enrolment, facility: Facility, days: Days) -> None:
    typed = [
        WorkDay(
            enrolment=enrolment,
            facility=facility,
            day=day,
            mark=presence.mark,
            hours=presence.hours,
        )
        for day, presence in days.items()
        if presence
    ]
    cleared = [day for day, presence in days.items() if not presence]
    with explained(WorkDay):
        WorkDay.objects.bulk_create(
            typed,
            update_conflicts=True,
            unique_fields=["enrolment", "facility", "day"],
            update_fields=["mark", "hours"],
        )
        WorkDay.objects.filter(enrolment=enrolment, facility=facility, day__in=cleared).delete()
