"""CSV as offices send it: any of three delimiters, any of four encodings."""

import contextlib
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from programs.intake.reading import limits
from programs.intake.reading.cells import Sheet, Value
from programs.intake.reading.encodings import decoded
from programs.intake.reading.extent import Extent, check_all
from programs.intake.reading.grid import trimmed
from programs.intake.reading.refusal import Refused

DELIMITERS = ";\t,"
LINES_TO_LOOK_AT = 60


def read(file: BinaryIO) -> Iterator[Sheet]:
    """The one sheet; a row is a record, so a quoted line break does not count."""
    file.seek(0)
    text, _encoding = decoded(file.read())
    if not text.strip():
        raise Refused("empty_file")
    text, delimiter = _delimiter(text)
    extent = Extent()
    rows = []
    for number, record in enumerate(_records(text, delimiter), start=1):
        row = trimmed([_value(cell) for cell in record])
        for column, value in enumerate(row):
            if value is not None:
                extent.note(number, column)
        rows.append(row)
    check_all([extent])
    yield Sheet("", True, rows)


def _value(cell: str) -> Value:
    """The text; programs write ="00123" so that a spreadsheet keeps the zeros."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return cell if cell and not cell.isspace() else None


def _delimiter(text: str) -> tuple[str, str]:
    """The text without Excel's own hint, and the sign that parts it most evenly."""
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:
        return text[5:].lstrip("\r\n"), text[4]
    lines = text.splitlines(keepends=True)[:LINES_TO_LOOK_AT]
    widths = {sign: _evenness(lines, sign) for sign in DELIMITERS}
    best = max(DELIMITERS, key=widths.get)
    if not widths[best]:
        raise Refused("not_spreadsheet")
    return text, best


def _evenness(lines: list[str], sign: str) -> int:
    """Columns beyond the first in the commonest width, times the lines that have it."""
    widths: Counter[int] = Counter()
    with contextlib.suppress(csv.Error):  # reading itself tells where
        for row in csv.reader(lines, delimiter=sign):
            widths[len(row)] += len(row) > 1
    return max(((width - 1) * count for width, count in widths.items()), default=0)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(limits.TEXT * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number, started = 0, 1
    try:
        for record in reader:
            number += 1
            if number > limits.ROWS:
                raise Refused("too_many_rows", sheet="", limit=limits.ROWS)
            if reader.line_num - started >= limits.LINES_IN_CELL:
                raise Refused("open_quote", row=number)
            started = reader.line_num + 1
            yield record
    except csv.Error as wrong:
        raise Refused("open_quote", row=number + 1) from wrong
