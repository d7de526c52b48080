"""Money of an agreement: what each source gives, what was spent of it, what is left."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, Sum

from programs.models import Agreement, AgreementAmount, Benefit, Cost, Payer
from programs.period import Period

Source = AgreementAmount.Source
NOTHING = Decimal(0)

PAYERS = {
    Payer.EU: Source.EU,
    Payer.MOPS: Source.OWN,
    Payer.GKRPA: Source.OWN,
    Payer.PUP: Source.LABOUR_FUND,
    Payer.OTHER: Source.OTHER,
}
"""From which source a payer's costs are paid; the commission on alcohol is the commune's own."""


@dataclass(frozen=True)
class Line:
    """One source: given, its share of the whole, spent, left (negative where too much was spent)."""

    source: Source
    budget: Decimal
    share: Fraction | None
    spent: Decimal

    @property
    def label(self) -> str:
        return self.source.label

    @property
    def left(self) -> Decimal:
        return self.budget - self.spent

    @property
    def percent(self) -> Decimal | None:
        """The share in per cent, to be rounded where it is shown."""
        if self.share is None:
            return None
        return Decimal(self.share.numerator * 100) / Decimal(self.share.denominator)


@dataclass(frozen=True)
class Funding:
    """The sources of an agreement and their sum."""

    lines: list[Line]
    benefits: Decimal
    """Benefits entered as own contribution, which are in its spending once."""

    @property
    def budget(self) -> Decimal:
        return sum((line.budget for line in self.lines), NOTHING)

    @property
    def spent(self) -> Decimal:
        return sum((line.spent for line in self.lines), NOTHING)

    @property
    def left(self) -> Decimal:
        return self.budget - self.spent


def funding_of(agreement: Agreement) -> Funding | None:
    """Budget and spending of the agreement's programmes in the times that it gives money for.

    A cost counts by the first day of its own period, a benefit entered as own contribution by
    the day of payment. None where the agreement assigns no money.
    """
    amounts = list(agreement.amounts.all())
    if not amounts:
        return None
    periods = {Period(row.valid_from, row.valid_to) for row in amounts}
    budget, spent = defaultdict(Decimal), defaultdict(Decimal)
    for row in amounts:
        budget[Source(row.source)] += row.amount
    for payer, amount in _costs(agreement, periods):
        spent[PAYERS[Payer(payer)]] += amount
    benefits = _benefits(agreement, periods)
    if benefits:
        spent[Source.OWN] += benefits
    whole = sum(budget.values(), NOTHING)
    lines = [
        Line(source, budget[source], Fraction(budget[source]) / Fraction(whole), spent[source])
        for source in Source
        if source in budget or source in spent
    ]
    return Funding(lines, benefits)


def _costs(agreement: Agreement, periods: set[Period]):
    rows = Cost.objects.filter(_on("period_from", periods), program__in=_programs(agreement))
    return rows.order_by().values_list("payer").annotate(Sum("amount"))


def _benefits(agreement: Agreement, periods: set[Period]) -> Decimal:
    rows = Benefit.objects.filter(_on("paid_on", periods), own_contribution_to=agreement)
    return rows.aggregate(total=Sum("amount"))["total"] or NOTHING


def _programs(agreement: Agreement) -> list[int]:
    return [program.pk for program in agreement.programs.all()]


def _on(column: str, periods: set[Period]) -> Q:
    """The day in the column lies in one of the periods."""
    found = Q()
    for period in periods:
        found |= Q((f"{column}__range", period.bounds))
    return found
