"""Rows as calamine gives them, made into ours: no empty texts, no empty tail."""

from datetime import datetime, time, timedelta

from programs.intake.reading.cells import Value


def rows_of(sheet) -> list[list[Value]]:
    """All rows from the first of the sheet on, each from column A on.

    calamine fills the rows above the first value by itself, but not the columns left of it.
    """
    left = [None] * (sheet.start[1] if sheet.start else 0)
    return [trimmed([*left, *map(plain, row)]) for row in sheet.iter_rows()]


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
