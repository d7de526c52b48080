"""Rows as they were read and judged, to the database and back."""

from collections.abc import Iterable, Iterator
from datetime import date
from math import isfinite
from typing import Any

from programs.intake.people import ReadRow
from programs.intake.problems import Level, Problem
from programs.intake.reading.cells import Value
from programs.intake.reading.wire import packed, unpacked
from programs.intake.verdicts.report import problem_in_json
from programs.intake.verdicts.verdict import Difference, Kind, RowVerdict
from programs.models import UploadedRow

DAYS = ("birth_date", "registered_on", "referred_on")
TAKEABLE = (Kind.NEW, Kind.KNOWN, Kind.CHANGED)
"""Verdicts whose rows are taken in unless somebody says otherwise."""
REPEATED = "repeated_person"
JUDGED = (
    "fields", "derived", "problems", "corrections", "verdict", "has_warnings", "is_outdated",
    "participant", "candidates", "differences", "fills", "other_rows", "is_chosen", "settled", "kept",
)  # fmt: skip
"""What is written anew when a row is judged again."""


def fill(stored: UploadedRow, verdict: RowVerdict) -> UploadedRow:
    """Put what was read and judged into the record; a decision made of the same verdict stays."""
    is_same = stored.pk is not None and verdict_of(stored) == verdict
    row = verdict.row
    stored.fields = {name: _plain(value) for name, value in row.fields.items()}
    stored.derived = sorted(row.derived)
    # The verdict leaves out what reading said of repeated people, and says it better.
    read = [problem for problem in row.problems if problem.code != REPEATED]
    stored.problems = [_problem(one, is_read=one in read) for one in verdict.problems]
    stored.is_outdated = False
    stored.has_warnings = any(one.level is Level.WARNING for one in verdict.problems)
    stored.verdict = verdict.kind
    stored.participant_id = verdict.participant
    stored.candidates = list(verdict.candidates)
    stored.differences = [_difference(one) for one in verdict.differences]
    stored.fills = [_difference(one) for one in verdict.fills]
    stored.other_rows = _others(verdict)
    if not is_same:
        stored.is_chosen = verdict.kind in TAKEABLE and not row.is_hidden
        stored.settled, stored.kept = None, []
    return stored


def new_row(verdict: RowVerdict, list_id: int, corrections: dict[str, str]) -> UploadedRow:
    """The record of a row read for the first time, not saved."""
    row = verdict.row
    stored = UploadedRow(
        uploaded_list_id=list_id,
        number=row.number,
        cells=packed_cells(row),
        is_hidden=row.is_hidden,
        corrections=corrections,
    )
    return fill(stored, verdict)


def carry_over(stored: UploadedRow, old: UploadedRow) -> None:
    """Keep what somebody decided of the same row, unless it means something else by now."""
    if stored.cells == old.cells and verdict_of(stored) == verdict_of(old):
        stored.is_chosen, stored.settled, stored.kept = old.is_chosen, old.settled, old.kept


def packed_cells(row: ReadRow) -> list[Any]:
    """The cells of the file as the record keeps them."""
    return [_cell(value, row.number, place) for place, value in enumerate(row.cells)]


def row_of(stored: UploadedRow) -> ReadRow:
    """The row as it was read."""
    return ReadRow(
        stored.number,
        {name: _typed(name, value) for name, value in stored.fields.items()},
        [problem_of(one) for one in stored.problems if one["is_read"]],
        stored.is_hidden,
        frozenset(stored.derived),
        tuple(cells_of(stored)),
    )


def verdict_of(stored: UploadedRow) -> RowVerdict:
    """The verdict that was shown."""
    return RowVerdict(
        row_of(stored),
        Kind(stored.verdict),
        stored.participant_id,
        tuple(stored.candidates),
        tuple(Difference(*one) for one in stored.differences),
        tuple(Difference(*one) for one in stored.fills),
        [problem_of(one) for one in stored.problems],
    )


def cells_of(stored: UploadedRow) -> Iterator[Value]:
    """The cells as they are in the file."""
    return (unpacked(value) for value in stored.cells)


def problem_of(kept: dict[str, Any]) -> Problem:
    """The problem as it was told."""
    return Problem(
        Level(kept["level"]),
        kept["code"],
        kept["message"],
        kept["proposal"],
        kept["field"],
        kept["cell"],
    )


def _problem(problem: Problem, *, is_read: bool) -> dict[str, Any]:
    return {**problem_in_json(problem), "field": problem.field, "is_read": is_read}


def _difference(one: Difference) -> list[str]:
    return [one.field, one.old, one.new]


def _others(verdict: RowVerdict) -> list[int]:
    told: Iterable = (one.proposal for one in verdict.problems if one.code == REPEATED)
    return sorted({number for others in told for number in others or ()})


def _cell(value: Value, row: int, place: int) -> Any:
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    # PostgreSQL keeps no such character.
    return packed(value.replace("\x00", "") if isinstance(value, str) else value, row, place)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.replace("\x00", "") if isinstance(value, str) else value


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in DAYS else value
