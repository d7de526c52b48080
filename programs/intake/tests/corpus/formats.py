"""The same list in every format and encoding."""

from datetime import date

from programs.intake.tests.corpus.books import SHEET, delimited, ods, unzipped, xls, xlsx, zipped
from programs.intake.tests.corpus.case import Corpus
from programs.intake.tests.corpus.people import (
    ANNA,
    ANNA_PESEL,
    ANNA_ROW,
    BOTH,
    COLUMNS,
    EWA,
    EWA_ROW,
    HEADER,
    IGOR_PESEL,
    JAN,
    JAN_PESEL,
    JAN_ROW,
    LIST,
)

CORPUS = Corpus()
case = CORPUS.case
POLISH = [HEADER, EWA_ROW, ["Gęś-Żółć", "Łucja", JAN_PESEL]]
POLISH_ROWS = {2: EWA, 3: {"last_name": "Gęś-Żółć", "first_name": "Łucja", "pesel": JAN_PESEL}}


@case("xlsx", columns=COLUMNS, rows=BOTH)
def _():
    return xlsx(LIST)


@case("xls", columns=COLUMNS, rows=BOTH)
def _():
    return xls(LIST)


@case("ods", columns=COLUMNS, rows=BOTH)
def _():
    return ods(LIST)


@case(
    "xls with numbers and dates",
    columns={"pesel": "A", "last_name": "B", "first_name": "C", "registered_on": "D"},
    rows={2: {**JAN, "registered_on": date(2015, 1, 2)}},
)
def _():
    header = ["PESEL", "Nazwisko", "Imię", "Data rejestracji"]
    return xls([header, [float(JAN_PESEL), "Kowalski", "Jan", date(2015, 1, 2)]])


@case(
    "xls with a hidden row and an error",
    verdicts={3: "error"},
    columns=COLUMNS,
    rows={2: JAN, 3: {"last_name": "Nowak", "pesel": ANNA_PESEL}},
    hidden=[2],
    warnings=["hidden_rows"],
    problems=[("B3", "cell_error")],
)
def _():
    def change(sheet):
        sheet.row(1).hidden = True
        sheet.row(2).set_cell_error(1, "#DIV/0!")

    return xls([HEADER, JAN_ROW, ["Nowak", None, ANNA_PESEL]], change)


@case(
    "ods with a date, a number and a hidden row",
    columns={"pesel": "A", "last_name": "B", "first_name": "C", "registered_on": "D"},
    rows={2: {**JAN, "registered_on": date(2015, 1, 2)}, 3: ANNA},
    hidden=[3],
    warnings=["hidden_rows"],
)
def _():
    header = ["PESEL", "Nazwisko", "Imię", "Data rejestracji"]
    jan = [int(JAN_PESEL), "Kowalski", "Jan", date(2015, 1, 2)]
    return ods([header, jan, [ANNA_PESEL, "Nowak", "Anna"]], hidden=[3])


@case("ods with a million empty rows below", columns=COLUMNS, rows=BOTH)
def _():
    empty = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    return ods(LIST, tail=empty)


@case("csv in utf-8", sheet="", columns=COLUMNS, rows=POLISH_ROWS)
def _():
    return delimited(POLISH)


@case("csv in utf-8 with a mark", sheet="", columns=COLUMNS, rows=POLISH_ROWS)
def _():
    return delimited(POLISH, "utf-8-sig")


@case("csv in windows-1250", sheet="", columns=COLUMNS, rows=POLISH_ROWS)
def _():
    return delimited(POLISH, "cp1250")


@case("csv in iso-8859-2", sheet="", columns=COLUMNS, rows=POLISH_ROWS)
def _():
    return delimited(POLISH, "iso8859_2")


@case("csv in utf-16 with tabs", sheet="", columns=COLUMNS, rows=POLISH_ROWS)
def _():
    return delimited(POLISH, "utf-16", sign="\t")


@case(
    "csv that guards its zeros",
    sheet="",
    columns=COLUMNS,
    rows={2: {**JAN, "pesel": IGOR_PESEL}, 3: ANNA},
)
def _():
    rows = delimited([HEADER, ["Kowalski", "Jan", "%"], ANNA_ROW])
    return rows.replace(b"%", f'="{IGOR_PESEL}"'.encode())


@case("sheet kept in a folder of its own", columns=COLUMNS, rows=BOTH)
def _():
    parts = unzipped(xlsx(LIST))
    parts["xl/arkusze/Lista.XML"] = parts.pop(SHEET)
    kinds = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = kinds.replace(SHEET.encode(), b"xl/arkusze/Lista.XML")
    relations = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(
        b"/xl/worksheets/sheet1.xml", b"arkusze/Lista.XML"
    )
    return zipped(parts)


@case("csv with commas", sheet="", columns=COLUMNS, rows=BOTH)
def _():
    return delimited(LIST, sign=",")


@case("csv with tabs in windows-1250", sheet="", columns=COLUMNS, rows=POLISH_ROWS)
def _():
    return delimited(POLISH, "cp1250", sign="\t")


@case(
    "csv all quoted, with a line break and the delimiter inside",
    sheet="",
    columns={**COLUMNS, "remarks": "D"},
    rows={2: {**JAN, "remarks": "chory; od 2.01"}, 3: ANNA},
)
def _():
    rows = [[*HEADER, "Uwagi"], [*JAN_ROW, "chory;\nod 2.01"], [*ANNA_ROW, None]]
    return delimited(rows, quoted=True)


@case("csv with Excel's hint of the delimiter", sheet="", columns=COLUMNS, rows=BOTH)
def _():
    return b"sep=;\r\n" + delimited(LIST)


@case(
    "csv with a comma inside and semicolons between",
    sheet="",
    columns={**COLUMNS, "address": "D"},
    rows={2: {**JAN, "street": "ul. Polna", "house_number": "1", "city": "Jaworzno"}},
)
def _():
    return delimited([[*HEADER, "Adres"], [*JAN_ROW, "ul. Polna 1, Jaworzno"]])


@case(
    "ods with an error and a formula never computed",
    verdicts={2: "error", 3: "error"},
    columns=COLUMNS,
    rows={
        2: {"last_name": "Kowalski", "pesel": JAN_PESEL},
        3: {"first_name": "Anna", "pesel": ANNA_PESEL},
    },
    problems=[("B2", "cell_error"), ("A3", "not_computed")],
)
def _():
    error = '<table:table-cell table:formula="of:=1/0" calcext:value-type="error" office:value-type="string">'
    formula = '<table:table-cell table:formula="of:=[.B2]"/>'
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [
        [
            text.format("Kowalski"),
            f"{error}<text:p>#DIV/0!</text:p></table:table-cell>",
            text.format(JAN_PESEL),
        ],
        [formula, text.format("Anna"), text.format(ANNA_PESEL)],
    ]
    tail = "".join(f"<table:table-row>{''.join(cells)}</table:table-row>" for cells in rows)
    return ods([HEADER], tail=tail)


@case(
    "csv in utf-8 that was once taken for windows-1250",
    sheet="",
    columns=COLUMNS,
    rows=BOTH | {3: EWA},
)
def _():
    rows = delimited([HEADER, JAN_ROW, ["Żak", "Ewa", EWA_ROW[2]]])
    return rows.decode("cp1250").encode()
