"""The workbook, written row by row: its size is bounded by the disk, not by memory."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from django.db import transaction
from openpyxl import Workbook
from openpyxl.styles import Font

from mops.exporting.describing import HEADERS, descriptions
from mops.exporting.registers import May, Register, registers
from mops.spreadsheets import cell_of

DESCRIPTION = "Opis"
LONGEST_TITLE = 31
MOST_ROWS = 1_048_575
"""Rows that a sheet of Excel holds below its header."""
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@transaction.atomic
def write_everything(file: BinaryIO, may: May, *, most_rows: int = MOST_ROWS) -> list[Register]:
    """Write all registers that may be seen, as they stand at one moment; tells which those are."""
    book = Workbook(write_only=True)
    shown = list(registers(may))
    titles = [_title(register) for register in shown]
    told = (descriptions(*pair) for pair in zip(shown, titles, strict=True))
    _write(book, DESCRIPTION, HEADERS, chain.from_iterable(told))
    for register, title in zip(shown, titles, strict=True):
        resource = register.resource()
        rows = resource.rows(register.records())
        _write_parts(book, title, resource.get_export_headers(), rows, most_rows)
    book.save(file)
    return shown


def _title(register: Register) -> str:
    return register.title.translate(FORBIDDEN)[:LONGEST_TITLE].strip()


def _write_parts(book: Workbook, title: str, headers: list, rows: Iterator, most_rows: int) -> None:
    """One sheet, and numbered ones after it if there are more rows than a sheet holds."""
    number = 1
    first = list(islice(rows, 1))
    while first or number == 1:
        end = f" ({number})" if number > 1 else ""
        name = title[: LONGEST_TITLE - len(end)] + end
        _write(book, name, headers, chain(first, islice(rows, most_rows - len(first))))
        first = list(islice(rows, 1))
        number += 1


def _write(book: Workbook, title: str, headers: Iterable, rows: Iterable) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([cell_of(sheet, header, Font(bold=True)) for header in headers])
    for row in rows:
        sheet.append([cell_of(sheet, value) for value in row])
