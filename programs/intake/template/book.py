"""The template as a workbook: the list with drop-downs, and a sheet that explains it."""

import io
from collections.abc import Iterator
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from programs.intake.template.columns import COLUMNS, EXPLANATION, LIST, Form, TemplateColumn

LAST_ROW = 10_001
"""The last row with drop-downs; people may go on below it."""
FORMATS = {Form.TEXT: "@", Form.DATE: "dd.mm.yyyy"}
HEADER_FONT = Font(bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="0B5C5E")
EARLIEST = date(1900, 1, 1)
HOW = (
    "W arkuszu „Lista” każda osoba ma jeden wiersz, od drugiego w dół.",
    "Potrzebne są nazwisko, imię i PESEL, a bez numeru PESEL: data urodzenia i płeć.",
    "Reszta może zostać pusta; pusta komórka niczego w kartotece nie zmienia.",
    "Nie zmieniaj nazw kolumn. Kolumny niepotrzebne można usunąć.",
    "Tam, gdzie komórka ma listę, wybierz wartość z listy.",
)


def template() -> bytes:
    """The empty workbook."""
    book = Workbook()
    _write_list(book.active)
    _write_explanation(book.create_sheet(EXPLANATION))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_list(sheet: Worksheet) -> None:
    sheet.title = LIST
    sheet.freeze_panes = "A2"
    for place, column in enumerate(COLUMNS, 1):
        _head(sheet, place, column.header, column.width)
        letter = get_column_letter(place)
        # The whole column, or a spreadsheet would drop the zero that a PESEL begins with.
        sheet.column_dimensions[letter].number_format = FORMATS[column.form]
        for rule in _rules(column):
            rule.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(rule)


def _rules(column: TemplateColumn) -> Iterator[DataValidation]:
    """What a spreadsheet lets be typed into the column."""
    asked = {"promptTitle": column.header, "prompt": column.told, "showInputMessage": True}
    refusing = {"allow_blank": True, "showErrorMessage": True, "errorTitle": column.header}
    if column.choices:
        said = "Wybierz wartość z listy."
        told = f'"{",".join(column.choices)}"'
        yield DataValidation("list", formula1=told, error=said, **asked, **refusing)
    elif column.form is Form.DATE:
        since = {"operator": "greaterThanOrEqual", "formula1": str(_serial(EARLIEST))}
        said = "Wpisz datę, na przykład 14.05.1984."
        yield DataValidation("date", error=said, **since, **asked, **refusing)
    elif column.length:
        exactly = {"operator": "equal", "formula1": str(column.length)}
        said = f"Tu musi być dokładnie {column.length} znaków."
        yield DataValidation("textLength", error=said, **exactly, **asked, **refusing)


def _serial(day: date) -> int:
    """The day as spreadsheets count them."""
    return (day - date(1899, 12, 31)).days


def _write_explanation(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    for place, (header, width) in enumerate(
        (("Kolumna", 30), ("Co wpisać", 70), ("Do wyboru", 60)), 1
    ):
        _head(sheet, place, header, width)
    for column in COLUMNS:
        sheet.append([column.header, column.told, ", ".join(column.choices)])
    sheet.append([])
    for sentence in HOW:
        sheet.append([None, sentence])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _head(sheet: Worksheet, place: int, header: str, width: int) -> None:
    cell = sheet.cell(1, place, header)
    cell.font, cell.fill = HEADER_FONT, HEADER_FILL
    sheet.column_dimensions[get_column_letter(place)].width = width
