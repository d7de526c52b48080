"""Sums of money as they are entered: by programme, month, kind and payer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractYear, TruncMonth

from programs.models import Benefit, Cost, Grant, Payer, Program
from programs.period import Period

GRANT = "dotacja"


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


def total(items: Iterable[Item]) -> Decimal | None:
    """The sum; None where nothing is entered."""
    return known_sum(item.amount for item in items)


def known_sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the amounts that are known; None where none is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def items_of(programs: list[Program], year: int) -> Iterable[Item]:
    """What the programmes cost in the year and in the one before."""
    both = Period(date(year - 1, 1, 1), date(year, 12, 31))
    kinds = {kind: place for place, kind in enumerate(Cost.Kind.values)}
    costs = Cost.objects.filter(program__in=programs, period_from__range=both.bounds)
    for program, month, kind, payer, amount in _by_month(costs, "program", "period_from", "payer"):
        label = Cost.Kind(kind).label
        yield Item(program, month.year, month.month, label, payer, amount, kinds[kind])
    paid = _by_month(benefits(programs, both), "enrolment__edition__program", "paid_on")
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


def benefits(programs: list[Program], period: Period) -> QuerySet[Benefit]:
    """Benefits paid in the programmes' editions."""
    return Benefit.objects.filter(
        enrolment__edition__program__in=programs, paid_on__range=period.bounds
    )


def years_with_money() -> list[int]:
    """Years for which anything is entered, newest first."""
    years = {
        *Cost.objects.order_by().values_list(ExtractYear("period_from"), flat=True).distinct(),
        *Grant.objects.order_by().values_list("year", flat=True).distinct(),
        *Benefit.objects.order_by().values_list(ExtractYear("paid_on"), flat=True).distinct(),
    }
    return sorted(years, reverse=True)
