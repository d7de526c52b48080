"""Telephone numbers: with or without the country, several in a cell."""

import re

from programs.intake.problems import NOTHING, Parsed, warning
from programs.intake.reading.cells import Value
from programs.intake.values.texts import is_empty_word, plain

BETWEEN = re.compile(r"\s*(?:[,;/|]|\blub\b|\boraz\b|\bi\b|\btel\b\.?|\bkom\b\.?)\s*", re.I)
FILLING = re.compile(r"[\s().\-–:']")
COUNTRY = re.compile(r"^(?:\+|00)?48(?=\d{9}$)")
LONGEST = 40
"""Characters that the register keeps."""


def parse_phone(value: Value) -> Parsed:
    """The numbers in groups of three digits, with a comma between two."""
    text = plain(value)
    if is_empty_word(text):
        return NOTHING
    numbers, odd = [], False
    for part in _parts(text):
        digits = COUNTRY.sub("", FILLING.sub("", part))
        is_known = len(digits) == 9 and digits.isdecimal()
        odd = odd or not is_known
        numbers.append(f"{digits[:3]} {digits[3:6]} {digits[6:]}" if is_known else part)
    return _told(list(dict.fromkeys(numbers)), odd)


def _parts(text: str) -> list[str]:
    """The numbers in the cell; those written one after another are parted too."""
    parts = [part for part in BETWEEN.split(text) if part]
    whole = FILLING.sub("", text)
    if len(parts) == 1 and whole.isdecimal() and len(whole) > 9 and len(whole) % 9 == 0:
        return [whole[start : start + 9] for start in range(0, len(whole), 9)]
    return parts


def _told(numbers: list[str], odd: bool) -> Parsed:
    problems = []
    if odd:
        said = "Numer telefonu nie ma dziewięciu cyfr. Zachowano go tak, jak jest na liście."
        problems.append(warning("phone_odd", said))
    text = ", ".join(numbers)
    if len(text) > LONGEST:
        said = "W komórce jest za dużo numerów telefonu. Zachowano pierwsze."
        problems.append(warning("phone_many", said))
        while len(text) > LONGEST and len(numbers) > 1:
            numbers.pop()
            text = ", ".join(numbers)
    return Parsed(text[:LONGEST] or None, tuple(problems))
