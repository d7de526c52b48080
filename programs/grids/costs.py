"""The sheet of a programme's costs: kinds and payers by the months of a year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.utils import timezone

from mops.typography import MONTHS
from programs.actions.monthly_costs import CostEntry
from programs.amounts import read_amount, written
from programs.grids.sheet import Column, Row, Sheet
from programs.grids.typed import Change
from programs.models import Cost, Payer, Program
from programs.period import Period
from programs.touched import months_of_work

Pair = tuple[str, str]
"""A kind and a payer: a row."""
ROW_SUM = Column(key="sum", label="Razem", name="suma roku", sums="row")
NOT_ENTERED = "nie wpisano"
UNCOVERED = "uncovered"

USUAL: dict[str, tuple[Pair, ...]] = {
    Program.Kind.PUBLIC_WORKS: (
        (Cost.Kind.WAGES, Payer.PUP),
        (Cost.Kind.LABOUR_FUND, Payer.MOPS),
        (Cost.Kind.WAGE_TOP_UP, Payer.MOPS),
        (Cost.Kind.PFRON, Payer.MOPS),
        (Cost.Kind.MEDICAL_EXAMS, Payer.MOPS),
        (Cost.Kind.LEAVE_EQUIVALENT, Payer.MOPS),
        (Cost.Kind.PROTECTIVE_CLOTHING, Payer.MOPS),
    ),
    Program.Kind.CIS: (
        (Cost.Kind.PENSION_CONTRIBUTIONS, Payer.PUP),
        (Cost.Kind.HEALTH_CONTRIBUTIONS, Payer.MOPS),
    ),
}
"""Rows that a programme's sheet begins with, before anything is entered."""
ORDER = {kind: place for place, kind in enumerate(Cost.Kind.values)}
PAYERS = {payer: place for place, payer in enumerate(Payer.values)}


@dataclass(frozen=True)
class YearOfCosts:
    """The sheet, and the year's costs that have no cell in it."""

    sheet: Sheet
    beside: list[Cost]

    @property
    def beside_total(self) -> Decimal:
        return sum((cost.amount for cost in self.beside), Decimal(0))


def key_of(pair: Pair) -> str:
    return "-".join(pair)


def name_of(pair: Pair) -> str:
    return f"{Cost.Kind(pair[0]).label}, {Payer(pair[1]).label}"


def pair_of(key: str) -> Pair:
    """The kind and payer of a row's key; raises ValidationError."""
    kind, _, payer = key.partition("-")
    if kind not in ORDER or payer not in PAYERS:
        raise ValidationError("tej komórki nie ma w arkuszu")
    return Cost.Kind(kind).value, Payer(payer).value


def entry_of(change: Change) -> CostEntry:
    """The change as the action takes it; raises ValidationError with a sentence for the cell."""
    kind, payer = pair_of(change.row)
    try:
        month = date.fromisoformat(change.column)
    except ValueError as unreadable:
        raise ValidationError("tej komórki nie ma w arkuszu") from unreadable
    if month.day != 1:
        raise ValidationError("tej komórki nie ma w arkuszu")
    now = read_amount(change.now)
    if now is not None and now <= 0:
        raise ValidationError("kwota musi być większa od zera; żeby ją skasować, wyczyść komórkę")
    return CostEntry(kind, payer, month, read_amount(change.was), now)


def load(
    program: Program, year: int, added: Iterable[Pair] = (), only: date | None = None
) -> YearOfCosts:
    """The year of a programme's costs; `only` one month of it."""
    period = Period.of_year(year)
    cells, apart, beside, december = _sorted_out(program, period)
    pairs = _rows(program, {pair for pair, _ in (*cells, *apart)}, added)
    months = [month for month in period.months() if only in (None, month)]
    rows = [_row(place, pair, months, cells, apart) for place, pair in enumerate(pairs)]
    columns = [Column(f"{month}", MONTHS[month.month][:3], _month(month)) for month in months]
    columns += [] if only else [ROW_SUM]
    facts = {
        "today": timezone.localdate().isoformat(),
        "earlier": {key_of(pair): {month: text} for (pair, month), text in december.items()},
        "monthly": [key_of(pair) for pair in pairs if pair[0] in Cost.MONTHLY_KINDS],
        "worked": sorted(
            month.isoformat() for month in _to_be_paid(program, period, beside, pairs)
        ),
        "monthNames": {month.isoformat(): MONTHS[month.month] for month in period.months()},
    }
    page = Paginator(rows, max(len(rows), 1)).get_page(1)
    totals = _totals(rows, columns)
    return YearOfCosts(Sheet("money", columns, rows, page, totals=totals, facts=facts), beside)


def _sorted_out(program: Program, period: Period) -> tuple[dict, dict, list[Cost], dict]:
    """The year's cells, costs entered apart by cell, costs without a cell; and texts of December before."""
    first = date(period.year - 1, 12, 1)
    costs = Cost.objects.filter(program=program, period_from__range=(first, period.end))
    cells, others, december = {}, defaultdict(list), {}
    for cost in costs.order_by("period_from", "pk"):
        month = cost.period_from.replace(day=1)
        pair = cost.kind, cost.payer
        if month.year < period.year:
            if cost.is_monthly:
                december[pair, month.isoformat()] = written(cost.amount)
        elif cost.is_monthly:
            cells[pair, month] = cost
        else:
            others[pair, month].append(cost)
    apart = {
        place: some
        for place, some in others.items()
        if place not in cells and all(cost.period_to <= _end(place[1]) for cost in some)
    }
    beside = [cost for place, some in others.items() if place not in apart for cost in some]
    return cells, apart, beside, december


def _to_be_paid(
    program: Program, period: Period, beside: list[Cost], pairs: list[Pair]
) -> set[date]:
    """Months of work, where such are paid for at all, but for those that a longer cost covers."""
    if not any(kind in Cost.MONTHLY_KINDS for kind, _ in pairs):
        return set()
    longer = [cost for cost in beside if cost.kind in Cost.MONTHLY_KINDS]
    covered = {
        month for cost in longer for month in Period(cost.period_from, cost.period_to).months()
    }
    return months_of_work(program.pk, period) - covered


def _end(month: date) -> date:
    return Period.of_month(month).end


def _month(month: date) -> str:
    return f"{MONTHS[month.month]} {month.year}"


def _rows(program: Program, known: set[Pair], added: Iterable[Pair]) -> list[Pair]:
    """Rows used in any year, the usual ones where there are none, and those added."""
    used = set(
        Cost.objects.filter(program=program, is_monthly=True)
        .order_by()
        .values_list("kind", "payer")
        .distinct()
    )
    pairs = known | set(added) | (used or set(USUAL.get(program.kind, ())))
    return sorted(pairs, key=lambda pair: (ORDER[pair[0]], PAYERS[pair[1]]))


def _row(number: int, pair: Pair, months: list[date], cells: dict, apart: dict) -> Row:
    texts, closed, today = {}, {}, timezone.localdate()
    for month in months:
        key, place = month.isoformat(), (pair, month)
        if place in cells:
            texts[key] = written(cells[place].amount)
        elif place in apart:
            texts[key] = written(sum(cost.amount for cost in apart[place]))
            closed[key] = "osobne koszty"
        elif pair[0] == Cost.Kind.ALLOWANCES:
            closed[key] = "z rozliczenia"
        elif month > today:
            closed[key] = "jeszcze nie nadszedł"
    if texts:
        texts["sum"] = written(sum(map(read_amount, list(texts.values()))))
    return Row(key_of(pair), name_of(pair), "", "", number, texts, closed)


def _totals(rows: list[Row], columns: list[Column]) -> dict[str, str]:
    """Sums of columns; a month without any amount is told, since nothing is not zero."""
    totals = {}
    for column in columns:
        entered = [read_amount(row.texts[column.key]) for row in rows if column.key in row.texts]
        has_begun = column.sums or column.key <= f"{timezone.localdate():%Y-%m-%d}"
        totals[column.key] = written(sum(entered)) if entered else NOT_ENTERED if has_begun else ""
    return totals


def uncovered(sheet: Sheet) -> list[str]:
    """Names of the months of work for which no monthly cost is entered: the report leaves them out."""
    facts = sheet.facts
    rows = [row for row in sheet.rows if row.key in facts["monthly"]]
    return [
        facts["monthNames"][month]
        for month in facts["worked"]
        if not any(month in row.texts for row in rows)
    ]
