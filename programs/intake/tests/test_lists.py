"""What the list tells besides its rows: reasons, examples, memory, other sheets, sentences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.intake.columns import Reason
from programs.intake.fields import LABELS, Field
from programs.intake.lists import Overrides, find_list, read_list
from programs.intake.people import FIELDS
from programs.intake.reading.cells import Broken, Sheet, Workbook
from programs.intake.reading.refusal import SENTENCES
from programs.intake.results import Evidence, OtherSheet
from programs.intake.tests.corpus.books import delimited, xlsx
from programs.intake.tests.corpus.case import TODAY
from programs.intake.tests.corpus.people import (
    ANNA_PESEL,
    ANNA_ROW,
    EWA_ROW,
    HEADER,
    JAN_PESEL,
    JAN_ROW,
    LIST,
)


def read(content, **choices):
    return read_list(content, "lista.xlsx", today=TODAY, **choices)


def test_what_the_pesel_tells_is_filled_in_and_marked():
    row = read(xlsx([HEADER, JAN_ROW])).rows[0]

    assert row.derived == {"birth_date", "sex"}
    assert (row.fields["birth_date"], row.fields["sex"]) == (date(1944, 5, 14), "M")
    assert row.cells == tuple(JAN_ROW)
    assert not row.has_errors


def test_columns_tell_why_they_are_taken_for_what_they_are():
    header = ["Nazwsko", "Imię", "Numer", "Telefon", "Grupa"]
    found = read(xlsx([header, [*JAN_ROW, "601234567", "A"], [*ANNA_ROW, None, "B"]]))

    told = [(c.field, c.reason, c.because, c.confidence, c.examples) for c in found.mapped]
    assert told == [
        (Field.LAST_NAME, Reason.NEAR, "po podobnej nazwie", 0.86, ("Kowalski", "Nowak")),
        (Field.FIRST_NAME, Reason.NAME, "po nazwie kolumny", 1.0, ("Jan", "Anna")),
        (Field.PESEL, Reason.CONTENT, "po zawartości", 0.95, (JAN_PESEL, ANNA_PESEL)),
        (Field.PHONE, Reason.NAME, "po nazwie kolumny", 1.0, ("601234567",)),
    ]
    assert [(column.letter, column.header) for column in found.unmapped] == [("E", "Grupa")]
    assert found.columns == {
        "last_name": "Nazwsko",
        "first_name": "Imię",
        "pesel": "Numer",
        "phone": "Telefon",
    }


def test_an_offices_next_list_is_read_as_its_last_was():
    rows = [[*HEADER, "Rubryka 7"], [*JAN_ROW, "chory"]]
    chosen = read(xlsx(rows), overrides=Overrides(columns={"remarks": "D"}))

    again = read(xlsx(rows), memory=chosen.as_memory)

    assert again.rows[0].fields["remarks"] == "chory"
    assert again.mapped[-1].reason is Reason.MEMORY
    assert again.as_memory == chosen.as_memory


def test_a_choice_is_stronger_than_memory():
    rows = [[*HEADER, "Rubryka 7"], [*JAN_ROW, "chory"]]

    found = read(
        xlsx(rows), memory={"rubryka 7": "remarks"}, overrides=Overrides(columns={"decision": "D"})
    )

    assert found.rows[0].fields["decision"] == "chory"
    assert "remarks" not in found.columns


def test_other_sheets_are_told():
    found = read(xlsx(LIST, Rezerwa=[HEADER, EWA_ROW], Ceny=[["Deska", 3]]))

    assert found.sheet == "Lista"
    assert found.other_sheets == [
        OtherSheet("Rezerwa", True, 1, is_alike=True),
        OtherSheet("Ceny", True, 0),
    ]


def test_evidence_counts_what_a_wrong_file_lacks():
    rows = [[*HEADER, "Grupa"], [*JAN_ROW, "A"], ["Lis", "Ola", "123"], ["Kos", "Ewa", None]]

    evidence = read(xlsx(rows)).evidence

    assert evidence == Evidence(rows=3, with_pesel=2, good_pesels=1, known_columns=3, columns=4)
    assert evidence.pesel_share == 0.5


def test_left_out_rows_say_what_they_said():
    rows = [["Lp.", *HEADER], [1, *JAN_ROW], ["Razem", 1], [None, "Sporządziła: M. Kos"]]

    left_out = [(left.row, left.because, left.text) for left in read(xlsx(rows)).left_out]

    assert left_out == [
        (3, "podsumowanie", "Razem | 1"),
        (4, "podpis lub dopisek", "Sporządziła: M. Kos"),
    ]


def test_problems_name_the_cell_the_field_and_what_would_be_right():
    rows = [[*HEADER, "Data ur."], ["Kowalski", "Jan", "44051401459", "14.05.1944"],
            ["Lis", "Ola", ANNA_PESEL, "05.03.1981"]]  # fmt: skip

    wrong, other = (row.problems[0] for row in read(xlsx(rows)).rows)

    assert (wrong.field, wrong.address, wrong.level) == ("pesel", "C2", "error")
    assert wrong.message == (
        "Cyfra kontrolna numeru PESEL się nie zgadza: jest 9, a z pozostałych wychodzi 8. "
        "Przepisz numer z dokumentu."
    )
    assert (other.field, other.address, other.proposal) == ("birth_date", "D3", date(1980, 3, 5))
    assert other.message == (
        "Data urodzenia nie zgadza się z numerem PESEL, z którego wynika 05.03.1980."
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [["Materiał", "Cena"], ["Deska", 3]],
            (
                "Nie udało się znaleźć wiersza z nagłówkami kolumn. "
                "Wskaż wiersz nagłówka albo dopisz nad listą nazwy kolumn."
            ),
        ),
        (
            [[*HEADER, "Uwagi"], [1, *JAN_ROW], [2, *ANNA_ROW]],
            (
                "Pod nagłówkiem „PESEL” (kolumna C) nie ma numerów PESEL, są za to w kolumnie D. "
                "Nagłówki są przesunięte względem danych: popraw plik albo wskaż kolumny."
            ),
        ),
    ],
)
def test_refusals_say_what_to_do(rows, message):
    found = read(xlsx(rows))

    assert found.refusal.message == message
    assert found.rows == []


def test_a_refused_list_still_tells_what_was_found():
    found = read(xlsx([["Nazwisko", "Imię", "Telefon"], ["Kowalski", "Jan", "601234567"]]))

    assert found.refusal.code == "no_identity_columns"
    assert found.columns == {"last_name": "Nazwisko", "first_name": "Imię", "phone": "Telefon"}
    assert found.header_row == 1


def test_every_sentence_of_refusal_is_its_own():
    assert len(set(SENTENCES.values())) == len(SENTENCES)
    assert set(LABELS) == set(Field)
    joined = {"full_name", "address", "flat_number", "no_benefit_right", "ordinal"}
    assert set(FIELDS) == {str(name) for name in Field} - joined


WORDS = st.sampled_from(
    ["PESEL", "Nazwisko", "Imię", "Nazwisko i imię", "Adres", "Data ur.", "Płeć", "Profil", "Tel.",
     "Razem", "Sporządził", JAN_PESEL, "Kowalski", "Jan", "ul. Polna 1, 43-600 Jaworzno", "1.1.1980",
     "5/3", "tak", "=1+1", ","]
)  # fmt: skip
CELL = (
    st.none() | WORDS | st.text(max_size=8) | st.floats() | st.integers() | st.booleans()
    | st.dates() | st.datetimes() | st.times() | st.builds(Broken, st.sampled_from(["", "#N/A"]))
)  # fmt: skip


@given(st.lists(st.lists(WORDS | CELL, max_size=6), max_size=8))
def test_no_sheet_makes_reading_fail(rows):
    header = ["PESEL", "Nazwisko i imię", "Adres", "Data ur.", "Profil", "Nr domu"]
    for sheet in (Sheet("Lista", rows=rows), Sheet("Lista", rows=[header, *rows])):
        found = find_list(Workbook("xlsx", [sheet]), "lista", today=TODAY)

        told = {row.number for row in found.rows} | {left.row for left in found.left_out}
        last = max((n for n, row in enumerate(sheet.rows, 1) if row), default=0)
        if found.refusal is None:
            assert told >= {n for n in range(found.header_row + 1, last + 1) if sheet.row(n)}


def test_ten_thousand_people_are_read_whole():
    rows = [HEADER, *[JAN_ROW, ANNA_ROW] * 5_000]

    found = read(delimited(rows))

    assert (len(found.rows), found.rows[-1].number) == (10_000, 10_001)


def test_a_column_told_to_mean_nothing_is_left_alone_on_the_next_list():
    rows = [[*HEADER, "Telefon"], [*JAN_ROW, "601234567"], [*ANNA_ROW, "602345678"]]
    chosen = read(xlsx(rows), overrides=Overrides(columns={"phone": None}))

    again = read(xlsx(rows), memory=chosen.as_whole_memory)

    assert chosen.as_memory == {"nazwisko": "last_name", "imie": "first_name", "pesel": "pesel"}
    assert "phone" not in again.columns
    assert ([column.header for column in again.unmapped], again.ignored) == (["Telefon"], {"D"})
    restored = read(
        xlsx(rows), memory=chosen.as_whole_memory, overrides=Overrides(columns={"phone": "D"})
    )
    assert restored.rows[0].fields["phone"] == "601 234 567"
