"""Workbooks of Excel 97 to 2003, by xlrd: it keeps sparse sheets sparse and knows hidden rows."""

import os
import struct
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import BinaryIO

import xlrd

from programs.intake.reading.cells import Broken, Sheet, Value
from programs.intake.reading.extent import Extent, check_all
from programs.intake.reading.grid import plain, trimmed
from programs.intake.reading.limits import SHEETS
from programs.intake.reading.refusal import Refused

BROKEN = (
    xlrd.compdoc.CompDocError,
    struct.error,
    LookupError,
    ValueError,
    ArithmeticError,
    AssertionError,
    OSError,
)
"""What xlrd lets out when a file is damaged."""


def read(file: BinaryIO) -> Iterator[Sheet]:
    """The sheets, one at a time."""
    file.seek(0)
    book = _open(file.read())
    if book.nsheets > SHEETS:
        raise Refused("too_many_sheets", limit=SHEETS)
    sheets = book.sheets()
    check_all([_extent(sheet) for sheet in sheets])
    for sheet in sheets:
        yield _sheet(sheet, book.datemode)


def _open(content: bytes) -> xlrd.Book:
    with Path(os.devnull).open("w") as nowhere:
        try:
            return xlrd.open_workbook(
                file_contents=content, formatting_info=True, ragged_rows=True, logfile=nowhere
            )
        except xlrd.XLRDError as refused:
            code = "encrypted" if "encrypted" in str(refused) else "truncated"
            raise Refused(code) from refused
        except BROKEN as broken:
            raise Refused("truncated") from broken


def _extent(sheet: xlrd.sheet.Sheet) -> Extent:
    extent = Extent(sheet.name)
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                extent.note(row + 1, column)
    return extent


def _sheet(sheet: xlrd.sheet.Sheet, epoch: int) -> Sheet:
    return Sheet(
        sheet.name,
        sheet.visibility == 0,
        [trimmed([_value(cell, epoch) for cell in sheet.row(row)]) for row in range(sheet.nrows)],
        frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
        tuple(
            (top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells
        ),
    )


def _value(cell: xlrd.sheet.Cell, epoch: int) -> Value:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _moment(cell.value, epoch)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Broken(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return plain(cell.value)


def _moment(serial: float, epoch: int) -> Value:
    try:
        moment = xlrd.xldate_as_datetime(serial, epoch)
    except (ValueError, OverflowError):
        return serial
    return moment.time() if 0 <= serial < 1 else plain(_whole_seconds(moment))


def _whole_seconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=0) if moment.time() != time() else moment
