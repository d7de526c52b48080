"""Verdicts as plain data: the report of the command and the protocol of a list."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from programs.intake.fields import Field
from programs.intake.people import FIELDS
from programs.intake.problems import Level, Problem
from programs.intake.reading.refusal import Refusal
from programs.intake.results import ReadList
from programs.intake.verdicts.judging import cell_of
from programs.intake.verdicts.verdict import Difference, Judged, Kind, RowVerdict


def report_of(
    found: ReadList, sha256: str, judged: Judged | None = None, refusal: Refusal | None = None
) -> dict:
    """What was found in the file and what each row means; without verdicts there are no rows."""
    refused = refusal or found.refusal
    return {
        "file": {
            "sha256": sha256,
            "refused": refused and {"code": refused.code, "message": refused.message},
            "sheet": found.sheet,
            "header_row": found.header_row,
            "columns": dict(found.columns),
        },
        "totals": judged.totals if judged else {kind.value: 0 for kind in Kind},
        "rows": list(_rows(judged)) if judged else [],
    }


def _rows(judged: Judged) -> Iterator[dict]:
    places = {claim.field: claim.column.place for claim in judged.found.mapped}
    for verdict in judged.rows:
        row = _row(verdict)
        row["problems"] += [_change(one, verdict, places) for one in verdict.differences]
        yield row


def _change(change: Difference, verdict: RowVerdict, places: Mapping[Field, int]) -> dict:
    """The old value and the new one, side by side."""
    old, new = change.old or "nic", change.new
    said = f"{FIELDS[change.field].capitalize()}: w kartotece jest {old}, a na liście {new}."
    return {
        "cell": cell_of(places, verdict.number, change.field),
        "level": Level.WARNING.value,
        "code": "changed_field",
        "message": said,
        "proposal": None,
    }


def _row(verdict: RowVerdict) -> dict:
    """The row with its person; of a doubtful row, with the likeliest."""
    return {
        "row": verdict.number,
        "verdict": verdict.kind.value,
        "participant": verdict.participant or next(iter(verdict.candidates), None),
        "problems": [_problem(problem) for problem in verdict.problems],
    }


def _problem(problem: Problem) -> dict:
    """The problem with what to type instead; numbers of rows or cards are no such value."""
    told = problem_in_json(problem)
    is_value = isinstance(told["proposal"], str)
    return {**told, "proposal": told["proposal"] if is_value else None}


def problem_in_json(problem: Problem) -> dict:
    """The problem with its cell, as JSON keeps it."""
    return {
        "cell": problem.address,
        "level": problem.level.value,
        "code": problem.code,
        "message": problem.message,
        "proposal": _plain(problem.proposal),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
