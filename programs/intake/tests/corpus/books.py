"""Real bytes of each format, written by libraries other than those that read them."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

import xlwt
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[object]]


def xlsx(
    rows: Rows = (), change: Callable[[Worksheet], None] | None = None, **others: Rows
) -> bytes:
    """A workbook whose first sheet is „Lista”; `change` may add to it what rows cannot say."""
    book = Workbook()
    book.active.title = "Lista"
    for row in rows:
        book.active.append(list(row))
    for name, more in others.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(list(row))
    if change:
        change(book.active)
    return saved(book)


def saved(book) -> bytes:
    """The bytes of a workbook of openpyxl or xlwt."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls(rows: Rows, change: Callable[[xlwt.Worksheet], None] | None = None) -> bytes:
    """A workbook of Excel 97."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Lista")
    day = xlwt.easyxf(num_format_str="dd.mm.yyyy")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if value is not None:
                sheet.write(number, place, value, *([day] if isinstance(value, date) else []))
    if change:
        change(sheet)
    return saved(book)


def delimited(rows: Rows, encoding: str = "utf-8", sign: str = ";", quoted: bool = False) -> bytes:
    """A CSV as a spreadsheet saves it."""
    stream = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(stream, delimiter=sign, lineterminator="\r\n", quoting=quoting)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return stream.getvalue().encode(encoding)


SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods(rows: Rows, *, hidden: Sequence[int] = (), tail: str = "", doctype: str = "") -> bytes:
    """A workbook of LibreOffice; `tail` are rows in its own language."""
    told = "".join(
        f"<table:table-row{_visibility(number in hidden)}>"
        + "".join(map(_ods_cell, row))
        + "</table:table-row>"
        for number, row in enumerate(rows, 1)
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {SPACES} '
        'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Lista">'
        f"<table:table-column/>{told}{tail}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": MANIFEST})


MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def _visibility(is_hidden: bool) -> str:
    return ' table:visibility="collapse"' if is_hidden else ""


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    shown = f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value={quoteattr(str(value))}'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}>{shown}"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of the parts in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def unzipped(book: bytes) -> dict[str, bytes]:
    """The parts of a zip in their order."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {part: archive.read(part) for part in archive.namelist()}


def with_part(book: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed, or added if it has none such."""
    parts = unzipped(book)
    parts[name] = change(parts.get(name, b""))
    return zipped(parts)


SHEET = "xl/worksheets/sheet1.xml"
