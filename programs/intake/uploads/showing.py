"""Rows as the page shows them: who, what is wrong and what would be right, what would change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from participants.models import Participant
from programs.intake.people import FIELDS
from programs.intake.uploads.repairs import Repair, repairs_of, shown
from programs.intake.uploads.rows import TAKEABLE
from programs.intake.verdicts.verdict import Kind
from programs.models import UploadedList, UploadedRow

STATES = {
    Kind.NEW: "done",
    Kind.KNOWN: "done",
    Kind.CHANGED: "warned",
    Kind.DOUBTFUL: "warned",
    Kind.DUPLICATE: "ended",
    Kind.REFERRED: "ended",
    Kind.ERROR: "wrong",
}
SUPERSEDED = {"similar_person", "repeated_person"}
"""Problems that the page says in a better place: beside the candidates, with links to rows."""


@dataclass(frozen=True)
class Complaint:
    """One thing wrong with a row: where, what, what would be right, and its buttons."""

    cell: str
    is_error: bool
    message: str
    repairs: list[Repair]


@dataclass(frozen=True)
class Change:
    """A field that the card and the list tell otherwise."""

    field: str
    label: str
    old: str
    new: str
    is_kept: bool


@dataclass(frozen=True)
class ShownRow:
    """One row of the page."""

    stored: UploadedRow
    name: str
    identity: str
    state: str
    complaints: list[Complaint]
    changes: list[Change]
    fills: list[Change]
    candidates: list[Participant]
    settled_as: Participant | None

    @property
    def is_takeable(self) -> bool:
        """Whether it may be ticked."""
        if self.stored.verdict == Kind.DOUBTFUL:
            return self.stored.settled is not None
        return self.stored.verdict in TAKEABLE

    @property
    def is_changeable(self) -> bool:
        """Whether its values may reach the card, so that they are worth comparing."""
        return self.stored.verdict in (*TAKEABLE, Kind.DOUBTFUL)

    @property
    def is_settled_as_new(self) -> bool:
        return self.stored.settled == {"as": None}


def show(rows: Sequence[UploadedRow]) -> list[ShownRow]:
    """The rows with the people they may be, in one query for all."""
    numbers = {number for row in rows for number in row.candidates}
    people = Participant.objects.in_bulk(numbers) if numbers else {}
    return [_shown(row, people) for row in rows]


def _shown(row: UploadedRow, people: Mapping[int, Participant]) -> ShownRow:
    told = row.fields
    name = f"{told.get('last_name', '')} {told.get('first_name', '')}".strip()
    born = shown(told["birth_date"]) if "birth_date" in told else ""
    identity = told.get("pesel") or (f"ur. {born}" if born else "")
    return ShownRow(
        row,
        name or "bez nazwiska i imienia",
        identity,
        STATES[Kind(row.verdict)],
        [_complaint(told, one) for one in row.problems if one["code"] not in SUPERSEDED],
        [_change(one, row.kept) for one in row.differences],
        [_change(one, ()) for one in row.fills],
        [people[number] for number in row.candidates if number in people],
        people.get((row.settled or {}).get("as")),
    )


def _complaint(fields: Mapping[str, Any], problem: Mapping[str, Any]) -> Complaint:
    repairs = list(repairs_of(fields, problem))
    return Complaint(problem["cell"], problem["level"] == "error", problem["message"], repairs)


def _change(one: Sequence[str], kept: Iterable[str]) -> Change:
    field, old, new = one
    return Change(field, FIELDS[field], old, new, field in kept)


@dataclass(frozen=True)
class Totals:
    """How many rows of the whole list there are of each kind, in one query."""

    verdicts: list[tuple[str, str, int]]
    all: int
    chosen: int
    new: int
    known: int
    changed: int
    unsettled: int
    hidden: int
    outdated: int
    warned: int

    @classmethod
    def of(cls, uploaded: UploadedList) -> "Totals":
        taken = Q(is_chosen=True)
        counts = {kind.value: Count("pk", filter=Q(verdict=kind)) for kind in Kind}
        told = uploaded.rows.order_by().aggregate(
            **{f"of_{name}": count for name, count in counts.items()},
            all=Count("pk"),
            chosen=Count("pk", filter=taken),
            new=Count("pk", filter=taken & (Q(verdict="new") | Q(settled={"as": None}))),
            changed=Count("pk", filter=taken & Q(verdict="changed")),
            unsettled=Count("pk", filter=Q(verdict="doubtful", settled__isnull=True)),
            hidden=Count("pk", filter=Q(is_hidden=True)),
            outdated=Count("pk", filter=Q(is_outdated=True)),
            warned=Count("pk", filter=Q(has_warnings=True)),
        )
        verdicts = [(kind.value, kind.label, told.pop(f"of_{kind.value}")) for kind in Kind]
        known = told["chosen"] - told["new"]
        return cls(verdicts, known=known, **told)
