"""Dates as people write them and as spreadsheets keep them."""

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite

from programs.intake.problems import NOTHING, Parsed, Problem, error, warning
from programs.intake.reading.cells import Value
from programs.intake.values.texts import is_empty_word, key, plain

MONTHS = (
    ("stycznia", "styczen", "sty", "i"),
    ("lutego", "luty", "lut", "ii"),
    ("marca", "marzec", "mar", "iii"),
    ("kwietnia", "kwiecien", "kwi", "iv"),
    ("maja", "maj", "v"),
    ("czerwca", "czerwiec", "cze", "vi"),
    ("lipca", "lipiec", "lip", "vii"),
    ("sierpnia", "sierpien", "sie", "viii"),
    ("wrzesnia", "wrzesien", "wrz", "ix"),
    ("pazdziernika", "pazdziernik", "paz", "x"),
    ("listopada", "listopad", "lis", "xi"),
    ("grudnia", "grudzien", "gru", "xii"),
)
MONTH_NUMBERS = {word: number for number, words in enumerate(MONTHS, 1) for word in words}
IN_MONTH = (
    "styczniu",
    "lutym",
    "marcu",
    "kwietniu",
    "maju",
    "czerwcu",
    "lipcu",
    "sierpniu",
    "wrześniu",
    "październiku",
    "listopadzie",
    "grudniu",
)
YEAR_WORD = re.compile(r"\s*r(oku|\.)?$", re.I)
BORN = re.compile(r"^(ur|urodz|urodzon[aey]|dn|dnia)\b\.?\s*", re.I)
CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
DAY_FIRST = re.compile(r"(\d{1,2})\s*([.,/\- ])\s*(\d{1,2})\s*[.,/\- ]\s*(\d{4}|\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})\s*[.,/\- ]\s*(\d{1,2})\s*[.,/\- ]\s*(\d{1,2})")
WITH_WORD = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4}|\d{2})")
FIRST_SERIAL_DAY = date(1899, 12, 30)
SERIALS = range(61, 73051)
"""From 1 March 1900, before which Excel counts a day that never was, to the end of 2099."""
WORKING_AGE = 15
"""Years; a labour office registers nobody younger."""
OLDEST = 110


@dataclass(frozen=True)
class DateRules:
    """What is expected of the dates in a column."""

    today: date
    is_birth: bool = False
    is_month_first: bool = False
    """Some date of the column can only be month, day, year: then others may be so too."""


def parse_date(value: Value, rules: DateRules) -> Parsed:
    """The day, with what was guessed or does not fit."""
    if isinstance(value, datetime):
        return _judged(value.date(), rules)
    if isinstance(value, date):
        return _judged(value, rules)
    if isinstance(value, bool | time):
        return _unreadable(plain(value))
    if isinstance(value, int | float):
        return _of_number(value, rules)
    text = CLOCK.sub("", YEAR_WORD.sub("", BORN.sub("", plain(value)))).strip(" '.,")
    if is_empty_word(text):
        return NOTHING
    return _of_text(text, rules)


def is_month_first(value: Value) -> bool:
    """Whether the cell can only be read as month, day, year."""
    matched = isinstance(value, str) and DAY_FIRST.fullmatch(plain(value))
    return bool(matched) and int(matched[1]) <= 12 < int(matched[3]) <= 31


def looks_like_date(value: Value) -> bool:
    """Whether the cell is a date, or a text written as one; a bare number is not."""
    if isinstance(value, date):
        return True
    if not isinstance(value, str):
        return False
    text = CLOCK.sub("", YEAR_WORD.sub("", plain(value))).strip()
    return any(form.fullmatch(text) for form in (DAY_FIRST, YEAR_FIRST)) or bool(
        WITH_WORD.fullmatch(key(text))
    )


def _unreadable(text: str) -> Parsed:
    said = f"„{text}” nie jest datą. Wpisz dzień, miesiąc i rok, na przykład 05.03.1980."
    return Parsed(None, (error("date_unreadable", said),))


def _of_number(number: float, rules: DateRules) -> Parsed:
    if not isfinite(number):
        return _unreadable(plain(number))
    whole = int(number)
    text = str(whole)
    if len(text) == 8 and number == whole:
        return _of_text(text, rules)
    if 1900 <= whole <= 2100 and number == whole:
        said = f"Jest sam rok {whole}. Wpisz dzień, miesiąc i rok."
        return Parsed(None, (error("date_year_only", said),))
    if whole not in SERIALS:
        return _unreadable(plain(number))
    return _judged(FIRST_SERIAL_DAY + timedelta(days=whole), rules)


def _of_text(text: str, rules: DateRules) -> Parsed:
    if matched := YEAR_FIRST.fullmatch(text):
        return _built(*map(int, matched.groups()), rules)
    if text.isdecimal() and len(text) == 8:
        year_first = 1900 <= int(text[:4]) <= 2100
        parts = (text[:4], text[4:6], text[6:]) if year_first else (text[4:], text[2:4], text[:2])
        return _built(*map(int, parts), rules)
    if text.isdecimal() and int(text) in SERIALS:
        return _of_number(int(text), rules)
    if matched := DAY_FIRST.fullmatch(text):
        return _day_first(matched, rules)
    matched = WITH_WORD.fullmatch(key(text))
    if matched and matched[2] in MONTH_NUMBERS:
        return _with_century(int(matched[1]), MONTH_NUMBERS[matched[2]], matched[3], rules)
    return _unreadable(text[:40])


def _day_first(matched: re.Match, rules: DateRules) -> Parsed:
    first, second, year = int(matched[1]), int(matched[3]), matched[4]
    if first <= 12 < second <= 31:
        read = _with_century(second, first, year, rules)
        said = f"Miesiąc stoi przed dniem. Odczytano {_shown(read)}."
        return _also(read, warning("date_month_first", said, read.value))
    read = _with_century(first, second, year, rules)
    if rules.is_month_first and first != second and read.value:
        other = _with_century(second, first, year, rules)
        said = (
            "W tej kolumnie są daty z miesiącem na początku, więc ta może być dwuznaczna. "
            f"Odczytano {_shown(read)}, a może być {_shown(other)}."
        )
        return _also(read, warning("date_ambiguous", said, other.value))
    return read


def _shown(read: Parsed) -> str:
    return f"{read.value:%d.%m.%Y}" if read.value else "inną datę"


def _also(read: Parsed, problem: Problem) -> Parsed:
    return Parsed(read.value, (*read.problems, problem)) if read.value else read


def _with_century(day: int, month: int, year: str, rules: DateRules) -> Parsed:
    if len(year) == 4:
        return _built(int(year), month, day, rules)
    full = century_of(int(year), rules)
    read = _built(full, month, day, rules)
    said = f"Rok zapisano dwiema cyframi. Odczytano {full}."
    return _also(read, warning("date_century", said, read.value))


def century_of(year: int, rules: DateRules) -> int:
    """The latest year with these two last digits that the rules allow.

    A birth date is at least fifteen years back; any other date at most a year ahead.
    """
    latest = rules.today.year - WORKING_AGE if rules.is_birth else rules.today.year + 1
    return latest - (latest - year) % 100


def _built(year: int, month: int, day: int, rules: DateRules) -> Parsed:
    if not 1 <= month <= 12 or not 1 <= day <= 31 or not 1 <= year <= 9999:
        said = f"Nie ma takiej daty: {day:02}.{month:02}.{year:04}."
        return Parsed(None, (error("date_impossible", said),))
    last = monthrange(year, month)[1]
    if day > last:
        return Parsed(None, (error("date_impossible", _too_late_a_day(year, month, last)),))
    return _judged(date(year, month, day), rules)


def _too_late_a_day(year: int, month: int, last: int) -> str:
    if month == 2 and not isleap(year):
        return f"Nie ma takiej daty: rok {year} nie jest przestępny, luty miał 28 dni."
    return f"Nie ma takiej daty: w {IN_MONTH[month - 1]} {year} jest tylko {last} dni."


def _judged(day: date, rules: DateRules) -> Parsed:
    """Tell a birth in the future or too long ago, and other dates far from today."""
    shown = f"{day:%d.%m.}{day.year:04}"
    if rules.is_birth and day > rules.today:
        return Parsed(None, (error("date_future", f"Data urodzenia {shown} jest w przyszłości."),))
    if rules.is_birth and rules.today.year - day.year > OLDEST:
        said = f"Data urodzenia {shown} jest zbyt dawna. Sprawdź rok."
        return Parsed(None, (error("date_too_old", said),))
    if not rules.is_birth and not 1990 <= day.year <= rules.today.year + 1:
        return Parsed(day, (warning("date_far", f"Data {shown} jest odległa. Sprawdź rok."),))
    return Parsed(day)
