"""What was found in a file as a whole, as the page of its columns shows it."""

from dataclasses import asdict
from typing import Any

from programs.intake.results import Overrides, ReadList
from programs.intake.verdicts.report import problem_in_json
from programs.models import UploadedList

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
            {"column": column.letter, "header": column.header} for column in found.unmapped
        ],
        "left_out": left_out[:MOST_LEFT_OUT],
        "left_out_total": len(left_out),
        "other_sheets": [asdict(sheet) for sheet in found.other_sheets],
        "warnings": [problem_in_json(problem) for problem in found.warnings],
        "evidence": asdict(found.evidence),
        "rows": len(found.rows),
        "hidden_rows": sum(row.is_hidden for row in found.rows),
        "memory": found.as_memory,
    }


def overrides_of(uploaded: UploadedList) -> Overrides:
    """What the clerk chose instead of what was found."""
    return Overrides(**uploaded.overrides)
