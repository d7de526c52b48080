"""The documents of a settled month as workbooks."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from mops.spreadsheets import cell_of
from programs.documents.payroll import Row, Sheet, in_words
from programs.documents.refund import facts_of

MONEY = "#,##0.00"
BOLD = Font(bold=True)
WHO = ("Nazwisko i imię", "Placówka", "Korekta za")
WHAT = ("Godziny", "Stawka (zł)", "Kwota (zł)")


def payments(sheet: Sheet) -> bytes:
    """The payment list: a row a person and month, the sum, the sum in words."""
    headers = ("Lp.", *WHO, *WHAT, "Podpis")
    rows = [
        (number, row.name, row.facilities, row.correction, row.hours, row.rate, row.amount, "")
        for number, row in enumerate(sheet.rows, 1)
    ]
    total = ("", "Razem", "", "", sheet.hours, "", sheet.amount, "")
    words = ("", f"Słownie: {in_words(sheet.amount)}", "", "", "", "", "", "")
    return _book(
        [("Lista wypłat", headers, [*rows, total, words], (6, 32, 36, 12, 10, 12, 14, 28))]
    )


def refund(sheet: Sheet) -> bytes:
    """The refund request: what is asked for, and the annex of people."""
    name, *where = WHO
    headers = ("Lp.", name, "PESEL", *where, *WHAT, "Refundacja (zł)")
    rows = [(number, *_annex(row)) for number, row in enumerate(sheet.rows, 1)]
    total = ("", "Razem", "", "", "", sheet.hours, "", sheet.amount, sheet.refunded)
    return _book(
        [
            ("Wniosek", ("Pozycja", "Wartość"), facts_of(sheet), (28, 70)),
            ("Wykaz osób", headers, [*rows, total], (6, 32, 14, 36, 12, 10, 12, 14, 16)),
        ]
    )


def _annex(row: Row) -> tuple:
    return (
        row.name,
        row.pesel,
        row.facilities,
        row.correction,
        row.hours,
        row.rate,
        row.amount,
        row.refunded,
    )


def _book(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence], Sequence[int]]]) -> bytes:
    book = Workbook(write_only=True)
    for title, headers, rows, widths in sheets:
        page = book.create_sheet(title)
        page.freeze_panes = "A2"
        for number, width in enumerate(widths, 1):
            page.column_dimensions[get_column_letter(number)].width = width
        page.append([cell_of(page, header, BOLD) for header in headers])
        for row in rows:
            page.append([_cell(page, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(page, value):
    cell = cell_of(page, value)
    if isinstance(value, Decimal):
        cell.number_format = MONEY
    return cell
