"""A month settled, unlocked, and locked for whoever enters hours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Max

from mops.journal import action
from mops.models import User
from mops.saving import explained, save_checked
from programs.actions.settlement_papers import Papers, draw_documents, keep_documents
from programs.models import (
    Cost,
    Edition,
    Payer,
    Program,
    Settlement,
    SettlementExtra,
    SettlementLine,
)
from programs.period import Period
from programs.settlement.plan import Plan
from programs.settlement.scope import Scope
from programs.terms.settled import settled_months

Extras = Mapping[tuple[str, str], Decimal]
"""Amounts in złote by kind of cost and payer."""


class StalePlan(ValidationError):
    """Hours or rates changed after the preview was shown."""

    def __init__(self) -> None:
        super().__init__(
            "Od chwili podglądu zmieniły się godziny lub stawki. Sprawdź kwoty poniżej "
            "i rozlicz ponownie."
        )


@action
def settle_month(
    *,
    by: User,
    program: Program,
    month: date,
    edition: Edition | None = None,
    extras: Extras | None = None,
    reason: str = "",
    seen: str = "",
    with_documents: bool = False,
) -> Settlement:
    """Turn a month's hours into what is due to people, and into costs of PUP and the centre.

    Hours of earlier settled months that have changed since enter as corrections. Refuses a month
    that is settled, to come, without hours, without a rate or outside the agreement; what merely
    speaks against it wants a reason. `seen` is the digest of the plan that the clerk saw. Documents,
    where wanted, are made in the same stroke: all of it stands afterwards, or nothing.
    """
    scope, extras = Scope(program, month, edition), extras or {}
    drawn = None
    if with_documents:
        drawn = _drawn(scope, extras, reason, seen)
        seen = drawn.digest
    # Two clerks who settle, or enter hours of the programme, wait for each other here.
    Program.objects.select_for_update().get(pk=program.pk)
    plan = _agreed(scope, reason, seen)
    settlement = _head(plan, by, reason)
    if drawn and drawn.version != settlement.version:
        raise StalePlan
    save_checked(settlement)
    with explained(SettlementLine):
        for line in plan.lines:
            line.settlement = settlement
        SettlementLine.objects.bulk_create(plan.lines)
    _add_extras(settlement, extras)
    Cost.objects.bulk_create(_costs(settlement, plan.lines, extras))
    if drawn:
        keep_documents(by, settlement, drawn.papers)
    return settlement


@dataclass(frozen=True)
class Drawn:
    """Documents of a plan, and what tells whether it is still the plan."""

    digest: str
    version: int
    papers: Papers


def _drawn(scope: Scope, extras: Extras, reason: str, seen: str) -> Drawn:
    """The documents, before anybody is made to wait: a thousand people take half a minute."""
    plan = _agreed(scope, reason, seen)
    head = _head(plan, None, reason)
    return Drawn(plan.digest, head.version, draw_documents(head, plan.lines, extras))


def _agreed(scope: Scope, reason: str, seen: str) -> Plan:
    """The plan that the clerk saw, with a reason where something speaks against it."""
    plan = Plan.of(scope)
    if seen and seen != plan.digest:
        raise StalePlan
    against = _against(plan)
    if against and not reason.strip():
        raise ValidationError(
            {"reason": ["Napisz, dlaczego rozliczasz mimo zastrzeżeń:", *against]}
        )
    return plan


def _against(plan: Plan) -> list[str]:
    return [str(one) for one in plan.objections if not one.excused]


def _head(plan: Plan, by: User | None, reason: str) -> Settlement:
    scope, terms = plan.scope, plan.terms
    earlier = Settlement.objects.filter(
        program=scope.program, edition=scope.edition, month=scope.month
    )
    return Settlement(
        program=scope.program,
        edition=scope.edition,
        month=scope.month,
        agreement=terms and terms.agreement,
        rate=terms and terms.rate,
        refund_share=terms and terms.refund_share,
        reason=reason.strip() if _against(plan) else "",
        version=(earlier.aggregate(last=Max("version"))["last"] or 0) + 1,
        settled_by=by,
    )


def _add_extras(settlement: Settlement, extras: Extras) -> None:
    rows = [
        SettlementExtra(settlement=settlement, kind=kind, payer=payer, amount=amount)
        for (kind, payer), amount in extras.items()
    ]
    for row in rows:
        row.clean_fields(exclude=["settlement"])
    with explained(SettlementExtra):
        SettlementExtra.objects.bulk_create(rows)


def _costs(
    settlement: Settlement, lines: Iterable[SettlementLine], extras: Extras
) -> Iterable[Cost]:
    """Costs in the months in which the hours were worked, so that years stay what they were."""
    shares = defaultdict(Decimal)
    for line in lines:
        shares[line.month, Payer.PUP] += line.refunded
        shares[line.month, Payer.MOPS] += line.own
    for (month, payer), amount in shares.items():
        if amount:
            yield _cost(settlement, month, Cost.Kind.ALLOWANCES, payer, amount)
    for (kind, payer), amount in extras.items():
        yield _cost(settlement, settlement.month, kind, payer, amount)


def _cost(settlement: Settlement, month: date, kind: str, payer: str, amount: Decimal) -> Cost:
    period = Period.of_month(month)
    return Cost(
        program=settlement.program,
        edition=settlement.edition,
        settlement=settlement,
        kind=kind,
        payer=payer,
        amount=amount,
        period_from=period.start,
        period_to=period.end,
    )


def refuse_settled(edition: Edition, period: Period) -> None:
    """Whoever enters hours waits for whoever settles them, and is refused a settled month."""
    Program.objects.select_for_update().get(pk=edition.program_id)
    locked = settled_months(edition.program, period, edition)
    if locked:
        raise ValidationError(f"Miesiąc {min(locked):%m.%Y} jest już rozliczony.")
