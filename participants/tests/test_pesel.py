"""PESEL: the sentences a clerk reads and the same rules in the database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from participants import pesel
from participants.tests.factories import pesel_of

born_on = st.dates(date(1800, 1, 1), date(2299, 12, 31))
sexes = st.sampled_from("FM")
serials = st.integers(0, 4999)
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


def in_database(function: str, *values) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({', '.join(['%s'] * len(values))})", values)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("value", "born", "sex"),
    [
        ("44051401458", date(1944, 5, 14), "M"),
        ("02070803628", date(1902, 7, 8), "F"),
        ("22222222222", date(2022, 2, 22), "F"),
    ],
)
def test_a_number_tells_birth_date_and_sex(value, born, sex):
    pesel.validate_pesel(value)
    assert (pesel.birth_date_of(value), pesel.sex_of(value)) == (born, sex)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "length"),
        ("4405140145", "length"),
        ("440514014580", "length"),
        ("4405140145a", "length"),
        ("4405140145\u0668", "length"),
        ("44131401453", "date"),
        ("44023001458", "date"),
        ("44051401459", "checksum"),
        ("02070812348", "checksum"),
    ],
)
def test_a_wrong_number_is_refused_for_its_own_reason(value, code):
    with pytest.raises(ValidationError) as refused:
        pesel.validate_pesel(value)
    assert refused.value.code == code


@given(born=born_on, sex=sexes, serial=serials)
def test_every_made_up_number_is_read_back(born, sex, serial):
    value = pesel_of(born, sex, serial)
    pesel.validate_pesel(value)
    assert (pesel.birth_date_of(value), pesel.sex_of(value)) == (born, sex)


@given(born=born_on, sex=sexes, serial=serials, place=st.integers(0, 10), other=st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(born, sex, serial, place, other):
    value = pesel_of(born, sex, serial)
    mistyped = str((int(value[place]) + other) % 10)
    with pytest.raises(ValidationError):
        pesel.validate_pesel(value[:place] + mistyped + value[place + 1 :])


@pytest.mark.django_db
@settings(max_examples=60)
@given(digits=st.text("0123456789", min_size=11, max_size=11))
def test_the_database_checks_the_same_sum(digits):
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False))
    good = (10 - total % 10) % 10 == int(digits[-1])
    assert in_database("pesel_checksum_holds", digits) is good


@pytest.mark.django_db
@settings(max_examples=60)
@given(born=born_on, other=born_on, sex=sexes, serial=serials)
def test_the_database_reads_the_same_date_and_sex(born, other, sex, serial):
    value = pesel_of(born, sex, serial)
    assert in_database("pesel_tells", value, born, sex) is True
    assert in_database("pesel_tells", value, born, "F" if sex == "M" else "M") is False
    assert in_database("pesel_tells", value, other, sex) is (other == born)
