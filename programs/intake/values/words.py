"""Cells with one of few answers: yes and no, sex, profile, degree of disability."""

import re

from programs.intake.problems import NOTHING, Parsed, warning
from programs.intake.reading.cells import Value
from programs.intake.values.texts import key, plain

YES_WORDS = "tak t y yes x 1 v prawda true posiada ma jest korzysta sporzadzono sporzadzony zawarto"
YES = frozenset(YES_WORDS.split())
NO = frozenset({"nie", "n", "no", "0", "brak", "falsz", "false", "nie ma", "nie posiada"})
YES_SIGNS = frozenset({"+", "✓", "✔", "√", "☑", "☒"})
NO_SIGNS = frozenset({"-", "–", "—", "☐"})
NOT_APPLICABLE = frozenset({"nie dotyczy", "nd", "bd", "brak danych", ""})
WITHOUT = re.compile(r"^(bez|brak|nie|nieuprawnion\w*|pozbawion\w*)\b")
WITH = re.compile(r"^(z|tak|uprawnion\w*|pobiera|posiada|ma|jest|korzysta\w*|prawo)\b")

WOMAN = frozenset(["k", "kobieta", "kob", "f", "female", "zenska", "zenski", "kobiety", "pani"])
MAN = frozenset(["m", "mezczyzna", "mez", "mezcz", "male", "meska", "meski", "pan"])

PROFILE = re.compile(r"^(?:profil(?:u|em)?(?: pomocy)?|p)? ?(?:nr )?(iii|ii|i|[123])(?: profil)?$")
PROFILES = {"1": "I", "2": "II", "3": "III", "i": "I", "ii": "II", "iii": "III"}
NO_PROFILE = frozenset({"brak", "bez profilu", "nie ustalono", "nieustalony", "brak profilu", "0"})

DEGREES = (
    ("znaczny", re.compile(r"znaczn|^zn$|^i gr|^1$")),
    ("umiarkowany", re.compile(r"umiarkowan|^um|^u$|^ii gr|^2$")),
    ("lekki", re.compile(r"lekk|^l$|^iii gr|^3$")),
)


def parse_yes_no(value: Value) -> Parsed:
    """Yes or no; a sentence is read by its first word, and told if that says nothing."""
    text = plain(value)
    if text in YES_SIGNS:
        return Parsed(True)
    if text in NO_SIGNS:
        return Parsed(False)
    word = key(text)
    if word in NOT_APPLICABLE:
        return NOTHING
    if word in YES or (word not in NO and WITH.match(word)):
        return Parsed(True)
    if word in NO or WITHOUT.match(word):
        return Parsed(False)
    return _unclear(text, "tak albo nie")


def parse_no_right(value: Value) -> Parsed:
    """Whether the person has a right, from a column that asks whether she has none.

    „bez prawa” in such a column means what „tak” does: she has none.
    """
    word = key(plain(value))
    if re.match(r"(bez|brak|pozbawion\w*) ?prawa|bez zasilku|bez$", word):
        return Parsed(False)
    if re.match(r"(z prawem|prawo|uprawnion|pobiera)", word):
        return Parsed(True)
    parsed = parse_yes_no(value)
    return Parsed(None if parsed.value is None else not parsed.value, parsed.problems)


def parse_sex(value: Value) -> Parsed:
    """F or M, as the register keeps it."""
    word = key(plain(value))
    if word in WOMAN:
        return Parsed("F")
    if word in MAN:
        return Parsed("M")
    return NOTHING if word in NOT_APPLICABLE else _unclear(plain(value), "K albo M")


def parse_profile(value: Value) -> Parsed:
    """I, II or III."""
    word = key(plain(value))
    if word in NOT_APPLICABLE or word in NO_PROFILE:
        return NOTHING
    if matched := PROFILE.match(word):
        return Parsed(PROFILES[matched[1]])
    return _unclear(plain(value), "I, II albo III")


def parse_disability(value: Value) -> Parsed:
    """The degree, or tak and nie where the list says no more."""
    text = plain(value)
    word = key(text)
    for degree, form in DEGREES:
        if form.search(word) and not word.startswith("nie "):
            return Parsed(degree)
    parsed = parse_yes_no(value)
    if parsed.problems:
        return Parsed(text)
    return NOTHING if parsed.value is None else Parsed("tak" if parsed.value else "nie")


def _unclear(text: str, expected: str) -> Parsed:
    said = f"Nie wiadomo, co znaczy „{text[:40]}”. Oczekiwano: {expected}."
    return Parsed(None, (warning("word_unclear", said),))
