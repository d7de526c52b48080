"""Costs, grants, benefits and trainings entered one by one: new, corrected, removed for a reason."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pghistory
from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked, told_of
from programs.actions.records import for_change
from programs.models import Agreement, Benefit, Cost, Enrolment, Grant, StaffTraining

Kept = TypeVar("Kept", Cost, Grant, Benefit, StaffTraining)


@action
def enter_record(*, by: User, record: Kept) -> Kept:
    """Enter a cost, grant or training."""
    _refuse_settled(record)
    return save_checked(record)


@action
def change_record(
    *, by: User, record: Kept, shown: Mapping[str, object] | None = None, **fields
) -> Kept:
    """Correct a record; raises StaleRecord if somebody else did after the form was opened."""
    current = for_change(record, shown)
    _refuse_settled(current)
    for name, value in fields.items():
        setattr(current, name, value)
    _refuse_settled(current)
    return save_checked(current)


@action
def remove_record(*, by: User, record: Kept, reason: str) -> None:
    """Remove a record entered by mistake; the reason goes to the journal."""
    current = for_change(record, None)
    _refuse_settled(current)
    with pghistory.context(reason=reason):
        current.delete()


def _refuse_settled(record: Kept) -> None:
    if isinstance(record, Cost) and record.is_settled:
        raise ValidationError(
            "Ten koszt wpisało rozliczenie miesiąca. Żeby go zmienić, odblokuj tamto rozliczenie."
        )


@action
def pay_benefits(
    *,
    by: User,
    enrolments: Iterable[Enrolment],
    kind: str,
    paid_on: date,
    amount: Decimal,
    own_contribution_to: Agreement | None = None,
) -> list[Benefit]:
    """Enter the same benefit for each of the people, all of them or none."""
    paid = []
    for enrolment in enrolments:
        with told_of(enrolment.participant):
            benefit = Benefit(
                enrolment=enrolment,
                kind=kind,
                paid_on=paid_on,
                amount=amount,
                own_contribution_to=own_contribution_to,
            )
            paid.append(save_checked(benefit))
    return paid
