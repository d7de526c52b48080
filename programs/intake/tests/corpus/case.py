"""A file with what must come of it, and what came of it in the same form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from programs.intake.reading.cells import column_letters
from programs.intake.results import Overrides, ReadList

TODAY = date(2015, 6, 1)


@dataclass(frozen=True)
class Case:
    """Everything in `expected` is compared for equality; what it does not name must be empty."""

    name: str
    build: Callable[[], bytes]
    expected: dict
    overrides: Overrides | None = None
    verdicts: dict[int, str] = field(default_factory=dict)
    """Of the rows that are not simply new to an empty register."""


EMPTY = {
    "refusal": None,
    "sheet": "Lista",
    "header": (1,),
    "columns": {},
    "rows": {},
    "problems": [],
    "left_out": [],
    "warnings": [],
    "hidden": [],
}


class Corpus(list):
    """Collects cases; the function below the call builds the file."""

    def case(
        self,
        name: str,
        *,
        overrides: Overrides | None = None,
        verdicts: dict[int, str] | None = None,
        **expected,
    ):
        def add(build: Callable[[], bytes]) -> Callable[[], bytes]:
            self.append(Case(name, build, expected, overrides, verdicts or {}))
            return build

        return add


def outcome(found: ReadList) -> dict:
    """The list in short; what the PESEL tells by itself is not repeated."""
    if found.refusal:
        return {"refusal": found.refusal.code}
    return {
        "refusal": None,
        "sheet": found.sheet,
        "header": found.header_rows,
        "columns": {str(c.field): column_letters(c.column.place) for c in found.mapped},
        "rows": {
            row.number: {k: v for k, v in row.fields.items() if k not in row.derived}
            for row in found.rows
        },
        "problems": [
            (problem.address or row.number, problem.code)
            for row in found.rows
            for problem in row.problems
        ],
        "left_out": [(left.row, str(left.reason)) for left in found.left_out],
        "warnings": [problem.code for problem in found.warnings],
        "hidden": [row.number for row in found.rows if row.is_hidden],
    }
