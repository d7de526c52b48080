"""What each row means beside the register, before anything is written."""

from datetime import date

import pytest

from participants import actions as people
from participants.tests.factories import person, staff
from programs.intake.lists import read_list
from programs.intake.tests.corpus.books import xlsx
from programs.intake.tests.corpus.case import TODAY
from programs.intake.tests.corpus.people import ANNA_PESEL, EWA_PESEL, JAN_PESEL, pesel
from programs.intake.tests.lists import codes, judged, kinds
from programs.intake.verdicts.judging import judge
from programs.intake.verdicts.verdict import Difference, Target
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

JAN_BORN = date(1944, 5, 14)


def jan(**details):
    details = {"pesel": JAN_PESEL, "born": JAN_BORN, "sex": "M", **details}
    return person("Kowalski", "Jan", **details)


def test_nobody_known_is_new():
    shown = judged(["Kowalski", "Jan", JAN_PESEL])

    assert kinds(shown) == ["new"]
    assert codes(shown) == []


def test_a_known_person_gets_what_the_card_lacks():
    card = jan(city="Jaworzno")

    verdict = judged(["Kowalski", "Jan", JAN_PESEL, None, None, "601234567"]).rows[0]

    assert (verdict.kind, verdict.participant) == ("known", card.pk)
    assert verdict.fills == (Difference("phone", "", "601 234 567"),)


def test_other_data_stand_side_by_side():
    jan(phone="500500500", street="ul. Polna", house_number="3")

    verdict = judged(
        ["Kowalski", "Jan", JAN_PESEL, None, None, "601234567", "Leśna", "5", "Jaworzno"]
    ).rows[0]

    assert verdict.kind == "changed"
    assert verdict.differences == (
        Difference("phone", "500500500", "601 234 567"),
        Difference("street", "ul. Polna", "Leśna"),
        Difference("house_number", "3", "5"),
        Difference("city", "", "Jaworzno"),
    )
    assert verdict.fills == ()


def test_another_way_of_writing_is_no_difference():
    jan(phone="+48 601-234-567", street="ul. Polna", city="JAWORZNO")

    row = ["Kowalski", "Jan", JAN_PESEL, None, None, "601 234 567", "Polna", None, "Jaworzno"]
    assert kinds(judged(row)) == ["known"]


def test_a_number_of_somebody_named_otherwise_is_doubtful():
    person("Zielińska", "Barbara", pesel=ANNA_PESEL, born=date(1980, 3, 5))

    shown = judged(["Nowak", "Anna", ANNA_PESEL])

    assert kinds(shown) == ["doubtful"]
    assert codes(shown) == [("C2", "pesel_of_another_name")]


def test_a_surname_by_marriage_is_a_change():
    person("Zielińska", "Anna", pesel=ANNA_PESEL, born=date(1980, 3, 5))

    shown = judged(["Nowak", "Anna", ANNA_PESEL])

    assert kinds(shown) == ["changed"]
    assert shown.rows[0].differences == (Difference("last_name", "Zielińska", "Nowak"),)


@pytest.mark.parametrize("born", [date(1980, 3, 5), date(1980, 5, 3), date(1980, 3, 6)])
def test_without_a_number_namesakes_are_doubtful(born):
    card = person("Nowak", "Anna", born=born)

    shown = judged(["Nowak", "Anna", None, date(1980, 3, 5), "K"])

    assert kinds(shown) == ["doubtful"]
    assert shown.rows[0].candidates == (card.pk,)
    assert codes(shown) == [("C2", "no_pesel"), ("A2", "similar_person")]


def test_a_number_decides_against_a_namesake_with_another_one():
    person("Nowak", "Anna", born=date(1980, 3, 6))

    assert kinds(judged(["Nowak", "Anna", ANNA_PESEL])) == ["new"]


def test_all_the_same_but_the_number_is_doubtful():
    person("Nowak", "Anna", born=date(1980, 3, 5))

    assert kinds(judged(["Nowak", "Anna", ANNA_PESEL])) == ["doubtful"]


def test_a_namesake_without_a_number_is_doubtful():
    person("Nowak", "Ana", born=date(1980, 3, 5), pesel=None, no_pesel_reason="not_shown")

    assert kinds(judged(["Nowak", "Anna", ANNA_PESEL])) == ["doubtful"]


def test_a_former_number_finds_the_person():
    card = jan()
    new = pesel(JAN_BORN, "7779")
    people.correct_pesel(
        by=staff(), participant=card, pesel=new, on=date(2015, 1, 1), reason="omyłka"
    )

    shown = judged(["Kowalski", "Jan", JAN_PESEL])

    assert (kinds(shown), shown.rows[0].participant) == (["known"], card.pk)
    assert codes(shown) == [("C2", "former_pesel")]


def test_a_former_number_of_another_birth_date_is_doubtful():
    card = jan()
    people.correct_pesel(
        by=staff(), participant=card, pesel=pesel(date(1944, 5, 15), "7779"),
        birth_date=date(1944, 5, 15), on=date(2015, 1, 1), reason="omyłka",
    )  # fmt: skip

    shown = judged(["Kowalski", "Jan", JAN_PESEL])

    assert kinds(shown) == ["doubtful"]
    assert codes(shown) == [("C2", "former_pesel"), ("C2", "birth_date_differs")]


def test_repeated_rows_name_each_other():
    row = ["Kowalski", "Jan", JAN_PESEL]
    shown = judged(row, ["Nowak", "Anna", ANNA_PESEL], row, row)

    assert kinds(shown) == ["new", "new", "duplicate", "duplicate"]
    problem = shown.rows[2].problems[0]
    assert (problem.address, problem.code, problem.proposal) == ("C4", "repeated_person", (2, 5))
    assert problem.message == "Ta osoba jest na liście więcej niż raz: wiersze 2, 5."


def test_one_number_of_two_people_is_an_error_in_both():
    shown = judged(["Kowalski", "Jan", JAN_PESEL], ["Wrona", "Piotr", JAN_PESEL])

    assert kinds(shown) == ["error", "error"]
    assert codes(shown, 1) == [("C3", "one_pesel_two_people")]


def test_a_row_without_the_number_beside_one_with_it_is_doubtful():
    shown = judged(["Nowak", "Anna", ANNA_PESEL], ["Nowak", "Anna", None, date(1980, 3, 5), "K"])

    assert kinds(shown) == ["new", "doubtful"]
    assert codes(shown, 1) == [("C3", "no_pesel"), ("A3", "similar_row")]


def test_whoever_is_put_forward_already_is_told():
    make.referral(jan())

    shown = judged(["Kowalski", "Jan", JAN_PESEL])

    assert kinds(shown) == ["referred"]


def test_the_years_list_and_an_edition_are_two_things():
    make.referral(jan())

    assert kinds(judged(["Kowalski", "Jan", JAN_PESEL], edition=make.edition())) == ["known"]


def test_a_row_tells_all_its_errors_at_once():
    shown = judged(["Kowalski", "J" * 61, "44051401459", "1.1.2050", None, "12"])

    assert kinds(shown) == ["error"]
    assert {code for _, code in codes(shown)} >= {"bad_first_name"}
    assert {cell for cell, _ in codes(shown)} >= {"B2", "C2", "D2"}


@pytest.mark.parametrize(
    ("first_name", "sex", "word"),
    [("Anna", "F", "kobieta"), ("Jan", "M", "mężczyzna"), ("MYKOLA", "M", "mężczyzna")],
)
def test_a_known_first_name_tells_the_sex_where_nothing_else_does(first_name, sex, word):
    shown = judged(["Nowak", first_name, None, date(1980, 3, 5)])

    assert (kinds(shown), shown.rows[0].row.fields["sex"]) == (["new"], sex)
    assert codes(shown) == [("B2", "sex_from_name"), ("C2", "no_pesel")]
    assert word in shown.rows[0].problems[0].message


def test_a_wrong_number_is_complained_of_and_the_sex_not_guessed_beside_it():
    shown = judged(["Nowak", "Anna", "44051401459", date(1980, 3, 5)])

    assert [code for _, code in codes(shown)] == ["pesel_checksum"]


def test_nobody_is_made_without_a_sex():
    shown = judged(["Nowak", "Kim", None, date(1980, 3, 5)])

    assert kinds(shown) == ["error"]
    assert codes(shown) == [("C2", "no_pesel"), ("C2", "no_sex")]


def test_a_joined_card_is_not_met():
    kept, merged = jan(), person("Kowalski", "Janek", born=JAN_BORN, sex="M")
    number = merged.pesel
    people.merge_participants(by=staff(), kept=kept, merged=merged)

    shown = judged(["Kowalski", "Jan", number])

    assert (kinds(shown), shown.rows[0].participant) == (["known"], kept.pk)


def test_totals_name_every_verdict():
    assert judged(["Kowalski", "Jan", JAN_PESEL]).totals == {
        "new": 1, "known": 0, "changed": 0, "doubtful": 0, "duplicate": 0, "referred": 0, "error": 0,
    }  # fmt: skip


@pytest.mark.parametrize("times", [1, 30])
def test_verdicts_take_four_queries_for_any_number_of_rows(times, django_assert_num_queries):
    jan()
    program = make.program()
    rows = [["Nowak", "Anna", pesel(date(1980, 3, 1), f"{n:04}")] for n in range(times)]
    with django_assert_num_queries(4 + 1):  # one is the programme of the target
        shown = judged(["Kowalski", "Jan", JAN_PESEL], ["Żak", "Ewa", EWA_PESEL], *rows)
    assert len(shown.rows) == times + 2
    assert shown.target.program == program


def said(shown, place: int = 0) -> list[tuple[str, str, str]]:
    return [(one.address, one.code, one.level) for one in shown.rows[place].problems]


def test_whoever_is_new_and_has_no_phone_or_profile_is_warned_of():
    header = ["Nazwisko", "Imię", "PESEL", "Telefon", "Profil"]
    rows = [["Kowalski", "Jan", JAN_PESEL, "601234567", "II"], ["Nowak", "Anna", ANNA_PESEL, None, None],
            ["Lis", "Ola", pesel(date(1990, 1, 2), "1234"), "brak", "IV"]]  # fmt: skip

    shown = judged(*rows, header=header)

    assert kinds(shown) == ["new", "new", "new"]
    assert said(shown, 0) == []
    assert said(shown, 1) == [("D3", "no_phone", "warning"), ("E3", "no_profile", "warning")]
    assert said(shown, 2) == [("E4", "word_unclear", "warning"), ("D4", "no_phone", "warning")]


def test_of_a_known_person_the_card_may_tell_what_the_list_lacks():
    jan()
    header = ["Nazwisko", "Imię", "PESEL", "Telefon"]

    assert said(judged(["Kowalski", "Jan", JAN_PESEL, ""], header=header)) == []


def test_no_profile_is_asked_for_when_there_are_none_any_more():
    rows = [["Nazwisko", "Imię", "PESEL", "Profil"], ["Kowalski", "Jan", JAN_PESEL, None]]
    found = read_list(xlsx(rows), "lista.xlsx", today=TODAY)

    assert said(judge(found, Target(make.program(), 2015))) == [("D2", "no_profile", "warning")]
    assert said(judge(found, Target(make.program(), 2020))) == []


@pytest.mark.parametrize("born", [date(1998, 1, 1), date(2012, 6, 6)])
def test_a_child_is_warned_of_by_the_year_of_the_list(born):
    shown = judged(["Mała", "Zofia", pesel(born, "2222")])

    assert kinds(shown) == ["new"]
    assert said(shown) == [("C2", "child", "warning")]
    assert shown.rows[0].problems[0].message == (
        f"Z numeru PESEL wynika, że osoba urodziła się {born:%d.%m.%Y}, więc 31.12.2015 nie miała "
        "jeszcze 18 lat. Sprawdź, czy to właściwa osoba."
    )


def test_somebody_of_age_within_the_year_of_the_list_is_no_child():
    assert said(judged(["Mała", "Zofia", pesel(date(1997, 12, 31), "2222")])) == []


def test_a_child_without_a_number_is_told_at_the_birth_date():
    header = ["Nazwisko", "Imię", "Data urodzenia"]

    assert ("C2", "child", "warning") in said(judged(["Mała", "Zofia", "6.06.2012"], header=header))


def test_rows_of_a_list_without_numbers_name_each_other_in_a_cell():
    row = ["Kowalski", "Jan", JAN_BORN]

    shown = judged(row, row, header=["Nazwisko", "Imię", "Data urodzenia"])

    assert kinds(shown) == ["new", "duplicate"]
    assert ("A3", "repeated_person", "warning") in said(shown, 1)
