import re
from collections import Counter
from pathlib import Path

import pytest

from mops.typography import NBSP, number
from reporting.narrative import default_directions, default_sections
from reporting.prose import CONTEXT, Kind, Printed, check, is_context, keys_used, plain, render

UNITS = {
    "percent": Kind.PERCENT,
    "PLN": Kind.MONEY,
    "date": Kind.DATE,
    "listing": Kind.LISTING,
    "block": Kind.BLOCK,
}
LINES = (Path(__file__).parent / "keys.txt").read_text(encoding="utf-8").splitlines()
KNOWN = {key: UNITS.get(unit, Kind.WHOLE) for key, unit in (line.split(";") for line in LINES)}
LISTINGS = {key for key, kind in KNOWN.items() if kind in (Kind.LISTING, Kind.BLOCK)}
SECTIONS = default_sections()
TEXTS = {
    f"{section.number} {part}": text
    for section in SECTIONS
    for part, text in (("text", section.text), ("reason", section.reason))
    if text
}


def printed(key, count):
    """A value of the right kind with the given number, or without data."""
    kind = KNOWN.get(key, Kind.TEXT)
    if is_context(key):
        return Printed(key, "2015")
    if count is None:
        return Printed(key, "brak danych", missing=True)
    if kind in (Kind.LISTING, Kind.BLOCK):
        return Printed(key, "", lines=tuple(f"pozycja {n}" for n in range(count)) or ("brak",))
    if kind is Kind.WHOLE:
        return Printed(key, number(count), number=count, countable=True)
    endings = {Kind.PERCENT: "%", Kind.MONEY: f",00{NBSP}zł", Kind.DATE: f"{NBSP}maja 2015{NBSP}r."}
    return Printed(key, f"{count}{endings[kind]}")


def values(count):
    return {key: printed(key, count) for key in [*KNOWN, *CONTEXT]}


def section(wanted):
    (found,) = [section for section in SECTIONS if section.number == wanted]
    return found


def test_sections_stand_in_the_order_of_the_report():
    numbers = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2", "3", "4", "5", "6"]
    assert [section.number for section in SECTIONS] == numbers
    assert max(Counter(section.order for section in SECTIONS).values()) == 1


def test_six_directions_with_their_sections():
    counts = [(direction.number, len(direction.sections)) for direction in default_directions()]
    assert counts == [(1, 6), (2, 2), (3, 1), (4, 1), (5, 1), (6, 1)]


def test_a_section_number_begins_with_its_direction():
    assert all(section.number.split(".")[0] == str(section.direction) for section in SECTIONS)


def test_two_tasks_are_not_carried_out_and_say_why():
    excused = [
        (section.number, bool(section.reason)) for section in SECTIONS if section.not_carried_out
    ]
    assert excused == [("3", True), ("4", True)]
    assert not any(section.reason for section in SECTIONS if not section.not_carried_out)


@pytest.mark.parametrize("name", TEXTS)
def test_a_default_text_has_no_problems(name):
    assert check(TEXTS[name], KNOWN) == []


def test_every_figure_is_told_of():
    used = {key for text in TEXTS.values() for key in keys_used(text)}
    figures = set(KNOWN) - LISTINGS
    assert len(figures) == 121  # the report's own and one that completes a division
    assert figures - used == set()


@pytest.mark.parametrize("count", [0, 1, 2, 5, 22, None])
@pytest.mark.parametrize("name", TEXTS)
def test_a_default_text_renders_whatever_the_numbers(name, count):
    html = render(TEXTS[name], values(count))
    assert not re.search(r"nieznany wskaźnik|[{}|*]|\.\.| ,| \.|\(\)", html)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "Zajęciami objęto 0 osób."),
        (1, "Zajęciami objęto 1 osobę."),
        (2, "Zajęciami objęto 2 osoby."),
        (5, "Zajęciami objęto 5 osób."),
        (22, "Zajęciami objęto 22 osoby."),
        (None, "Zajęciami objęto brak danych."),
    ],
)
def test_the_noun_follows_the_number(count, expected):
    sentences = plain(section("1.5").text, values(count)).replace(NBSP, " ")
    assert expected in sentences


@pytest.mark.parametrize("name", TEXTS)
def test_no_year_and_no_city_is_written_into_a_text(name):
    words = re.sub(r"\{[^}]*\}", "", TEXTS[name])
    assert not re.search(r"\b(19|20)\d\d\b|Jaworzn", words)


@pytest.mark.parametrize("name", TEXTS)
def test_the_verb_before_a_number_never_changes_with_it(name):
    """„Ukończyło 2 osoby” is wrong: a nominative follows only a colon, a dash or a bracket."""
    pattern = r"(\S*)\s*\**\{[\w.]+\|(?:osoba|kobieta|mężczyzna)\|"
    assert [
        word
        for word in re.findall(pattern, TEXTS[name])
        if word[-1:] not in (":", "–", "(", "*", "")
    ] == []
