"""How numbers, money, dates and lists stand in Polish print."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel import Locale

POLISH = Locale("pl")
NBSP = "\u00a0"
NO_DATA = "brak danych"
MONTHS = POLISH.months["stand-alone"]["wide"]
MONTHS_GENITIVE = POLISH.months["format"]["wide"]

Number = int | Decimal | Fraction


def round_half_up(value: Number, places: int = 0) -> Decimal:
    """The value rounded once to the given number of decimal places, halves away from zero."""
    exact = Fraction(value)
    scaled = int(abs(exact) * 10**places + Fraction(1, 2))
    digits = tuple(int(digit) for digit in str(scaled))
    return Decimal((int(exact < 0 and scaled > 0), digits, -places))


def number(value: Number, places: int = 0) -> str:
    """A number with a decimal comma and thousands apart: 8 364 or 1 127 980,5."""
    return f"{round_half_up(value, places):,f}".replace(",", NBSP).replace(".", ",")


def money(value: Number) -> str:
    """An amount in złoty to the grosz: 354 549,39 zł."""
    return f"{number(value, 2)}{NBSP}zł"


def percent(value: Number, places: int = 0) -> str:
    """A number of percent with its sign: 5,4%."""
    return f"{number(value, places)}%"


def share_percent(share: Fraction, places: int = 0) -> str:
    """A share of a whole as percent: 3/56 gives 5,4%."""
    return percent(share * 100, places)


def day(value: date) -> str:
    """A date in words: 2 marca 2015 r."""
    return f"{value.day}{NBSP}{MONTHS_GENITIVE[value.month]} {value.year}{NBSP}r."


def day_digits(value: date) -> str:
    """A date in digits: 09.03.2015."""
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def day_range(first: date, last: date) -> str:
    """Two dates in digits with a dash between: 09.03.2015 – 08.05.2015."""
    return f"{day_digits(first)}{NBSP}– {day_digits(last)}"


def month_year(value: date) -> str:
    """A month with its year, as at the foot of a letter: luty 2016 r."""
    return f"{MONTHS[value.month]} {value.year}{NBSP}r."


def without_months(months: Iterable[int]) -> str:
    """The months that an amount leaves out: bez listopada i grudnia; nothing when none are.

    More than three in a row are named by the first and the last.
    """
    left_out = sorted(set(months))
    names = [MONTHS_GENITIVE[month] for month in left_out]
    if len(names) > 3 and left_out[-1] - left_out[0] + 1 == len(names):
        return print_spaces(f"bez miesięcy od {names[0]} do {names[-1]}")
    return print_spaces(f"bez {join_list(names)}") if names else ""


def join_list(items: Iterable[str]) -> str:
    """Items as one enumeration: a, b i c; where an item has an "i" of its own, a, b oraz c i d."""
    *first, last = list(items) or [""]
    if not first:
        return last
    is_plain = not any(" i " in item for item in (*first, last))
    conjunction = f"i{NBSP}" if is_plain else "oraz "
    return f"{', '.join(first)} {conjunction}{last}"


def plural(value: Number | None, one: str, few: str, many: str) -> str:
    """The form of a noun after a number: of 2 after a fraction, the last without a number."""
    if value is None:
        return many
    exact = abs(Fraction(value))
    if exact.denominator != 1:
        return few
    return {"one": one, "few": few, "many": many}[POLISH.plural_form(int(exact))]


_LETTER = re.compile(r"(?<!\w)([aiouwz]) +(?=\S)", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?<!\w)(art\.|ust\.|poz\.|nr|pkt|§|Dz\.|lit\.) +(?=[\dU(])", re.IGNORECASE
)
_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3}) (?=\d{3}(?!\d))")
_DASH = re.compile(r"(?<=[^\s]) (?=– )")
_UNIT = r"zł|gr|r\.|tys\.|mln|mld|godz\.|h|%|proc\.|os\.|mies\.|" + "|".join(
    MONTHS_GENITIVE[month] for month in range(1, 13)
)


def print_spaces(text: str, digits: str = r"\d") -> str:
    """The text with no-break spaces where no line may end; `digits` is what a number ends with."""
    text = _LETTER.sub(rf"\1{NBSP}", text)
    text = _REFERENCE.sub(rf"\1{NBSP}", text)
    text = _THOUSANDS.sub(rf"\1{NBSP}", text)
    text = _DASH.sub(NBSP, text)
    return re.sub(rf"(?<=[{digits}]) +(?=(?:{_UNIT})(?!\w))", NBSP, text)
