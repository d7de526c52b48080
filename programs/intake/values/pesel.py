"""PESEL as spreadsheets leave it: a number, ten digits, with spaces, with letters for digits."""

import re
from datetime import date

from stdnum.exceptions import ValidationError as NumberError
from stdnum.pl import pesel as arithmetic

from participants.pesel import LENGTH, birth_date_of, is_valid
from programs.intake.problems import NOTHING, Parsed, Problem, error, warning
from programs.intake.reading.cells import Value
from programs.intake.values.texts import is_empty_word, plain

BEFORE = re.compile(r"^(nr|numer)?\s*pesel\s*[:.]?\s*", re.I)
DECIMALS = re.compile(r"(?<=^\d{10})[.,]0+$|(?<=^\d{11})[.,]0+$")
"""What is left of a number that a program has taken for one with decimals."""
FILLING = re.compile(r"[\s'’`.\-–_/]")
SCIENTIFIC = re.compile(r"\d[.,]\d+e\+?\d+", re.I)
LETTERS = str.maketrans("OoQIl|", "000111")
NONE_WORDS = frozenset({"nie posiada", "nie ma", "brak pesel", "bez pesel", "brak numeru"})
OLD = 110
"""Years; somebody older on a labour office's list is told."""
OLDEST = 130
"""Years; nobody is older."""


def parse_pesel(value: Value, *, today: date) -> Parsed:
    """Eleven good digits, or why there are none."""
    text = plain(value)
    if SCIENTIFIC.fullmatch(text):
        return _wrong(
            "pesel_scientific",
            "Arkusz skrócił numer PESEL i zgubił cyfry. Przepisz cały numer jako tekst.",
        )
    text = BEFORE.sub("", text)
    if is_empty_word(text) or text.lower() in NONE_WORDS:
        return NOTHING
    if isinstance(value, float) and (value < 0 or not value.is_integer()):
        return _wrong("pesel_letters", "W numerze PESEL są znaki, które nie są cyframi.")
    digits = FILLING.sub("", DECIMALS.sub("", text))
    if not (digits.isascii() and digits.isdecimal()):
        return _with_letters(digits, today)
    return _judged(digits, today)


def _wrong(code: str, message: str, proposal: str | None = None) -> Parsed:
    return Parsed(None, (error(code, message, proposal),))


def _with_letters(text: str, today: date) -> Parsed:
    """Letters typed for digits are taken for them if a good number comes of it."""
    digits = text.translate(LETTERS)
    if digits.isascii() and digits.isdecimal() and is_plausible(digits, today):
        said = "W numerze PESEL były litery zamiast cyfr. Odczytano je jako cyfry: sprawdź numer."
        return Parsed(digits, (warning("pesel_letters_read", said, digits),))
    return _wrong("pesel_letters", "W numerze PESEL są znaki, które nie są cyframi.")


def is_plausible(digits: str, today: date) -> bool:
    """Whether the number is good and of somebody who can be on a list today."""
    return is_valid(digits) and _is_believable(birth_date_of(digits), today)


def _is_believable(born: date, today: date) -> bool:
    return born <= today and today.year - born.year <= OLDEST


def _judged(digits: str, today: date) -> Parsed:
    if len(digits) < LENGTH:
        return _short(digits, today)
    if len(digits) > LENGTH:
        return _wrong("pesel_length", f"PESEL ma 11 cyfr, a tu jest ich {len(digits)}.")
    born = born_on(digits)
    if born is None:
        said = (
            "Pierwsze sześć cyfr numeru PESEL nie jest datą urodzenia. Przepisz numer z dokumentu."
        )
        return _wrong("pesel_date", said)
    right = arithmetic.calc_check_digit(digits[:-1])
    if right != digits[-1]:
        said = (
            f"Cyfra kontrolna numeru PESEL się nie zgadza: jest {digits[-1]}, a z pozostałych "
            f"wychodzi {right}. Przepisz numer z dokumentu."
        )
        return _wrong("pesel_checksum", said)
    return _aged(digits, born, today)


def born_on(digits: str) -> date | None:
    """The birth date in the first six digits; none if they are no date."""
    try:
        return birth_date_of(digits)
    except (NumberError, ValueError):
        return None


def _aged(digits: str, born: date, today: date, *problems: Problem) -> Parsed:
    """Tell a birth in the future, and one so long ago that the number is hardly right."""
    said = f"Z numeru PESEL wynika rok urodzenia {born.year}. Sprawdź numer."
    if not _is_believable(born, today):
        return _wrong("pesel_age", said)
    if today.year - born.year > OLD:
        return Parsed(digits, (*problems, warning("pesel_age", said)))
    return Parsed(digits, problems)


def _short(digits: str, today: date) -> Parsed:
    """Ten digits lost their first zero; with fewer that is only a guess."""
    filled = digits.zfill(LENGTH)
    fits = is_plausible(filled, today)
    if fits and len(digits) == LENGTH - 1:
        said = "Arkusz zgubił zero na początku numeru PESEL. Dopisano je."
        repaired = warning("pesel_repaired", said, filled)
        return _aged(filled, birth_date_of(filled), today, repaired)
    said = f"PESEL ma 11 cyfr, a tu jest ich {len(digits)}."
    if fits and len(digits) == LENGTH - 2:
        return _wrong("pesel_length", f"{said} Może zabrakło dwóch zer na początku.", filled)
    return _wrong("pesel_length", said)
