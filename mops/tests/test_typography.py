from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from mops import typography as ty

S = "\u00a0"


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(300, 56), 1, "5.4"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(5, 2), 0, "3"),
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("-0.125"), 2, "-0.13"),
        (Decimal("-0.001"), 2, "0.00"),
        (7, 0, "7"),
        (7, 2, "7.00"),
        (10**40 + 1, 0, str(10**40 + 1)),
    ],
)
def test_rounds_halves_away_from_zero(value, places, expected):
    assert str(ty.round_half_up(value, places)) == expected


@given(st.fractions(), st.integers(0, 4))
def test_rounding_is_never_further_than_half_a_unit(value, places):
    assert abs(Fraction(ty.round_half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (999, "999"), (8364, f"8{S}364"), (1127980, f"1{S}127{S}980"), (-1500, f"-1{S}500")],
)
def test_thousands_stand_apart(value, expected):
    assert ty.number(value) == expected


def test_decimal_comma():
    assert ty.number(Decimal("1127980.5"), 1) == f"1{S}127{S}980,5"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("354549.39"), f"354{S}549,39{S}zł"),
        (0, f"0,00{S}zł"),
        (Fraction(6835180, 836400), f"8,17{S}zł"),
    ],
)
def test_money_to_the_grosz(value, expected):
    assert ty.money(value) == expected


def test_percent():
    assert ty.percent(Decimal("86.2"), 1) == "86,2%"
    assert ty.percent(70) == "70%"


def test_a_share_is_rounded_once():
    assert ty.share_percent(Fraction(3, 56), 1) == "5,4%"
    assert ty.share_percent(Fraction(4449, 10000), 0) == "44%"


def test_dates():
    assert ty.day(date(2015, 3, 2)) == f"2{S}marca 2015{S}r."
    assert ty.day_digits(date(2015, 3, 9)) == "09.03.2015"
    assert ty.day_range(date(2015, 3, 9), date(2015, 5, 8)) == f"09.03.2015{S}– 08.05.2015"
    assert ty.month_year(date(2016, 2, 1)) == f"luty 2016{S}r."


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ([], ""),
        ([12], "bez grudnia"),
        ([12, 11], f"bez listopada i{S}grudnia"),
        ([10, 12, 11, 11], f"bez października, listopada i{S}grudnia"),
        ([4, 5, 6, 7], "bez miesięcy od kwietnia do lipca"),
        ([4, 5, 6, 8], f"bez kwietnia, maja, czerwca i{S}sierpnia"),
    ],
)
def test_months_left_out(months, expected):
    assert ty.without_months(months) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], f"a i{S}b"),
        (["a", "b", "c"], f"a, b i{S}c"),
        (["a", "b i c", "d"], "a, b i c oraz d"),
    ],
)
def test_lists_are_joined(items, expected):
    assert ty.join_list(items) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "osób"),
        (1, "osoba"),
        (2, "osoby"),
        (5, "osób"),
        (12, "osób"),
        (21, "osób"),
        (22, "osoby"),
        (112, "osób"),
        (Decimal("1.5"), "osoby"),
        (Decimal("1.0"), "osoba"),
        (None, "osób"),
    ],
)
def test_plural_forms(value, expected):
    assert ty.plural(value, "osoba", "osoby", "osób") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w ramach i z pomocą", f"w{S}ramach i{S}z{S}pomocą"),
        ("W 2015 r. było 5 zł", f"W{S}2015{S}r. było 5{S}zł"),
        (
            "art. 49 ust. 2 (Dz. U. z 2014 r. poz. 620)",
            f"art.{S}49 ust.{S}2 (Dz.{S}U. z{S}2014{S}r. poz.{S}620)",
        ),
        ("8 364 godziny", f"8{S}364 godziny"),
        ("od 2 marca do 8 grudnia", f"od 2{S}marca do 8{S}grudnia"),
        ("PUP – urząd", f"PUP{S}– urząd"),
        ("ma rok i", "ma rok i"),
        ("zł 2015 rok", "zł 2015 rok"),
    ],
)
def test_lines_do_not_end_in_the_wrong_place(text, expected):
    assert ty.print_spaces(text) == expected


@given(st.text())
def test_print_spaces_changes_nothing_but_spaces(text):
    squeezed = "".join(text.split())
    assert "".join(ty.print_spaces(text).split()) == squeezed


def test_a_template_writes_days_in_digits_and_nothing_for_none(settings):
    settings.TIME_ZONE = "Europe/Warsaw"
    context = {
        "day": date(2015, 3, 9),
        "before_midnight_in_utc": datetime(2015, 3, 9, 23, 30, tzinfo=UTC),
        "missing": None,
        "number": 12,
    }
    template = "{{ day|day }} {{ before_midnight_in_utc|day }} {{ missing|day|default:'–' }}{{ number|day }}"
    written = engines["django"].from_string(template).render(context)
    assert written == "09.03.2015 10.03.2015 –"
