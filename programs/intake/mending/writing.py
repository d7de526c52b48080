"""The workbook itself: bad cells filled and commented, what was mended typed in, and a summary."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from programs.intake.reading.cells import Broken, Sheet, column_letters

AUTHOR = "MOPS"
SUMMARY = "Uwagi do listy"
FIRST_SHEET = "Lista"
FILLS = {
    "error": PatternFill("solid", fgColor="F4B6B6"),
    "warning": PatternFill("solid", fgColor="FBE3A6"),
}
WORDS = {"error": "Błąd", "warning": "Ostrzeżenie"}
HEADERS = ("Wiersz", "Komórka", "Rodzaj", "Co jest nie tak", "Proponowana wartość")
WIDTHS = (10, 12, 14, 90, 30)
HOW = (
    "Popraw zaznaczone komórki w arkuszu „{sheet}”, zapisz plik i wgraj go na stronie listy. "
    "Kolejności wierszy i kolumn nie zmieniaj. Ten arkusz nie jest wczytywany."
)


def marked_in_place(file: BinaryIO, orders: dict) -> Workbook:
    """The workbook as it came, with the marks added."""
    book = load_workbook(file)
    sheet = book[orders["sheet"]] if orders["sheet"] in book.sheetnames else book.worksheets[0]
    _unmark(sheet)
    for address, text in orders["values"].items():
        _text(_cell(sheet, address), text)
    for address, marks in _by_cell(orders).items():
        cell = _cell(sheet, address)
        cell.fill, cell.comment = _looks(marks, cell.comment)
    _summarise(book, sheet.title, orders["marks"])
    return book


def written_anew(sheets: Iterable[Sheet], orders: dict, why: str) -> Workbook:
    """The values of every sheet as .xlsx, hidden things hidden, with the marks added."""
    book = Workbook()
    book.remove(book.active)
    title = FIRST_SHEET
    for found in sheets:
        sheet = book.create_sheet(found.name or FIRST_SHEET)
        _copy(found, sheet)
        if found.name == orders["sheet"]:
            title = sheet.title
    sheet = book[title] if title in book.sheetnames else book.worksheets[0]
    for address, text in orders["values"].items():
        _text(sheet[address], text)
    for address, marks in _by_cell(orders).items():
        sheet[address].fill, sheet[address].comment = _looks(marks, None)
    _summarise(book, sheet.title, orders["marks"], why)
    return book


def _copy(found: Sheet, sheet: Worksheet) -> None:
    for number, row in enumerate(found.rows, 1):
        for place, found_value in enumerate(row, 1):
            value = found_value.text if isinstance(found_value, Broken) else found_value
            if isinstance(value, str):
                _text(sheet.cell(number, place), value)
            elif value is not None:
                sheet.cell(number, place, value)
    for number in found.hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for place in found.hidden_columns:
        sheet.column_dimensions[column_letters(place)].hidden = True
    if not found.is_visible:
        sheet.sheet_state = "hidden"


def _unmark(sheet: Worksheet) -> None:
    """Take away what an earlier round has marked."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment and cell.comment.author == AUTHOR:
                cell.comment, cell.fill = None, PatternFill()


def _cell(sheet: Worksheet, address: str):
    """The cell; of merged ones that which holds the value."""
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        for area in sheet.merged_cells.ranges:
            if address in area:
                return sheet.cell(area.min_row, area.min_col)
    return cell


def _text(cell, text: str) -> None:
    """A text that stays one, whatever sign it begins with."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    if text:
        cell.data_type = "s"


def _by_cell(orders: dict) -> dict[str, list[dict]]:
    found = defaultdict(list)
    for mark in orders["marks"]:
        found[mark["cell"]].append(mark)
    return found


def _looks(marks: list[dict], comment: Comment | None) -> tuple[PatternFill, Comment]:
    worst = "error" if any(mark["level"] == "error" for mark in marks) else "warning"
    said = [_said(mark) for mark in marks]
    if comment:
        said.append(f"Wcześniejszy komentarz: {comment.text}")
    return FILLS[worst], Comment("\n".join(said), AUTHOR, height=60 + 40 * len(said), width=360)


def _said(mark: dict) -> str:
    proposal = f" Proponowana wartość: {mark['proposal']}" if mark["proposal"] else ""
    return f"{WORDS[mark['level']]}: {mark['message']}{proposal}"


def _summarise(book: Workbook, title: str, marks: list[dict], note: str = "") -> None:
    if SUMMARY in book.sheetnames:
        del book[SUMMARY]
    sheet = book.create_sheet(SUMMARY)
    for row in _head(title, marks, note):
        sheet.append(row)
    sheet.append(HEADERS)
    for cell in (sheet["A1"], *sheet[sheet.max_row]):
        cell.font = Font(bold=True)
    for mark in marks:
        sheet.append([mark["row"], mark["cell"], WORDS[mark["level"]], None, None])
        number = sheet.max_row
        place = f"'{title}'!{mark['cell']}"
        sheet.cell(number, 2).hyperlink = Hyperlink(ref=f"B{number}", location=place)
        _text(sheet.cell(number, 4), mark["message"])
        _text(sheet.cell(number, 5), mark["proposal"])
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions[column_letters(place)].width = width


def _head(title: str, marks: list[dict], note: str) -> Iterator[list]:
    counts = {level: sum(mark["level"] == level for mark in marks) for level in WORDS}
    yield [f"Błędy: {counts['error']}, ostrzeżenia: {counts['warning']}"]
    yield [HOW.format(sheet=title)]
    if note:
        yield [note]
    yield []
