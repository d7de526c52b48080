"""What was found in a file as a whole, as the page of its columns shows it."""

from dataclasses import asdict
from typing import Any

from programs.intake.columns import EXAMPLES
from programs.intake.people import SAMPLE
from programs.intake.results import Overrides, ReadList
from programs.intake.values.texts import plain
from programs.intake.verdicts.report import problem_in_json
from programs.models import UploadedList

IGNORED, UNKNOWN = "nie wczytuj, jak na poprzedniej liście", "nie rozpoznano"
MOST_LEFT_OUT = 200
"""Rows left out that are kept with their words; of more only the number is told."""


def summary_of(found: ReadList) -> dict[str, Any]:
    """The reading without its rows."""
    left_out = [
        {"row": one.row, "reason": one.because, "text": one.text}
        for one in found.left_out
        if one.reason != "blank"
    ]
    return {
        "kind": found.kind,
        "sheet": found.sheet,
        "header_row": found.header_row,
        "header_rows": list(found.header_rows),
        "mapped": [
            {
                "field": str(claim.field),
                "label": claim.field.label,
                "column": claim.column.letter,
                "header": claim.column.header,
                "reason": str(claim.reason),
                "because": claim.because,
                "examples": list(claim.examples),
            }
            for claim in found.mapped
        ],
        "unmapped": [
            {
                "column": column.letter,
                "header": column.header,
                "because": IGNORED if column.letter in found.ignored else UNKNOWN,
                "examples": _examples(found, column.place),
            }
            for column in found.unmapped
        ],
        "left_out": left_out[:MOST_LEFT_OUT],
        "left_out_total": len(left_out),
        "other_sheets": [asdict(sheet) for sheet in found.other_sheets],
        "warnings": [problem_in_json(problem) for problem in found.warnings],
        "evidence": asdict(found.evidence),
        "expected": sorted(found.expected),
        "rows": len(found.rows),
        "hidden_rows": sum(row.is_hidden for row in found.rows),
        "memory": found.as_memory,
    }


def _examples(found: ReadList, place: int) -> list[str]:
    rows = found.rows[:SAMPLE]
    texts = dict.fromkeys(plain(row.cells[place]) for row in rows if place < len(row.cells))
    return [text for text in texts if text][:EXAMPLES]


def overrides_of(uploaded: UploadedList) -> Overrides:
    """What the clerk chose instead of what was found."""
    told = uploaded.overrides
    return Overrides(told.get("sheet"), told.get("header_row"), told.get("columns", {}))
