from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.template.defaultfilters import floatformat
from django.utils import timezone

from mops.journal import action
from mops.models import User
from mops.saving import save_checked, told_of
from programs.actions.settling import refuse_settled
from programs.models import Edition, Enrolment, Facility, WorkDay, WorkMonth
from programs.period import Period


@action
def record_hours(
    *,
    by: User,
    enrolment: Enrolment,
    month: date,
    hours: Decimal,
    facility: Facility | None = None,
) -> WorkMonth:
    """Enter the hours that a person worked in a month, as a total.

    Refuses a month outside the enrolment or not begun, and one that is settled.
    """
    refuse_settled(enrolment.edition, Period.of_month(month))
    _refuse_outside(enrolment, month)
    return save_checked(
        WorkMonth(
            enrolment=enrolment,
            facility=facility or enrolment.facility,
            month=month,
            hours=hours,
        )
    )


def _refuse_outside(enrolment: Enrolment, month: date) -> None:
    first = enrolment.started_on.replace(day=1)
    if month < first or (enrolment.ended_on and month > enrolment.ended_on):
        raise ValidationError({"month": "W tym miesiącu ta osoba nie pracowała."})
    if month > timezone.localdate():
        raise ValidationError({"month": "Ten miesiąc jeszcze się nie zaczął."})


@dataclass(frozen=True)
class MonthEntry:
    """Hours of one person in one facility as typed, beside what stood there before; None: nothing."""

    enrolment: Enrolment
    facility: Facility | None
    hours: Decimal | None
    was: Decimal | None


@action
def record_month(
    *,
    by: User,
    edition: Edition,
    month: date,
    entries: Iterable[MonthEntry],
    over: Iterable[int] = (),
    reason: str = "",
) -> list[MonthEntry]:
    """Enter, correct or clear a month's totals in an edition, all or nothing; tells what changed.

    Refuses a settled month, an entry that somebody else changed meanwhile, and hours that are the
    sum of days. The reason is kept with the months of the participants who are `over` the limit.
    """
    refuse_settled(edition, Period.of_month(month))
    entries = list(entries)
    known = {
        (row.enrolment_id, row.facility_id): row
        for row in WorkMonth.objects.select_for_update().filter(
            month=month, enrolment__in=[entry.enrolment for entry in entries]
        )
    }
    with_days = set(
        WorkDay.objects.filter(
            enrolment__in=[entry.enrolment for entry in entries],
            day__range=Period.of_month(month).bounds,
        ).values_list("enrolment", "facility")
    )
    reasons = dict.fromkeys(over, reason)
    return [entry for entry in entries if _enter(entry, month, known, with_days, reasons)]


def _enter(entry: MonthEntry, month: date, known: dict, with_days: set, reasons: dict) -> bool:
    row = known.get((entry.enrolment.pk, entry.facility and entry.facility.pk))
    now = row and row.hours
    if entry.hours == now or entry.hours == entry.was:
        return False
    with told_of(entry.enrolment.participant):
        if entry.was != now:
            stands = (
                "nic nie jest wpisane" if now is None else f"wpisane jest {floatformat(now, -2)} h"
            )
            raise ValidationError(f"Ktoś zmienił te godziny w tym czasie: teraz {stands}.")
        if (entry.enrolment.pk, entry.facility and entry.facility.pk) in with_days:
            raise ValidationError(
                "Godziny tego miesiąca są sumą wpisanych dni. Popraw je w dniach."
            )
        _write(entry, month, row, reasons.get(entry.enrolment.participant_id, ""))
    return True


def _write(entry: MonthEntry, month: date, row: WorkMonth | None, reason: str) -> None:
    if entry.hours is None:
        row.delete()
        return
    if entry.facility is None:
        raise ValidationError("Wybierz placówkę, w której ta osoba pracowała.")
    _refuse_outside(entry.enrolment, month)
    row = row or WorkMonth(enrolment=entry.enrolment, facility=entry.facility, month=month)
    row.hours, row.override_reason = entry.hours, reason
    save_checked(row)
