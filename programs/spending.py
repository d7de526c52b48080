"""What a programme cost in a year: every read of the pages of costs at a glance.

Costs, benefits paid in the programme's editions and grants given to run it are each counted once.
People are counted over the same querysets as the figures of the report count them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear, TruncMonth

from mops.typography import MONTHS
from programs import conditions as such
from programs.models import (
    AgreementAmount,
    Benefit,
    Cost,
    Enrolment,
    Grant,
    Payer,
    Program,
    WorkMonth,
)
from programs.period import Period
from programs.touched import months_of_work, paid_months

GRANT = "dotacja"
SOURCES = {
    AgreementAmount.Source.EU: Payer.EU,
    AgreementAmount.Source.OWN: Payer.MOPS,
    AgreementAmount.Source.LABOUR_FUND: Payer.PUP,
}
"""Whose money a source of an agreement is; any other source is another payer's."""


@dataclass(frozen=True)
class Item:
    """A sum of money of one kind, payer and month; a grant is of no month but of its year."""

    program: int
    year: int
    month: int | None
    kind: str
    payer: str
    amount: Decimal
    order: int


@dataclass(frozen=True)
class Line:
    """A kind and payer with its months; None is a month without any."""

    kind: str
    payer: str
    months: tuple[Decimal | None, ...]
    total: Decimal


@dataclass(frozen=True)
class Bar:
    """A month in the chart: its amount and the year before's, with lengths out of the longest."""

    name: str
    amount: Decimal | None
    before: Decimal | None
    length: int
    length_before: int
    top: int

    @property
    def middle(self) -> int:
        return self.top + 13


@dataclass(frozen=True)
class Ratio:
    """An amount for one of something; None where there is none of it or nobody has entered it."""

    name: str
    number: Decimal | None
    value: Decimal | None
    number_before: Decimal | None
    before: Decimal | None


@dataclass(frozen=True)
class Plan:
    """What an agreement assigns to the programme: counted in the year in which its time begins."""

    row: AgreementAmount
    year: int
    program: Program

    @property
    def payer(self) -> Payer:
        return SOURCES.get(self.row.source, Payer.OTHER)

    @property
    def is_counted(self) -> bool:
        return self.row.valid_from.year == self.year

    @property
    def shared_with(self) -> list[Program]:
        """Other programmes of the agreement, in whose plan the same money stands too."""
        return [one for one in self.row.agreement.programs.all() if one != self.program]


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


def total(items: Iterable[Item]) -> Decimal | None:
    """The sum; None where nothing is entered."""
    return known_sum(item.amount for item in items)


def known_sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the amounts that are known; None where none is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True)
class Spending:
    """A programme's year beside the one before."""

    program: Program
    year: int
    items: tuple[Item, ...]
    """Of both years."""

    BAR, ROW = 200, 34
    """Length of the longest bar and height of a row, in units of the drawing."""

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
        return [total(self.of(self.year, month=month)) for month in range(1, 13)]

    @cached_property
    def bars(self) -> list[Bar]:
        """The chart: this year's and the last year's months."""
        before = [total(self.of(self.year - 1, month=month)) for month in range(1, 13)]
        longest = max([*(one or 0 for one in (*self.month_totals, *before)), 1])

        def length(amount: Decimal | None) -> int:
            return max(round((amount or 0) * self.BAR / longest), 0)

        pairs = enumerate(zip(self.month_totals, before, strict=True), 1)
        return [
            Bar(MONTHS[month], now, then, length(now), length(then), (month - 1) * self.ROW)
            for month, (now, then) in pairs
        ]

    @property
    def chart_height(self) -> int:
        return 12 * self.ROW

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
                total(self.of(self.year, payer=payer)),
                total(self.of(self.year - 1, payer=payer)),
            )
            for payer in Payer
        ]
        return [share for share in shares if share != Share(share.payer, None, None, None)]

    @cached_property
    def plans(self) -> list[Plan]:
        """What agreements assign for a time that touches the year, though it began before."""
        amounts = AgreementAmount.objects.during(self.period).filter(
            agreement__programs=self.program
        )
        rows = amounts.select_related("agreement").prefetch_related("agreement__programs")
        return [Plan(row, self.year, self.program) for row in rows]

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
        numbers = [
            _numbers(self.program, Period.of_year(year)) for year in (self.year, self.year - 1)
        ]
        return [
            Ratio(
                name,
                numbers[0][name],
                _per(self.total, numbers[0][name]),
                numbers[1][name],
                _per(self.total_before, numbers[1][name]),
            )
            for name in numbers[0]
        ]

    @cached_property
    def own_contribution(self) -> Decimal | None:
        """Benefits that are at the same time the centre's own contribution to a project."""
        own = _benefits([self.program], self.period).exclude(own_contribution_to=None)
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
    return Spending(program, year, tuple(_items([program], year)))


def of_all(year: int) -> "Year":
    """Every programme's year, those that cost most first."""
    programs = list(Program.objects.all())
    items = defaultdict(list)
    for item in _items(programs, year):
        items[item.program].append(item)
    found = [Spending(program, year, tuple(items[program.pk])) for program in programs]
    return Year(year, sorted(found, key=lambda one: (-(one.total or 0), str(one.program))))


def years_with_money() -> list[int]:
    """Years for which anything is entered, newest first."""
    years = {
        *Cost.objects.order_by().values_list(ExtractYear("period_from"), flat=True).distinct(),
        *Grant.objects.order_by().values_list("year", flat=True).distinct(),
        *Benefit.objects.order_by().values_list(ExtractYear("paid_on"), flat=True).distinct(),
    }
    return sorted(years, reverse=True)


def _items(programs: list[Program], year: int) -> Iterable[Item]:
    both = Period(date(year - 1, 1, 1), date(year, 12, 31))
    kinds = {kind: place for place, kind in enumerate(Cost.Kind.values)}
    costs = Cost.objects.filter(program__in=programs, period_from__range=both.bounds)
    for program, month, kind, payer, amount in _by_month(costs, "program", "period_from", "payer"):
        label = Cost.Kind(kind).label
        yield Item(program, month.year, month.month, label, payer, amount, kinds[kind])
    paid = _by_month(_benefits(programs, both), "enrolment__edition__program", "paid_on")
    for program, month, kind, amount in paid:
        label = Benefit.Kind(kind).label
        yield Item(program, month.year, month.month, label, Payer.MOPS, amount, len(kinds))
    grants = Grant.objects.filter(program__in=programs, year__in=(year - 1, year)).order_by()
    for program, when, payer, amount in grants.values_list("program", "year", "payer").annotate(
        sum=Sum("amount")
    ):
        yield Item(program, when, None, GRANT, payer, amount, len(kinds) + 1)


def _by_month(records: QuerySet, program: str, day: str, *beside: str) -> QuerySet:
    months = records.order_by().annotate(in_month=TruncMonth(day))
    return months.values_list(program, "in_month", "kind", *beside).annotate(sum=Sum("amount"))


def _benefits(programs: list[Program], period: Period) -> QuerySet:
    return Benefit.objects.filter(
        enrolment__edition__program__in=programs, paid_on__range=period.bounds
    )


def _numbers(program: Program, period: Period) -> dict[str, Decimal | None]:
    """How much was done: hours worked, and distinct people; None for what nobody has entered."""
    parts = Enrolment.objects.filter(edition__program=program).during(period)
    hours = WorkMonth.objects.filter(
        enrolment__edition__program=program, month__range=period.bounds
    ).aggregate(sum=Sum("hours"))["sum"]
    people = parts.aggregate(
        all=_people(Q()),
        ended=_people(such.has_result()),
        completed=_people(such.completed_in(period)),
        gained=_people(such.any_gain_after_start(period)),
    )
    return {
        "godzina pracy": hours,
        "uczestnik": _known(people["all"], people["all"]),
        "osoba, która ukończyła": _known(people["completed"], people["ended"]),
        "osoba z rezultatem": _known(people["gained"], people["all"]),
    }


def _people(condition: Q) -> Count:
    return Count("participant", distinct=True, filter=condition)


def _known(number: int, entered: int) -> Decimal | None:
    return Decimal(number) if entered else None


def _per(amount: Decimal | None, number: Decimal | None) -> Decimal | None:
    return amount / number if amount is not None and number else None


@dataclass(frozen=True)
class Year:
    """All programmes of a year side by side."""

    year: int
    found: list[Spending]

    @cached_property
    def rows(self) -> list[Spending]:
        """Programmes with anything in this year or the one before."""
        return [one for one in self.found if one.total is not None or one.total_before is not None]

    @cached_property
    def payers(self) -> list[Payer]:
        """Those who paid anything in the year."""
        paid = {item.payer for one in self.rows for item in one.of(self.year)}
        return [payer for payer in Payer if payer in paid]

    def table(self) -> list[tuple[Spending, list[Decimal | None]]]:
        """Each programme with what each payer bore."""
        return [(one, [one.paid_by(payer) for payer in self.payers]) for one in self.rows]

    @property
    def by_payer(self) -> list[Decimal | None]:
        return [known_sum(one.paid_by(payer) for one in self.rows) for payer in self.payers]

    @property
    def total(self) -> Decimal | None:
        return known_sum(one.total for one in self.rows)

    @property
    def total_before(self) -> Decimal | None:
        return known_sum(one.total_before for one in self.rows)
