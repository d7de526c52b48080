"""What saving a sheet of many cells has in common, whatever its cells hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db.models import Model

from mops.changes import event_model_of
from mops.models import User

Cell = tuple[str, str]
"""A row's and a column's key."""


class Entry(Protocol):
    """A cell as typed, beside what stood in it when the sheet was opened."""

    was: Any
    now: Any

    @property
    def cell(self) -> Cell: ...

    @property
    def key(self) -> Cell: ...


@dataclass(frozen=True)
class Conflict:
    """A cell that somebody else changed meanwhile: left as it stands, shown beside what was typed."""

    entry: Entry
    stands: Any
    by: str


@dataclass(frozen=True)
class Saved:
    """How many cells were written, and which were not since others were quicker."""

    changed: int
    conflicts: Sequence[Conflict]


class SheetRefused(ValidationError):
    """Nothing of the sheet was saved: cells with what is wrong, and what needs a decision.

    `over` are limits exceeded, allowed with a reason; `totals` are months' totals that days would
    replace, allowed when confirmed; so are `unusual` amounts.
    """

    def __init__(
        self,
        cells: Mapping[Cell, str] | None = None,
        over: Sequence[str] = (),
        totals: Sequence[str] = (),
        unusual: Sequence[str] = (),
    ) -> None:
        self.cells, self.over, self.totals = dict(cells or {}), list(over), list(totals)
        self.unusual = list(unusual)
        super().__init__([*self.cells.values(), *self.over, *self.totals, *self.unusual])


def compared(
    entries: Iterable[Entry], standing: Mapping[Cell, Any]
) -> tuple[list[Entry], list[tuple[Entry, Any]]]:
    """Entries to be written, and those whose cell is not any more what it was, with what it is."""
    writes, others = [], []
    for entry in entries:
        stands = standing.get(entry.key)
        if entry.now in (entry.was, stands):
            continue
        if stands == entry.was:
            writes.append(entry)
        else:
            others.append((entry, stands))
    return writes, others


def last_writers(model: type[Model], columns: Sequence[str], **narrowed) -> dict[tuple, str]:
    """Who wrote last, by the values of the columns; asks the journal only where it is told to."""
    events = event_model_of(model).objects.filter(**narrowed).order_by("pgh_id")
    rows = events.values_list("pgh_context__metadata", *columns)
    writers = {tuple(key): (metadata or {}).get("user") for metadata, *key in rows}
    names = User.objects.in_bulk({pk for pk in writers.values() if pk})
    return {key: str(names.get(pk, "spoza aplikacji")) for key, pk in writers.items()}
