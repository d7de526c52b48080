from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import explained, save_checked
from programs.models import Assessment, Enrolment, Facility, WorkMonth


@action
def record_hours(
    *,
    by: User,
    enrolment: Enrolment,
    month: date,
    hours: Decimal,
    facility: Facility | None = None,
) -> WorkMonth:
    """Enter the hours that a person worked in a month; refuses a month outside the enrolment."""
    first = enrolment.started_on.replace(day=1)
    if month < first or (enrolment.ended_on and month > enrolment.ended_on):
        raise ValidationError({"month": "W tym miesiącu ta osoba nie pracowała."})
    return save_checked(
        WorkMonth(
            enrolment=enrolment,
            facility=facility or enrolment.facility,
            month=month,
            hours=hours,
        )
    )


@action
def record_scores(
    *,
    by: User,
    enrolment: Enrolment,
    sheet: str,
    stage: str,
    on: date,
    scores: Mapping[str, int],
) -> list[Assessment]:
    """Enter one filled sheet: a score from 1 to 5 for each area."""
    rows = [
        Assessment(
            enrolment=enrolment, sheet=sheet, stage=stage, area=area, score=score, filled_on=on
        )
        for area, score in scores.items()
    ]
    with explained(Assessment):
        return Assessment.objects.bulk_create(rows)
