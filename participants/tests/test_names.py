"""Searching without diacritics and the order of a Polish register."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participants.models import Participant
from participants.names import words_of
from participants.tests.factories import person

pytestmark = pytest.mark.django_db

LETTERS = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"


def surnames(people) -> list[str]:
    return [one.last_name for one in people]


def test_surnames_stand_in_polish_order():
    order = ["Łaska", "Lis", "Lakowa", "Ławnik", "Malec", "Żak", "Zięba", "Źrebak", "Ćwik", "Cyran"]
    for name in order:
        person(name)
    assert surnames(Participant.objects.in_alphabetical_order()) == [
        "Cyran", "Ćwik", "Lakowa", "Lis", "Łaska", "Ławnik", "Malec", "Zięba", "Źrebak", "Żak",
    ]  # fmt: skip


def test_every_letter_stands_in_its_place():
    for letter in reversed(LETTERS):
        person(letter.upper() + "ski")
    found = surnames(Participant.objects.in_alphabetical_order())
    assert "".join(name[0].lower() for name in found) == LETTERS


def test_first_names_decide_among_namesakes():
    for first in ("Łucja", "Lucyna", "Adam"):
        person("Nowak", first)
    found = Participant.objects.in_alphabetical_order().values_list("first_name", flat=True)
    assert list(found) == ["Adam", "Lucyna", "Łucja"]


@pytest.mark.parametrize(
    "typed",
    ["Żółkiewska Łucja", "lucja zolkiewska", "ŁUCJA", "żółk", "  zolk   luc "],
)
def test_a_person_is_found_however_the_name_is_typed(typed):
    person("Żółkiewska", "Łucja")
    person("Zawada", "Ewa")
    assert surnames(Participant.objects.found_by(typed)) == ["Żółkiewska"]


@pytest.mark.parametrize("typed", ["Łucjanna", "zolkiewska ewa", "ewska", "%", "_", "x"])
def test_nobody_is_found_by_what_the_name_does_not_hold(typed):
    person("Żółkiewska", "Łucja")
    person("Zawada", "Ewa")
    assert surnames(Participant.objects.found_by(typed)) == []


def test_digits_find_the_beginning_of_a_pesel():
    someone = person("Nowak", pesel="44051401458", born=date(1944, 5, 14), sex="M")
    person("Obca")
    assert list(Participant.objects.found_by("440514")) == [someone]
    assert list(Participant.objects.found_by("44051401458")) == [someone]
    assert list(Participant.objects.found_by("051401458")) == []


@settings(max_examples=60)
@given(name=st.text(LETTERS + LETTERS.upper() + "éüß-' ", min_size=1, max_size=20))
def test_the_database_folds_as_we_do(name):
    someone = Participant.objects.create(
        last_name=name, first_name="x", birth_date=date(1980, 1, 1), sex="F", other_document="AB 1"
    )
    someone.refresh_from_db()
    assert someone.search_key.split() == words_of(f"{name} x")
    assert (someone.search_key[0], someone.search_key[-1]) == (" ", " ")
