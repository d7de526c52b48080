from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.actions.records import for_change
from programs.models import Activity, Edition


@action
def plan_activity(
    *, by: User, edition: Edition, kind: str, name: str, starts_on: date | None = None, **plan
) -> Activity:
    """Add a form of support to an edition; it starts with the edition unless said."""
    return save_checked(
        Activity(
            edition=edition, kind=kind, name=name, starts_on=starts_on or edition.starts_on, **plan
        )
    )


@action
def change_activity(
    *, by: User, activity: Activity, shown: Mapping[str, object] | None = None, **plan
) -> Activity:
    """Correct an activity; no day of entered attendance may be left outside its new dates.

    Raises StaleRecord if somebody else corrected it meanwhile.
    """
    current = for_change(activity, shown)
    for field, value in plan.items():
        setattr(current, field, value)
    save_checked(current)
    days = current.attendances.order_by("day").values_list("day", flat=True)
    outside = {day for day in (days.first(), days.last()) if day and not current.covers(day)}
    if outside:
        told = ", ".join(f"{day:%d.%m.%Y}" for day in sorted(outside))
        raise ValidationError(f"Poza nowymi datami jest wpisana obecność: {told}.")
    return current


@action
def remove_activity(*, by: User, activity: Activity) -> None:
    """Remove an activity entered by mistake; refuses one with attendance."""
    current = Activity.objects.select_for_update().get(pk=activity.pk)
    if current.attendances.exists():
        raise ValidationError("Te zajęcia mają wpisaną obecność, nie można ich usunąć.")
    current.delete()
