"""Where the table stands in the sheet and what stands around it."""

from datetime import date

from programs.intake.results import Overrides
from programs.intake.tests.corpus.books import delimited, xlsx
from programs.intake.tests.corpus.case import Corpus
from programs.intake.tests.corpus.people import (
    ANNA,
    ANNA_PESEL,
    ANNA_ROW,
    BOTH,
    COLUMNS,
    EWA,
    EWA_PESEL,
    EWA_ROW,
    HEADER,
    JAN,
    JAN_PESEL,
    JAN_ROW,
    LIST,
)

CORPUS = Corpus()
case = CORPUS.case
NUMBERED = {"ordinal": "A", "last_name": "B", "first_name": "C", "pesel": "D"}


@case("titles above, merged", header=(4,), columns=COLUMNS, rows={5: JAN, 6: ANNA})
def _():
    titles = [["Powiatowy Urząd Pracy"], ["Lista osób skierowanych do programu PAI"], []]
    return xlsx([*titles, *LIST], lambda sheet: sheet.merge_cells("A2:C2"))


@case(
    "two rows of headers under merged cells",
    header=(2, 3),
    columns={
        "ordinal": "A",
        "last_name": "B",
        "first_name": "C",
        "pesel": "D",
        "street": "E",
        "house_number": "F",
        "city": "G",
        "registered_on": "H",
    },
    rows={4: {**JAN, "street": "Polna", "house_number": "1", "city": "Jaworzno"}},
)
def _():
    def change(sheet):
        for cells in ("A2:A3", "B2:D2", "E2:G2"):
            sheet.merge_cells(cells)

    rows = [
        ["Wykaz osób"],
        ["Lp.", "Dane osobowe", None, None, "Adres zamieszkania", None, None, "Data"],
        [None, "Nazwisko", "Imię", "PESEL", "Ulica", "Nr domu", "Miejscowość", "rejestracji"],
        [1, "Kowalski", "Jan", JAN_PESEL, "Polna", "1", "Jaworzno", None],
    ]
    return xlsx(rows, change)


@case(
    "columns numbered below the header",
    columns=NUMBERED,
    rows={3: JAN},
    left_out=[(2, "numbering")],
)
def _():
    return xlsx([["Lp.", *HEADER], [1, 2, 3, 4], [1, *JAN_ROW]])


@case(
    "total and signatures below",
    columns=NUMBERED,
    rows={2: JAN, 3: ANNA},
    left_out=[(4, "total"), (5, "blank"), (6, "signature"), (7, "signature")],
)
def _():
    below = [
        ["Razem", 2],
        [],
        [None, "Sporządziła: M. Kos", None, "Kierownik działu"],
        [None, None, None, "Jaworzno, dnia 5.01.2015 r."],
    ]
    return xlsx([["Lp.", *HEADER], [1, *JAN_ROW], [2, *ANNA_ROW], *below])


@case(
    "blank rows between people",
    columns=COLUMNS,
    rows={2: JAN, 5: ANNA},
    left_out=[(3, "blank"), (4, "blank")],
)
def _():
    return xlsx([HEADER, JAN_ROW, [], [], ANNA_ROW])


@case(
    "header repeated and numbers restarting",
    columns=NUMBERED,
    rows={2: JAN, 4: ANNA},
    left_out=[(3, "header")],
)
def _():
    return xlsx([["Lp.", *HEADER], [1, *JAN_ROW], ["Lp.", *HEADER], [1, *ANNA_ROW]])


@case(
    "headings between people and numbers without anybody",
    columns=NUMBERED,
    rows={3: JAN, 5: ANNA},
    left_out=[(2, "note"), (4, "note"), (6, "only_number")],
)
def _():
    rows = [["Lp.", *HEADER], ["Profil II"], [1, *JAN_ROW], ["Profil III"], [2, *ANNA_ROW], [3]]
    return xlsx(rows)


@case(
    "hidden row and hidden column",
    columns=COLUMNS,
    rows=BOTH,
    hidden=[3],
    warnings=["hidden_rows", "hidden_columns"],
)
def _():
    def change(sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    return xlsx(LIST, change)


@case("several sheets, the list on the second", sheet="Osoby", columns=COLUMNS, rows=BOTH)
def _():
    return xlsx([["Instrukcja"], ["Proszę wypełnić arkusz Osoby"]], Osoby=LIST)


@case(
    "two lists, the longer is read",
    sheet="Grupa2",
    columns=COLUMNS,
    rows=BOTH,
    warnings=["other_list"],
)
def _():
    return xlsx([HEADER, EWA_ROW], Grupa2=LIST)


@case(
    "a sheet asked for",
    columns=COLUMNS,
    rows={2: EWA},
    warnings=["other_list"],
    overrides=Overrides(sheet="Lista"),
)
def _():
    return xlsx([HEADER, EWA_ROW], Grupa2=LIST)


@case(
    "a sheet asked for that is not there",
    refusal="unknown_sheet",
    overrides=Overrides(sheet="Inny"),
)
def _():
    return xlsx(LIST)


@case("a hidden sheet is not the first choice", columns=COLUMNS, rows={2: EWA})
def _():
    def change(sheet):
        sheet.parent["Stara"].sheet_state = "hidden"

    return xlsx([HEADER, EWA_ROW], change, Stara=LIST)


@case("only a hidden sheet", sheet="Stara", columns=COLUMNS, rows=BOTH, warnings=["hidden_sheet"])
def _():
    def change(sheet):
        sheet.parent["Stara"].sheet_state = "hidden"

    return xlsx([["Tytuł"]], change, Stara=LIST)


@case(
    "table that begins at C4",
    header=(4,),
    columns={"last_name": "C", "first_name": "D", "pesel": "E"},
    rows={5: JAN},
)
def _():
    return xlsx([[], [], [], [None, None, *HEADER], [None, None, *JAN_ROW]])


@case(
    "no header at all",
    header=(),
    columns={"pesel": "C", "last_name": "A", "first_name": "B"},
    rows={1: JAN, 2: ANNA, 3: EWA},
    warnings=["no_header_row"],
)
def _():
    return xlsx([JAN_ROW, ANNA_ROW, EWA_ROW])


@case("headers nobody knows", columns={"pesel": "A", "full_name": "B"}, rows=BOTH)
def _():
    return xlsx([["Ident", "Kto"], [JAN_PESEL, "Kowalski Jan"], [ANNA_PESEL, "Nowak Anna"]])


@case("headers misspelt", columns=COLUMNS, rows=BOTH)
def _():
    return xlsx([["Nazwsko", "Imiona:", "PESEL*"], JAN_ROW, ANNA_ROW])


@case(
    "header in capitals with line breaks",
    columns={
        "pesel": "A",
        "last_name": "B",
        "first_name": "C",
        "referred_on": "D",
        "no_benefit_right": "E",
    },
    rows={2: {**JAN, "benefit_right": False}},
)
def _():
    header = ["NR\nPESEL", "NAZWISKO ", "\u00a0IMIĘ", "DATA\nSKIEROWANIA", "BEZ PRAWA\nDO ZASIŁKU"]
    return xlsx([header, [JAN_PESEL, "Kowalski", "Jan", None, "X"]])


@case("two columns of one name", columns=COLUMNS, rows={2: JAN})
def _():
    return xlsx([[*HEADER, "Imię"], [*JAN_ROW, "Piotr"]])


@case(
    "father's name is not the person's",
    columns={"last_name": "B", "first_name": "C", "pesel": "D"},
    rows={2: JAN},
)
def _():
    return xlsx([["Imię ojca", *HEADER], ["Piotr", *JAN_ROW]])


@case(
    "a column of the caller's choice",
    columns={"last_name": "A", "first_name": "B", "pesel": "C", "remarks": "D"},
    rows={2: {**JAN, "remarks": "601234567"}},
    overrides=Overrides(columns={"remarks": "D", "phone": None}),
)
def _():
    return xlsx([[*HEADER, "Telefon"], [*JAN_ROW, "601234567"]])


@case(
    "a header row of the caller's choice",
    header=(2,),
    columns=COLUMNS,
    rows={3: JAN},
    overrides=Overrides(header_row=2),
)
def _():
    return xlsx([["Nazwisko", "Imię", "Pesel"], HEADER, JAN_ROW])


@case("a choice beyond the sheet", refusal="bad_choice", overrides=Overrides(header_row=99))
def _():
    return xlsx(LIST)


@case(
    "a choice of an unknown field",
    refusal="bad_choice",
    overrides=Overrides(columns={"shoe_size": "A"}),
)
def _():
    return xlsx(LIST)


@case("headers beside their data", refusal="shifted_columns")
def _():
    rows = [[1, *row] for row in (JAN_ROW, ANNA_ROW, EWA_ROW)]
    return xlsx([[*HEADER, "Uwagi"], *rows])


@case(
    "headers beside their data, columns chosen",
    columns={"last_name": "B", "first_name": "C", "pesel": "D"},
    rows=BOTH,
    overrides=Overrides(columns={"last_name": "B", "first_name": "C", "pesel": "D"}),
)
def _():
    return xlsx([[*HEADER, "Uwagi"], [1, *JAN_ROW], [2, *ANNA_ROW]])


@case("names without PESEL or birth date", refusal="no_identity_columns")
def _():
    return xlsx([["Nazwisko", "Imię", "Telefon"], ["Kowalski", "Jan", "601234567"]])


@case(
    "another table below with other columns",
    verdicts={4: "error"},
    columns=COLUMNS,
    rows={2: JAN, 4: {"first_name": "Nowak", "last_name": ANNA_PESEL}},
    left_out=[(3, "other_header")],
    warnings=["other_table"],
    problems=[("A4", "name_odd"), ("C4", "pesel_letters")],
)
def _():
    return xlsx([HEADER, JAN_ROW, ["PESEL", "Nazwisko", "Imię"], [ANNA_PESEL, "Nowak", "Anna"]])


@case(
    "two columns for PESEL, the first empty",
    rows=BOTH,
    columns={"last_name": "B", "first_name": "C", "pesel": "D"},
)
def _():
    return xlsx([["PESEL", "Nazwisko", "Imię", "Nr PESEL"], [None, *JAN_ROW], [None, *ANNA_ROW]])


@case(
    "a header row asked for that only one sheet has",
    header=(3,),
    sheet="Druga",
    columns=COLUMNS,
    rows={4: JAN},
    overrides=Overrides(header_row=3),
)
def _():
    return xlsx([["x"]], Druga=[["a"], ["b"], HEADER, JAN_ROW])


@case("another kind of list", refusal="no_header")
def _():
    return xlsx([["Materiał", "Ilość", "Cena"], ["Deska", 2, 30.5], ["Gwoździe", 100, 0.1]])


@case("header without people", refusal="no_people")
def _():
    return xlsx([HEADER])


@case(
    "numbers that are no PESELs",
    verdicts={2: "error", 3: "error", 4: "error"},
    columns=COLUMNS,
    warnings=["few_good_pesels"],
    rows={n: {"last_name": "Kowalski", "first_name": "Jan"} for n in (2, 3, 4)},
    problems=[("C2", "pesel_length"), ("C3", "pesel_length"), ("C4", "pesel_length")],
)
def _():
    return xlsx([HEADER, *[["Kowalski", "Jan", f"1234567{n}"] for n in range(3)]])


@case(
    "the same person twice",
    verdicts={4: "duplicate"},
    columns=COLUMNS,
    rows={2: JAN, 3: ANNA, 4: JAN},
    problems=[(4, "repeated_person")],
)
def _():
    return xlsx([HEADER, JAN_ROW, ANNA_ROW, JAN_ROW])


@case(
    "people by name and birth date",
    columns={"full_name": "A", "birth_date": "B"},
    rows={
        2: {
            "last_name": "Kowalski",
            "first_name": "Jan",
            "birth_date": date(1944, 5, 14),
        }
    },
    problems=[("A2", "sex_from_name"), ("B2", "no_pesel")],
)
def _():
    return xlsx([["Nazwisko i imię", "Data ur."], ["Kowalski Jan", "14.05.1944"]])


@case(
    "csv with titles, total and signature",
    sheet="",
    header=(3,),
    columns=COLUMNS,
    rows={4: JAN, 5: {**EWA, "pesel": EWA_PESEL}},
    left_out=[(6, "total"), (7, "signature")],
)
def _():
    rows = [
        ["PUP", None, None],
        ["Lista", None, None],
        HEADER,
        JAN_ROW,
        EWA_ROW,
        ["Razem: 2", None, None],
        ["Zatwierdził", None, "Dyrektor"],
    ]
    return delimited(rows, "cp1250")


@case(
    "names below the lines for signing",
    columns=NUMBERED,
    rows={2: JAN},
    left_out=[(3, "blank"), (4, "signature"), (5, "blank"), (6, "signature"), (7, "signature")],
)
def _():
    below = [
        [],
        [None, "Sporządziła:", None, "Zatwierdził:"],
        [],
        [None, "Maria Kos", None, "Adam Lis"],
        [None, "starszy inspektor", None, "z up. Dyrektora"],
    ]
    return xlsx([["Lp.", *HEADER], [1, *JAN_ROW], *below])


@case(
    "a number kept free with a remark",
    columns={**NUMBERED, "remarks": "E"},
    rows={2: JAN},
    left_out=[(3, "note")],
)
def _():
    return xlsx([["Lp.", *HEADER, "Uwagi"], [1, *JAN_ROW], [2, None, None, None, "wolne miejsce"]])


@case(
    "header in English",
    columns={
        "ordinal": "A", "last_name": "B", "first_name": "C", "pesel": "D", "birth_date": "E",
        "phone": "F", "city": "G",
    },
    rows={2: {**JAN, "birth_date": date(1944, 5, 14), "phone": "601 234 567", "city": "Jaworzno"}},
)  # fmt: skip
def _():
    header = ["No.", "Surname", "First name", "PESEL", "Date of birth", "Phone number", "City"]
    return xlsx([header, [1, *JAN_ROW, "1944-05-14", 601234567, "Jaworzno"]])


@case(
    "surnames under the header of first names",
    columns={"first_name": "A", "last_name": "B", "pesel": "C"},
    rows={2: {"first_name": "Kowalski", "last_name": "Jan", "pesel": JAN_PESEL}},
    problems=[("A2", "name_swapped")],
)
def _():
    return xlsx([["Imię", "Nazwisko", "PESEL"], JAN_ROW])


@case(
    "one header of names over two columns",
    columns=NUMBERED,
    rows={2: JAN, 3: ANNA},
)
def _():
    header = ["Lp.", "Nazwisko i imię", None, "PESEL"]
    return xlsx([header, [1, *JAN_ROW], [2, *ANNA_ROW]], lambda sheet: sheet.merge_cells("B1:C1"))


@case("a last column without a name", columns=COLUMNS, rows=BOTH)
def _():
    return xlsx([["Nazwisko", "Imię"], JAN_ROW, ANNA_ROW])


@case("a header that names two things", columns=COLUMNS, rows={2: JAN})
def _():
    return xlsx([["Nazwisko", "Imię", "PESEL (data urodzenia)"], JAN_ROW])
