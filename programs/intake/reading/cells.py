"""What a cell can hold, and how a workbook looks to those who read it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose value the spreadsheet did not have: an error, or a formula never computed."""

    text: str = ""
    """The error as the spreadsheet shows it, for instance #DIV/0!; empty for a formula."""


Value = None | str | bool | int | float | date | datetime | time | Broken


def column_letters(column: int) -> str:
    """The name of a column counted from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def column_number(letters: str) -> int:
    """The place, counted from 0, of the column with this name."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """The address of the cell, its row counted from 1 and its column from 0: B17."""
    return f"{column_letters(column)}{row}"


@dataclass(slots=True)
class Sheet:
    """A sheet as it lies in the file. Row numbers count from 1, columns from 0."""

    name: str
    is_visible: bool = True
    rows: list[list[Value]] = field(default_factory=list)
    """From row 1 on; a row ends with its last value."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column; the value stands in the first cell only."""

    def row(self, number: int) -> list[Value]:
        """The cells of the row; none beyond the last."""
        return self.rows[number - 1] if 0 < number <= len(self.rows) else []


@dataclass(slots=True)
class Workbook:
    """All sheets of a file in their order; a CSV is one sheet without a name."""

    kind: str
    """xlsx, xls, ods or csv, by the content and not by the name."""
    sheets: list[Sheet]
