"""Messes inside cells, one a case; the sheet around them is plain."""

from datetime import date, datetime

from programs.intake.tests.corpus.books import xlsx
from programs.intake.tests.corpus.case import Corpus
from programs.intake.tests.corpus.people import (
    ANNA_PESEL,
    COLUMNS,
    EWA_PESEL,
    HEADER,
    IGOR_PESEL,
    JAN,
    JAN_PESEL,
    JAN_ROW,
    OLA_PESEL,
)

CORPUS = Corpus()
case = CORPUS.case
NAMED = {"last_name": "Kowalski", "first_name": "Jan"}


def column(header: str, *values: object):
    """A list of people named alike whose fourth column holds the values."""
    numbers = [JAN_PESEL, ANNA_PESEL, EWA_PESEL, IGOR_PESEL, OLA_PESEL]
    rows = [[*JAN_ROW[:2], numbers[n], value] for n, value in enumerate(values)]
    return xlsx([[*HEADER, header], *rows])


def people(name: str, *values: object, also: dict | None = None) -> dict:
    numbers = [JAN_PESEL, ANNA_PESEL, EWA_PESEL, IGOR_PESEL, OLA_PESEL]
    rows = {}
    for n, value in enumerate(values):
        told = {} if value is None else {name: value}
        rows[n + 2] = {**NAMED, "pesel": numbers[n], **told}
    return rows


def with_column(name: str) -> dict:
    return {**COLUMNS, name: "D"}


def pesels(*values: object):
    return xlsx([HEADER, *[["Kowalski", "Jan", value] for value in values]])


@case(
    "PESEL as a number, with spaces, with an apostrophe, with a word",
    columns=COLUMNS,
    rows={
        2: JAN,
        3: {**NAMED, "pesel": ANNA_PESEL},
        4: {**NAMED, "pesel": EWA_PESEL},
        5: {**NAMED, "pesel": OLA_PESEL},
    },
)
def _():
    ola = f"{OLA_PESEL[:6]}\u00a0{OLA_PESEL[6:]} "
    return pesels(int(JAN_PESEL), f"PESEL: {ANNA_PESEL}", f"'{EWA_PESEL}", ola)


@case(
    "PESEL with ten digits, repaired",
    columns=COLUMNS,
    rows={2: {**NAMED, "pesel": f"{IGOR_PESEL}"}, 3: JAN},
    problems=[("C2", "pesel_repaired")],
)
def _():
    assert IGOR_PESEL.startswith("00")
    return pesels(IGOR_PESEL[1:], JAN_PESEL)


@case(
    "PESEL as a number that lost two zeros",
    verdicts={2: "error"},
    columns=COLUMNS,
    rows={2: NAMED, 3: JAN},
    problems=[("C2", "pesel_length")],
)
def _():
    return pesels(int(IGOR_PESEL), JAN_PESEL)


@case(
    "PESEL with a wrong check digit, date, length, sign",
    verdicts={2: "error", 3: "error", 4: "error", 5: "error"},
    columns=COLUMNS,
    rows={
        2: NAMED,
        3: NAMED,
        4: NAMED,
        5: NAMED,
        6: JAN,
        7: {**NAMED, "pesel": ANNA_PESEL},
        8: {**NAMED, "pesel": EWA_PESEL},
        9: {**NAMED, "pesel": OLA_PESEL},
    },
    problems=[
        ("C2", "pesel_checksum"),
        ("C3", "pesel_date"),
        ("C4", "pesel_length"),
        ("C5", "pesel_letters"),
    ],
)
def _():
    return pesels(
        "02070812348",
        "44131401458",
        "123",
        "44O514A1458",
        JAN_PESEL,
        ANNA_PESEL,
        EWA_PESEL,
        OLA_PESEL,
    )


@case(
    "PESEL that the sheet shortened",
    verdicts={2: "error"},
    columns=COLUMNS,
    rows={2: NAMED, 3: JAN},
    problems=[("C2", "pesel_scientific")],
)
def _():
    return pesels("4,40514E+10", JAN_PESEL)


@case(
    "PESEL with the letter O",
    columns=COLUMNS,
    rows={2: JAN},
    problems=[("C2", "pesel_letters_read")],
)
def _():
    return pesels("44O514O1458")


@case(
    "PESEL missing",
    verdicts={2: "error"},
    columns=COLUMNS,
    rows={2: NAMED, 3: JAN},
    problems=[("C2", "no_identity")],
)
def _():
    return pesels("brak", JAN_PESEL)


@case(
    "PESEL of somebody not yet born, and of somebody too old",
    verdicts={2: "error"},
    columns=COLUMNS,
    rows={2: NAMED, 3: {**NAMED, "pesel": "02070803628"}, 4: JAN},
    problems=[("C2", "pesel_age"), ("C3", "pesel_age")],
)
def _():
    return pesels("22222222222", "02070803628", JAN_PESEL)


@case(
    "error of the sheet and formula never computed",
    verdicts={2: "error", 3: "error"},
    columns=with_column("remarks"),
    rows={2: {"first_name": "Jan", "pesel": JAN_PESEL}, 3: {**NAMED, "pesel": ANNA_PESEL}},
    problems=[("A2", "cell_error"), ("D3", "not_computed")],
)
def _():
    def change(sheet):
        sheet["A2"].value, sheet["A2"].data_type = "#DIV/0!", "e"

    rows = [[*HEADER, "Uwagi"], [None, "Jan", JAN_PESEL], ["Kowalski", "Jan", ANNA_PESEL, "=A1"]]
    return xlsx(rows, change)


@case(
    "text that looks like a formula",
    columns=with_column("remarks"),
    rows=people("remarks", '=HYPERLINK("http://x";"y")', "@SUM(A1)", "+48 601 234 567"),
    problems=[("D2", "formula_text"), ("D3", "formula_text")],
)
def _():
    def change(sheet):
        for cell in ("D2", "D3"):
            sheet[cell].data_type = "s"

    numbers = [JAN_PESEL, ANNA_PESEL, EWA_PESEL]
    texts = ['=HYPERLINK("http://x";"y")', "@SUM(A1)", "+48 601 234 567"]
    rows = [[*JAN_ROW[:2], number, text] for number, text in zip(numbers, texts, strict=True)]
    return xlsx([[*HEADER, "Uwagi"], *rows], change)


DAY = date(2015, 1, 2)


@case(
    "dates in every usual form",
    columns=with_column("registered_on"),
    rows=people("registered_on", DAY, DAY, DAY, DAY, DAY),
)
def _():
    return column("Data rejestracji", DAY, 42006, "2.01.2015 r.", "2015-01-02", "02/01/2015")


@case(
    "dates with no-break spaces, words, Roman months, time",
    columns=with_column("registered_on"),
    rows=people("registered_on", DAY, DAY, DAY, DAY),
)
def _():
    return column(
        "Data rejestracji",
        "\u00a02.\u00a001.2015\u00a0",
        "2 stycznia 2015 r.",
        "2 I 2015",
        datetime(2015, 1, 2, 13, 45),  # noqa: DTZ001 - as a sheet has it
    )


@case(
    "dates with two digits of the year",
    columns=with_column("registered_on"),
    rows=people("registered_on", DAY, date(1998, 1, 2)),
    problems=[("D2", "date_century"), ("D3", "date_century")],
)
def _():
    return column("Data rejestracji", "2.1.15", "2.1.98")


@case(
    "dates that are none",
    verdicts={2: "error", 3: "error", 4: "error", 5: "error"},
    columns=with_column("registered_on"),
    rows=people("registered_on", None, None, None, None),
    problems=[
        ("D2", "date_impossible"),
        ("D3", "date_impossible"),
        ("D4", "date_unreadable"),
        ("D5", "date_year_only"),
    ],
)
def _():
    return column("Data rejestracji", "29.02.2015", "31.04.2015", "wczoraj", 2015)


@case(
    "dates with the month first",
    columns=with_column("registered_on"),
    rows=people("registered_on", date(2015, 1, 31), date(2015, 2, 1), date(2015, 3, 3)),
    problems=[("D2", "date_month_first"), ("D3", "date_ambiguous")],
)
def _():
    return column("Data rejestracji", "01/31/2015", "01/02/2015", "03/03/2015")


@case(
    "date far away",
    columns=with_column("registered_on"),
    rows=people("registered_on", date(2105, 1, 2)),
    problems=[("D2", "date_far")],
)
def _():
    return column("Data rejestracji", "2.01.2105")


@case(
    "birth dates against the PESEL",
    verdicts={3: "error", 4: "error"},
    columns=with_column("birth_date"),
    rows=people("birth_date", date(1944, 5, 14), date(1980, 3, 6), None),
    problems=[("D3", "birth_date_vs_pesel"), ("D4", "date_future")],
)
def _():
    return column("Data urodzenia", "14.05.1944", "06.03.1980", "1.1.2020")


NAMES = {"full_name": "A", "pesel": "B"}


def named(*pairs):
    return {
        n + 2: {"last_name": last, "first_name": first, "pesel": number}
        for n, (last, first, number) in enumerate(pairs)
    }


@case(
    "full names, the surname first",
    columns=NAMES,
    rows=named(
        ("Kowalski", "Jan", JAN_PESEL), ("Nowak-Kos", "Anna", ANNA_PESEL), ("Żak", "Ewa", EWA_PESEL)
    ),
)
def _():
    return xlsx(
        [
            ["Nazwisko i imię", "PESEL"],
            ["KOWALSKI JAN", JAN_PESEL],
            ["NOWAK – KOS  ANNA", ANNA_PESEL],
            ["Żak, Ewa", EWA_PESEL],
        ]
    )


@case(
    "full names, the first name first",
    columns=NAMES,
    rows=named(
        ("Kowalski", "Jan", JAN_PESEL), ("Nowak", "Anna", ANNA_PESEL), ("Xyz", "Qwerty", EWA_PESEL)
    ),
)
def _():
    return xlsx(
        [
            ["Imię i nazwisko", "PESEL"],
            ["Jan Kowalski", JAN_PESEL],
            ["Anna Nowak", ANNA_PESEL],
            ["Qwerty Xyz", EWA_PESEL],
        ]
    )


@case(
    "full names against what the header says",
    columns=NAMES,
    rows=named(
        ("Kowalski", "Jan", JAN_PESEL), ("Nowak", "Anna", ANNA_PESEL), ("Adam", "Roman", EWA_PESEL)
    ),
    problems=[("A4", "name_unsure")],
)
def _():
    return xlsx(
        [
            ["Nazwisko i imię", "PESEL"],
            ["Jan Kowalski", JAN_PESEL],
            ["Anna Nowak", ANNA_PESEL],
            ["Roman Adam", EWA_PESEL],
        ]
    )


@case(
    "one name the other way round, one name alone",
    verdicts={4: "error"},
    columns=NAMES,
    rows={
        **named(("Kowalski", "Jan", JAN_PESEL), ("Nowak", "Anna", ANNA_PESEL)),
        4: {"last_name": "Żak", "pesel": EWA_PESEL},
        5: {"last_name": "Lis", "first_name": "Ola", "pesel": OLA_PESEL},
    },
    problems=[("A3", "name_order"), ("A4", "name_incomplete")],
)
def _():
    return xlsx(
        [
            ["Nazwisko i imię", "PESEL"],
            ["Kowalski Jan", JAN_PESEL],
            ["Anna Nowak", ANNA_PESEL],
            ["Żak", EWA_PESEL],
            ["Lis Ola", OLA_PESEL],
        ]
    )


@case(
    "names in capitals, second names, titles, maiden names",
    columns=COLUMNS,
    rows={
        2: {
            "last_name": "Kowalska-Nowak",
            "first_name": "Anna",
            "second_name": "Maria",
            "pesel": ANNA_PESEL,
        },
        3: {"last_name": "Żak", "first_name": "Ewa", "pesel": EWA_PESEL},
        4: {"last_name": "O'Neil", "first_name": "Ola", "pesel": OLA_PESEL},
        5: {"last_name": "McDonald", "first_name": "Igor", "pesel": IGOR_PESEL},
        6: {"last_name": "Ko?ciuk", "first_name": "Jan", "pesel": JAN_PESEL},
    },
    problems=[("A3", "name_title"), ("A3", "name_maiden"), ("A6", "name_odd")],
)
def _():
    return xlsx(
        [
            HEADER,
            ["KOWALSKA - NOWAK", "ANNA MARIA", ANNA_PESEL],
            ["mgr Żak (Kos)", "Ewa", EWA_PESEL],
            ["O'NEIL", "OLA", OLA_PESEL],
            ["McDonald", "Igor", IGOR_PESEL],
            ["KO?CIUK", "JAN", JAN_PESEL],
        ]
    )


@case(
    "PESEL as a program writes a number with decimals",
    columns=COLUMNS,
    rows={2: JAN, 3: {**NAMED, "pesel": IGOR_PESEL}},
    problems=[("C3", "pesel_repaired")],
)
def _():
    return pesels(f"{JAN_PESEL}.0", f"{IGOR_PESEL[1:]},00")


@case(
    "birth dates with a word before them and with commas",
    columns=with_column("birth_date"),
    rows=people("birth_date", date(1944, 5, 14), date(1980, 3, 5)),
)
def _():
    return column("Data ur.", "ur. 14.05.1944 r.", "5,03,1980")


@case(
    "a name and a number that are empty",
    verdicts={2: "error", 3: "error"},
    columns=COLUMNS,
    rows={2: {"last_name": "Kowalski", "pesel": JAN_PESEL}, 3: {"first_name": "Anna"}},
    problems=[("B2", "no_name"), ("A3", "no_name"), ("C3", "no_identity")],
)
def _():
    return xlsx([HEADER, ["Kowalski", None, JAN_PESEL], [None, "Anna", None, "x"]])
