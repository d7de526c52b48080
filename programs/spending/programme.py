"""What one programme cost in a year, beside the year before."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Sum

from mops.typography import MONTHS
from programs.models import Cost, Payer, Program
from programs.period import Period
from programs.spending.chart import HEIGHT, Bar, bars_of
from programs.spending.items import Item, benefits, items_of, known_sum, total
from programs.spending.plans import Plan, plans_of
from programs.spending.ratios import Ratio, ratios_of
from programs.touched import months_of_work, paid_months


@dataclass(frozen=True)
class Line:
    """A kind and payer with its months; None is a month without any."""

    kind: str
    payer: str
    months: tuple[Decimal | None, ...]
    total: Decimal


@dataclass(frozen=True)
class Share:
    """One payer's part beside what was agreed and what it was a year before."""

    payer: str
    planned: Decimal | None
    spent: Decimal | None
    before: Decimal | None

    @property
    def left(self) -> Decimal | None:
        return None if self.planned is None else self.planned - (self.spent or 0)


@dataclass(frozen=True)
class Spending:
    """A programme's year beside the one before."""

    program: Program
    year: int
    items: tuple[Item, ...]
    """Of both years."""

    chart_height = HEIGHT

    @property
    def period(self) -> Period:
        return Period.of_year(self.year)

    def of(self, year: int, **narrowed) -> list[Item]:
        """The items of a year, of a payer or month where asked."""
        return [
            item
            for item in self.items
            if item.year == year
            and all(getattr(item, name) == value for name, value in narrowed.items())
        ]

    def paid_by(self, payer: Payer) -> Decimal | None:
        return total(self.of(self.year, payer=payer))

    @cached_property
    def total(self) -> Decimal | None:
        return total(self.of(self.year))

    @cached_property
    def total_before(self) -> Decimal | None:
        return total(self.of(self.year - 1))

    @cached_property
    def lines(self) -> list[Line]:
        """Kinds and payers with their months."""
        groups = defaultdict(list)
        for item in sorted(self.of(self.year), key=lambda item: (item.order, item.payer)):
            groups[item.kind, item.payer].append(item)
        return [
            Line(
                kind,
                Payer(payer).label,
                tuple(total(i for i in some if i.month == month) for month in range(1, 13)),
                total(some),
            )
            for (kind, payer), some in groups.items()
        ]

    @cached_property
    def month_totals(self) -> list[Decimal | None]:
        return self._month_totals_of(self.year)

    def _month_totals_of(self, year: int) -> list[Decimal | None]:
        return [total(self.of(year, month=month)) for month in range(1, 13)]

    @cached_property
    def bars(self) -> list[Bar]:
        """The chart: this year's and the last year's months."""
        return bars_of(self.month_totals, self._month_totals_of(self.year - 1))

    @property
    def has_months(self) -> bool:
        return any(bar.amount or bar.before for bar in self.bars)

    @cached_property
    def shares(self) -> list[Share]:
        """By payer: what was agreed for the year, what was spent, what was spent a year before."""
        planned = defaultdict(Decimal)
        for plan in self.plans:
            if plan.is_counted:
                planned[plan.payer] += plan.row.amount
        shares = [
            Share(
                payer.label,
                planned.get(payer),
                self.paid_by(payer),
                total(self.of(self.year - 1, payer=payer)),
            )
            for payer in Payer
        ]
        return [share for share in shares if share != Share(share.payer, None, None, None)]

    @cached_property
    def plans(self) -> list[Plan]:
        """What agreements assign for a time that touches the year, though it began before."""
        return plans_of(self.program, self.year)

    @property
    def planned(self) -> Decimal | None:
        return known_sum(share.planned for share in self.shares)

    @property
    def left(self) -> Decimal | None:
        """Of what was planned: money of a payer without a plan leaves no other payer less."""
        return known_sum(share.left for share in self.shares)

    @cached_property
    def ratios(self) -> list[Ratio]:
        """The year's amount for an hour, a person, a completion, a gain."""
        return ratios_of(self.program, self.year, self.total, self.total_before)

    @cached_property
    def own_contribution(self) -> Decimal | None:
        """Benefits that are at the same time the centre's own contribution to a project."""
        own = benefits([self.program], self.period).exclude(own_contribution_to=None)
        return own.aggregate(sum=Sum("amount"))["sum"]

    @cached_property
    def uncovered(self) -> list[str]:
        """Names of months of work without wages or contributions, where such are paid at all."""
        monthly = {Cost.Kind(kind).label for kind in Cost.MONTHLY_KINDS}
        if not any(item.kind in monthly for item in self.items):
            return []
        worked = months_of_work(self.program.pk, self.period)
        unpaid = worked - paid_months(self.program.pk, self.period)
        return [MONTHS[month.month] for month in sorted(unpaid)]


def of_programme(program: Program, year: int) -> Spending:
    """The programme's year and the one before."""
    return Spending(program, year, tuple(items_of([program], year)))
