"""A programme's costs typed month by month, all rows of a sheet at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from mops.journal import action
from mops.models import User
from mops.saving import explained
from programs.actions.sheets import (
    Cell,
    Conflict,
    Saved,
    SheetRefused,
    compared,
    last_writers,
)
from programs.amounts import MOST
from programs.models import Cost, Program
from programs.period import Period
from programs.unusual import largest_amounts, why_unusual


@dataclass(frozen=True)
class CostEntry:
    """An amount of one kind, payer and month as typed, beside what stood there; None: nothing."""

    kind: str
    payer: str
    month: date
    was: Decimal | None
    now: Decimal | None

    @property
    def cell(self) -> Cell:
        return f"{self.kind}-{self.payer}", self.month.isoformat()

    @property
    def key(self) -> Cell:
        return self.cell

    @property
    def period(self) -> Period:
        return Period.of_month(self.month)

    @property
    def name(self) -> str:
        """The cell in words."""
        kind, payer = Cost.Kind(self.kind).label, dict(Cost.payer.field.choices)[self.payer]
        return f"{kind}, {payer}, {self.month:%m.%Y}"


@action
def record_monthly_costs(
    *,
    by: User,
    program: Program,
    entries: Iterable[CostEntry],
    unread: Mapping[Cell, str] | None = None,
    confirms_unusual: bool = False,
) -> Saved:
    """Enter, correct and clear amounts of whole months, all of them or none.

    A cell that somebody else changed meanwhile is left as it stands and told. Raises SheetRefused
    for cells that cannot be read or changed, and for unusual amounts until they are confirmed.
    """
    # Two clerks at one programme's sheet wait for each other here.
    Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    entries = list(entries)
    records = _records(program, entries)
    standing = {cell: record.amount for cell, record in records.items()}
    writes, others = compared(entries, standing)
    wrong = {**(unread or {}), **_misplaced(writes, program, records)}
    if wrong:
        raise SheetRefused(wrong)
    if not confirms_unusual and (told := _unusual(writes, program)):
        raise SheetRefused(unusual=told)
    _write(program, writes, records)
    return Saved(len(writes), _conflicts(program, others))


def _whole(entries: list[CostEntry]) -> Period:
    months = [entry.month for entry in entries]
    return Period(min(months), Period.of_month(max(months)).end)


def _records(program: Program, entries: list[CostEntry]) -> dict[Cell, Cost]:
    if not entries:
        return {}
    costs = Cost.objects.monthly(program, _whole(entries)).order_by()
    return {(f"{cost.kind}-{cost.payer}", cost.period_from.isoformat()): cost for cost in costs}


def _misplaced(entries: list[CostEntry], program: Program, records: dict) -> dict[Cell, str]:
    today = timezone.localdate()
    beside = _entered_apart(entries, program)
    wrong = {}
    for entry in entries:
        if entry.month > today:
            wrong[entry.cell] = "ten miesiąc jeszcze się nie zaczął"
        elif entry.kind == Cost.Kind.ALLOWANCES:
            wrong[entry.cell] = "świadczenia za godziny wpisuje rozliczenie miesiąca"
        elif entry.now is not None and not 0 < entry.now <= MOST:
            wrong[entry.cell] = "kwota miesiąca jest większa od zera i mniejsza od 10 miliardów"
        elif entry.now and entry.cell in beside and entry.cell not in records:
            wrong[entry.cell] = "ten miesiąc jest już wpisany jako osobny koszt"
    return wrong


def _entered_apart(entries: list[CostEntry], program: Program) -> set[Cell]:
    """Cells whose kind, payer and month have costs of their own, entered one by one."""
    if not entries:
        return set()
    costs = Cost.objects.filter(
        program=program, is_monthly=False, period_from__range=_whole(entries).bounds
    )
    rows = costs.order_by().values_list("kind", "payer", "period_from", "period_to")
    return {
        (f"{kind}-{payer}", start.replace(day=1).isoformat())
        for kind, payer, start, end in rows
        if (start.year, start.month) == (end.year, end.month)
    }


def _unusual(entries: list[CostEntry], program: Program) -> list[str]:
    typed = [entry for entry in entries if entry.now]
    if not typed:
        return []
    largest = largest_amounts(program, _whole(typed))
    reasons = (
        (entry, why_unusual(entry.now, largest.get((entry.kind, entry.payer)))) for entry in typed
    )
    return [f"{entry.name}: {reason}" for entry, reason in reasons if reason]


def _write(program: Program, entries: list[CostEntry], records: dict[Cell, Cost]) -> None:
    new = [_cost(program, entry) for entry in entries if entry.now and entry.cell not in records]
    corrected = []
    for entry in entries:
        if entry.now and entry.cell in records:
            records[entry.cell].amount = entry.now
            corrected.append(records[entry.cell])
    cleared = [records[entry.cell].pk for entry in entries if not entry.now]
    with explained(Cost):
        Cost.objects.bulk_create(new)
        if corrected:
            Cost.objects.bulk_update(corrected, ["amount"])
        if cleared:
            Cost.objects.filter(pk__in=cleared).delete()


def _cost(program: Program, entry: CostEntry) -> Cost:
    return Cost(
        program=program,
        kind=entry.kind,
        payer=entry.payer,
        amount=entry.now,
        period_from=entry.period.start,
        period_to=entry.period.end,
        is_monthly=True,
    )


def _conflicts(program: Program, others: list[tuple[CostEntry, Decimal | None]]) -> list[Conflict]:
    if not others:
        return []
    writers = last_writers(
        Cost,
        ["kind", "payer", "period_from"],
        program_id=program.pk,
        is_monthly=True,
        period_from__in={entry.month for entry, _ in others},
    )
    return [
        Conflict(
            entry, stands, writers.get((entry.kind, entry.payer, entry.month)) or "spoza aplikacji"
        )
        for entry, stands in others
    ]
