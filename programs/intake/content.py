"""What columns are likely to hold, judged by their cells alone."""

import re
from collections.abc import Callable, Iterator, Sequence

from participants.pesel import LENGTH, is_valid
from programs.intake.fields import Field
from programs.intake.reading.cells import Value
from programs.intake.values.addresses import POSTCODE
from programs.intake.values.names import is_first_name
from programs.intake.values.texts import key, plain

SAMPLE = 200
"""Rows looked at."""
FEWEST = 2
"""Cells with a value below which a column says nothing."""

ROMAN = re.compile(r"^(profil )?i{1,3}$", re.I)
PHONE = re.compile(r"^(\+?48)?\d{9}$")
HYPHENED = re.compile(r"\s*-\s*")
LETTERS = re.compile(r"^[^\W\d_]+([ '’-][^\W\d_]+)*$")


def is_pesel(value: Value) -> bool:
    """Whether the cell holds a good PESEL, be it a number or one without its first zero."""
    digits = re.sub(r"[\s'-]", "", plain(value))
    return len(digits) in (LENGTH - 1, LENGTH) and is_valid(digits.zfill(LENGTH))


def share_of(test: Callable[[Value], bool], values: Sequence[Value]) -> float:
    """The share of the cells with a value that pass; 0 if too few have one."""
    told = [value for value in values if plain(value)]
    return sum(map(test, told)) / len(told) if len(told) >= FEWEST else 0.0


def _is_roman(value: Value) -> bool:
    return bool(ROMAN.match(key(plain(value))))


def _is_sex(value: Value) -> bool:
    return key(plain(value)) in ("k", "m", "kobieta", "mezczyzna")


def _is_postcode(value: Value) -> bool:
    return bool(POSTCODE.fullmatch(plain(value)))


def _is_phone(value: Value) -> bool:
    return bool(PHONE.match(re.sub(r"[\s-]", "", plain(value))))


def _is_address(value: Value) -> bool:
    text = plain(value)
    return len(text) > 12 and bool(POSTCODE.search(text))


def _is_first_names(value: Value) -> bool:
    words = plain(value).split()
    return len(words) < 3 and bool(words) and all(map(is_first_name, words))


def _is_full_name(value: Value) -> bool:
    text = plain(value)
    words = text.split()
    if not 2 <= len(words) <= 5 or not LETTERS.match(text.replace(" - ", "-")):
        return False
    return is_first_name(words[0]) or is_first_name(words[-1])


def _is_letters(value: Value) -> bool:
    return bool(LETTERS.match(plain(value).replace(" - ", "-")))


TESTS = (
    (Field.PESEL, is_pesel, 0.5, 0.95),
    (Field.POSTCODE, _is_postcode, 0.8, 0.65),
    (Field.ADDRESS, _is_address, 0.6, 0.6),
    (Field.FIRST_NAME, _is_first_names, 0.6, 0.65),
    (Field.FULL_NAME, _is_full_name, 0.6, 0.65),
    (Field.PROFILE, _is_roman, 0.8, 0.6),
    (Field.SEX, _is_sex, 0.9, 0.6),
    (Field.PHONE, _is_phone, 0.8, 0.6),
)
"""Field, test, share from which it speaks, confidence of a column in which all cells pass."""


def guesses(
    rows: Sequence[Sequence[Value]], places: Sequence[int]
) -> Iterator[tuple[int, Field, float]]:
    """Place, field and confidence of every column that looks like something."""
    sample = rows[:SAMPLE]
    cells = {place: [row[place] for row in sample if place < len(row)] for place in places}
    first_name = None
    for place in places:
        for field, test, least, confidence in TESTS:
            share = share_of(test, cells[place])
            if share >= least:
                first_name = place if field is Field.FIRST_NAME else first_name
                yield place, field, round(share * confidence, 2)
    if first_name is not None:
        yield from _surnames(cells, first_name)


def share_of_single_words(rows: Sequence[Sequence[Value]], place: int) -> float:
    """The share of the column's cells that hold one word, or a surname of two."""
    values = [row[place] for row in rows[:SAMPLE] if place < len(row)]
    words = [HYPHENED.sub("-", text).split() for value in values if (text := plain(value))]
    return sum(len(one) == 1 and _is_letters(one[0]) for one in words) / max(1, len(words))


def shows_first_names(rows: Sequence[Sequence[Value]], place: int) -> int:
    """How many of the column's cells are first names."""
    return sum(_is_first_names(row[place]) for row in rows[:SAMPLE] if place < len(row))


def _surnames(cells: dict, first_name: int) -> Iterator[tuple[int, Field, float]]:
    """The words beside first names are surnames."""
    for place, confidence in ((first_name - 1, 0.6), (first_name + 1, 0.55)):
        if share_of(_is_letters, cells.get(place, [])) > 0.8:
            yield place, Field.LAST_NAME, confidence
