"""Made-up numbers, dates and names against what they were made of."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.pesel import is_valid
from programs.intake.tests.corpus.people import pesel
from programs.intake.values.addresses import Address, parse_address
from programs.intake.values.dates import FIRST_SERIAL_DAY, DateRules, century_of, parse_date
from programs.intake.values.names import Name, NameOrder, normal_case, parse_full_name
from programs.intake.values.pesel import parse_pesel
from programs.intake.values.texts import plain

TODAY = date(2015, 6, 1)
BORN = st.dates(date(1915, 1, 1), date(2000, 6, 1))
SERIAL = st.integers(0, 9999).map("{:04}".format)
ANY_DAY = DateRules(TODAY)
BIRTH = DateRules(TODAY, is_birth=True)


def codes(parsed):
    return [problem.code for problem in parsed.problems]


@given(BORN, SERIAL)
def test_a_good_pesel_is_read_from_number_and_text(born, serial):
    number = pesel(born, serial)

    assert parse_pesel(number, today=TODAY).value == number
    assert parse_pesel(f" {number[:6]} {number[6:]}\u00a0", today=TODAY).value == number
    if not number.startswith("0"):
        assert parse_pesel(float(number), today=TODAY).value == number


@given(st.dates(date(2000, 1, 1), date(2009, 12, 31)), SERIAL)
def test_one_lost_zero_is_put_back_and_told(born, serial):
    number = pesel(born, serial)

    parsed = parse_pesel(number[1:], today=date(2026, 1, 1))

    assert (parsed.value, codes(parsed)) == (number, ["pesel_repaired"])


@given(BORN, SERIAL, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_never_taken(born, serial, place, step):
    number = pesel(born, serial)
    digit = (int(number[place]) + step) % 10
    wrong = f"{number[:place]}{digit}{number[place + 1 :]}"

    parsed = parse_pesel(wrong, today=TODAY)

    assert parsed.value is None
    assert codes(parsed)[0] in ("pesel_checksum", "pesel_date")


@given(st.text(alphabet=string.printable + "ąćęłńóśźż\u00a0", max_size=20) | st.floats())
def test_whatever_is_read_is_a_good_number(value):
    found = parse_pesel(value, today=TODAY).value

    assert found is None or is_valid(found)


@given(st.dates(date(1991, 1, 1), date(2016, 12, 31)))
def test_a_date_is_the_same_in_every_form(day):
    forms = [
        day,
        float((day - FIRST_SERIAL_DAY).days),
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year} r.",
        f"{day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m-%d} 00:00:00",
        f"\u00a0{day:%d-%m-%Y} ",
        f"{day:%Y%m%d}",
    ]

    assert {parse_date(form, ANY_DAY).value for form in forms} == {day}


@given(st.integers(0, 99))
def test_the_century_of_a_birth_makes_a_grown_person(year):
    full = century_of(year, BIRTH)

    assert full % 100 == year
    assert 15 <= TODAY.year - full < 115


@given(st.text(max_size=30) | st.floats() | st.integers())
def test_any_cell_gives_a_date_or_a_problem(value):
    parsed = parse_date(value, BIRTH)

    assert parsed.value is None or date(1905, 1, 1) <= parsed.value <= TODAY


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("29.02.2014", "Nie ma takiej daty: rok 2014 nie jest przestępny, luty miał 28 dni."),
        ("30.02.2012", "Nie ma takiej daty: w lutym 2012 jest tylko 29 dni."),
        ("31.11.2014", "Nie ma takiej daty: w listopadzie 2014 jest tylko 30 dni."),
        ("32.13.2014", "Nie ma takiej daty: 32.13.2014."),
        ("kiedyś", "„kiedyś” nie jest datą. Wpisz dzień, miesiąc i rok, na przykład 05.03.1980."),
    ],
)
def test_a_date_that_is_none_says_why(text, message):
    parsed = parse_date(text, ANY_DAY)

    assert (parsed.value, parsed.problems[0].message) == (None, message)


SURNAMES = st.sampled_from(
    ["Kowalski", "Żak", "Nowak-Kos", "Wójcik", "van der Berg", "Śliwa", "Łoś-Żółć"]
)
FIRST_NAMES = st.sampled_from(["Jan", "Anna", "Łucja", "Zdzisław", "Michał", "Halina"])


@given(SURNAMES, FIRST_NAMES, FIRST_NAMES | st.just(""), st.booleans(), st.booleans())
def test_a_full_name_is_parted_in_either_order(last, first, second, surname_first, capitals):
    given_names = f"{first} {second}".strip()
    text = f"{last} {given_names}" if surname_first else f"{given_names} {last}"
    text = text.upper() if capitals else text

    parsed = parse_full_name(text, NameOrder(surname_first))

    assert parsed.value == Name(last, first, second)
    assert parsed.problems == ()


@given(SURNAMES, FIRST_NAMES, st.booleans())
def test_a_name_against_the_order_of_its_column_is_turned_and_told(last, first, surname_first):
    text = f"{last} {first}" if surname_first else f"{first} {last}"

    parsed = parse_full_name(text, NameOrder(not surname_first))

    assert (parsed.value, codes(parsed)) == (Name(last, first), ["name_order"])


@given(st.text(max_size=30))
def test_case_of_names_is_settled_once(text):
    assert normal_case(normal_case(plain(text))) == normal_case(plain(text))


@given(
    st.sampled_from(["Kwiatowa", "3 Maja", "Jana Pawła II", "Polna"]),
    st.sampled_from(["1", "12A", "5/3", "12b/4"]),
    st.sampled_from(["Jaworzno", "Bielsko-Biała", "Dąbrowa Górnicza"]),
)
def test_an_address_is_the_same_in_every_order(street, house, city):
    expected = Address(f"ul. {street}", house, "43-600", city)
    for text in (
        f"ul. {street} {house}, 43-600 {city}",
        f"43-600 {city}, ul. {street} {house}",
        f"43-600 {city} ul. {street} {house}",
        f"ul.{street} {house.replace('/', ' m. ')} 43-600 {city}",
    ):
        assert parse_address(text).value == expected
