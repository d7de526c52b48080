"""Files that would harm a trusting reader."""

import io
import warnings
import zipfile

from programs.intake.reading import limits
from programs.intake.tests.corpus.books import (
    SHEET,
    delimited,
    ods,
    with_part,
    xls,
    xlsx,
    zipped,
)
from programs.intake.tests.corpus.case import Corpus
from programs.intake.tests.corpus.people import HEADER, JAN_ROW, LIST

CORPUS = Corpus()
case = CORPUS.case


@case("cell at the far corner", refusal="stray_cell")
def _():
    def change(sheet):
        sheet["XFD1048576"] = 1

    return xlsx(LIST, change)


@case("cell far to the right", refusal="stray_cell")
def _():
    def change(sheet):
        sheet["XFD3"] = 1

    return xlsx(LIST, change)


@case(
    "dimension that lies is not believed",
    columns={"last_name": "A", "first_name": "B", "pesel": "C"},
    rows={2: {"last_name": "Kowalski", "first_name": "Jan", "pesel": JAN_ROW[2]}},
)
def _():
    book = xlsx([HEADER, JAN_ROW])
    return with_part(book, SHEET, lambda part: part.replace(b'"A1:C2"', b'"A1:XFD1048576"'))


@case("zip bomb of spaces", refusal="too_much_unpacked")
def _():
    stream = io.BytesIO(xlsx(LIST))
    chunk = b" " * limits.MEGABYTE
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/image1.png", "w") as part,
    ):
        for _ in range(limits.UNPACKED // limits.MEGABYTE + 1):
            part.write(chunk)
    return stream.getvalue()


@case("a hundred thousand people too many", refusal="too_many_rows")
def _():
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    rows = b"".join(row % (n, n) for n in range(3, limits.ROWS + 3))
    return with_part(
        xlsx(LIST[:1]), SHEET, lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")
    )


@case("one long text a million times", refusal="memory")
def _():
    text = "x" * 32_000
    cells = "".join(
        f'<row r="{n}">' + '<c t="s"><v>0</v></c>' * 200 + "</row>" for n in range(1, 1000)
    )
    book = with_part(
        xlsx([["a"]]),
        SHEET,
        lambda part: (
            part[: part.index(b"<row")] + cells.encode() + part[part.index(b"</sheetData>") :]
        ),
    )
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
    return with_part(book, "xl/sharedStrings.xml", lambda _: strings.encode())


@case("two parts of one name", refusal="truncated")
def _():
    stream = io.BytesIO(xlsx(LIST))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        warnings.catch_warnings(action="ignore"),
    ):
        archive.writestr(SHEET, b"<worksheet/>")
    return stream.getvalue()


BOMB = (
    b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def before_root(part: bytes, doctype: bytes) -> bytes:
    """The part with a declaration where one may stand."""
    start = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
    return part[:start] + doctype + part[start:]


@case("entities that grow", refusal="entities")
def _():
    return with_part(xlsx(LIST), SHEET, lambda part: before_root(part, BOMB))


@case("entity from outside", refusal="external_entity")
def _():
    return with_part(xlsx(LIST), "xl/workbook.xml", lambda part: before_root(part, OUTSIDE))


@case("document type from outside", refusal="external_entity")
def _():
    doctype = b'<!DOCTYPE w SYSTEM "http://127.0.0.1/w.dtd">'
    return with_part(xlsx(LIST), SHEET, lambda part: before_root(part, doctype))


@case("document type without a need", refusal="doctype")
def _():
    return with_part(xlsx(LIST), SHEET, lambda part: before_root(part, b"<!DOCTYPE w []>"))


@case("entities in an ods", refusal="entities")
def _():
    return ods(LIST, doctype=BOMB.decode())


@case("ods that repeats a value a thousand million times", refusal="too_many_cells")
def _():
    cell = (
        '<table:table-cell table:number-columns-repeated="1024" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell>"
    )
    return ods(
        LIST, tail=f'<table:table-row table:number-rows-repeated="1048570">{cell}</table:table-row>'
    )


@case("ods with a cell far away", refusal="stray_cell")
def _():
    empty = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    return ods(LIST, tail=f"{empty}<table:table-row>{cell}</table:table-row>")


@case("a hundred sheets", refusal="too_many_sheets")
def _():
    return xlsx(LIST, **{f"A{n}": [[1]] for n in range(99)})


@case("too many columns", refusal="too_many_columns")
def _():
    return xlsx([[*HEADER, *range(limits.COLUMNS)], JAN_ROW])


@case("too many merged cells", refusal="too_many_merges")
def _():
    ranges = b"".join(b'<mergeCell ref="E%d:F%d"/>' % (n, n) for n in range(1, limits.MERGES + 2))
    merges = b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"
    return with_part(xlsx(LIST), SHEET, lambda part: part.replace(b"</sheetData>", merges))


@case("too many parts", refusal="too_many_parts")
def _():
    parts = {"[Content_Types].xml": "<spreadsheetml/>", **{f"{n}.txt": "" for n in range(1100)}}
    return zipped(parts)


@case("cut in half", refusal="truncated")
def _():
    book = xlsx(LIST)
    return book[: len(book) // 2]


@case("xls cut in half", refusal="truncated")
def _():
    book = xls([HEADER, *[JAN_ROW] * 300])
    return book[: len(book) // 2 + 100]


@case("a byte turned over", refusal="truncated")
def _():
    book = bytearray(xlsx([HEADER, *[JAN_ROW] * 50]))
    book[book.index(b"xl/worksheets/sheet1.xml") + 60] ^= 0xFF
    return bytes(book)


@case("sheet that is no xml", refusal="truncated")
def _():
    return with_part(xlsx(LIST), SHEET, lambda part: part[:-20])


@case("csv with a quotation mark nobody closed", refusal="open_quote")
def _():
    rows = delimited([HEADER, *[JAN_ROW] * 40])
    return rows.replace(b"Kowalski", b'"Kowalski', 1)


@case("csv with a text without end", refusal="open_quote")
def _():
    return delimited([HEADER, [*JAN_ROW[:2], "1" * 400_000]])


@case("too large", refusal="too_large")
def _():
    return b"x;" * (limits.BYTES // 2 + 1)


@case("xls with a cell at the far corner", refusal="stray_cell")
def _():
    return xls(LIST, lambda sheet: sheet.write(65535, 255, 1))


@case("text longer than a cell can be", refusal="long_text")
def _():
    text = b'<row r="9"><c r="A9" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>' % (
        b"x" * 40_000
    )
    return with_part(xlsx(LIST), SHEET, lambda part: part.replace(b"</sheetData>", text))
