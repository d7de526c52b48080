from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.models import (
    Benefit,
    Cost,
    Enrolment,
    Grant,
    Institution,
    Payer,
    Program,
    Rate,
    WorkMonth,
)
from programs.period import Period
from programs.terms import rate_of

GROSZ = Decimal("0.01")


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
def settle_hours(*, by: User, program: Program, month: date) -> list[Cost]:
    """Turn a month's hours into costs: hours x rate, split between PUP and the centre.

    Rate and refund share are those in force in the month. A month without hours makes no cost;
    a month settled before is refused, as is one for which a rate is missing.
    """
    period = Period.of_month(month)
    refuse_settled(program, period)
    worked = WorkMonth.objects.filter(enrolment__edition__program=program, month=period.start)
    hours = worked.aggregate(total=Sum("hours"))["total"] or Decimal(0)
    total = hours * rate_of(Rate.Kind.HOURLY, program, month).value
    share = rate_of(Rate.Kind.REFUND_SHARE, program, month).value
    total = total.quantize(GROSZ, ROUND_HALF_UP)
    refunded = (total * share).quantize(GROSZ, ROUND_HALF_UP)
    parts = {Payer.PUP: refunded, Payer.MOPS: total - refunded}
    return [
        save_checked(
            Cost(
                program=program,
                kind=Cost.Kind.ALLOWANCES,
                payer=payer,
                amount=amount,
                period_from=period.start,
                period_to=period.end,
            )
        )
        for payer, amount in parts.items()
        if amount
    ]


def refuse_settled(program: Program, period: Period) -> None:
    """Two clerks who settle or correct hours at once wait for each other on the programme's row."""
    Program.objects.select_for_update().get(pk=program.pk)
    if Cost.objects.settling_hours(program, period).exists():
        raise ValidationError(f"Miesiąc {period.start:%m.%Y} jest już rozliczony.")


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
    *, by: User, enrolment: Enrolment, amount: Decimal, on: date, kind: str = Benefit.Kind.PURPOSE
) -> Benefit:
    """Enter a benefit paid to a person in the course of an enrolment."""
    return save_checked(Benefit(enrolment=enrolment, kind=kind, paid_on=on, amount=amount))
