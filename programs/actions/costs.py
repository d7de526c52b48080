from datetime import date
from decimal import Decimal

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.models import (
    Benefit,
    Cost,
    Enrolment,
    Grant,
    Institution,
    Program,
)


@action
def record_cost(
    *,
    by: User,
    program: Program,
    kind: str,
    payer: str,
    amount: Decimal,
    period_from: date,
    period_to: date,
    **details,
) -> Cost:
    """Enter what a payer bore for a programme over a stretch of time, in złote."""
    return save_checked(
        Cost(
            program=program,
            kind=kind,
            payer=payer,
            amount=amount,
            period_from=period_from,
            period_to=period_to,
            **details,
        )
    )


@action
def award_grant(
    *,
    by: User,
    recipient: Institution,
    year: int,
    payer: str,
    purpose: str,
    amount: Decimal,
    **details,
) -> Grant:
    """Enter a grant given to an association for a year's task."""
    return save_checked(
        Grant(
            recipient=recipient, year=year, payer=payer, purpose=purpose, amount=amount, **details
        )
    )


@action
def pay_benefit(
    *,
    by: User,
    enrolment: Enrolment,
    amount: Decimal,
    on: date,
    kind: str = Benefit.Kind.PURPOSE,
    **details,
) -> Benefit:
    """Enter a benefit paid to a person in the course of an enrolment."""
    return save_checked(
        Benefit(enrolment=enrolment, kind=kind, paid_on=on, amount=amount, **details)
    )
