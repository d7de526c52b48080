"""Rows as calamine gives them, made into ours: no empty texts, no empty tail."""

from datetime import datetime, time, timedelta

from programs.intake.reading.cells import Broken, Value


def rows_of(sheet) -> list[list[Value]]:
    """All rows from the first of the sheet on, each from column A on.

    calamine fills the rows above the first value by itself, but not the columns left of it.
    """
    left = [None] * (sheet.start[1] if sheet.start else 0)
    return [trimmed([*left, *map(plain, row)]) for row in sheet.iter_rows()]


def with_broken(rows: list[list[Value]], broken: dict[tuple[int, int], str]) -> list[list[Value]]:
    """The rows with the cells that the spreadsheet could not compute; calamine leaves them empty."""
    for (row, column), text in broken.items():
        rows.extend([] for _ in range(row - len(rows)))
        cells = rows[row - 1]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = Broken(text)
    return rows


def plain(value) -> Value:
    """The value with nothing instead of an empty text, and a day instead of its midnight."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return str(value) if isinstance(value, timedelta) else value


def trimmed(row: list[Value]) -> list[Value]:
    """The row without what is empty at its end."""
    while row and row[-1] is None:
        row.pop()
    return row
