"""Phone numbers made comparable: only the digits of each, however the field was filled."""

import re

from django.db.models import Func, TextField, Value

PREFIX = re.compile(r"^\s*(?:\+|00)\s*48")
DIGITS_AND_SIGNS = re.compile(r"[\d\s+()./\-–]+")


class Rewrite(Func):
    """What every match of a regular expression is replaced with."""

    function = "regexp_replace"
    output_field = TextField()

    def __init__(self, text, pattern: str, instead: str) -> None:
        super().__init__(text, Value(pattern), Value(instead), Value("g"))


def phone_key_of(field: str) -> Func:
    """SQL key: the digits of each number in the field, without 48 and with a space before each.

    A field may hold several numbers, set apart by a comma, a slash, words, or only by spaces.
    """
    key = Rewrite(field, r"(\+|\m00)\s*48", ",")
    key = Rewrite(key, r"[\s().–-]", "")
    key = Rewrite(key, r"[^0-9]+", " ")
    key = Rewrite(key, r"\m48(?=\d{9}\M)", "")
    key = Rewrite(key, r"(\d{9})(?=\d{9})", r"\1 ")
    return Rewrite(key, r"^(?=\d)", " ")


def typed_digits(text: str) -> str:
    """The digits of what looks like a number being typed; empty for anything else."""
    if not DIGITS_AND_SIGNS.fullmatch(text):
        return ""
    return "".join(filter(str.isdecimal, PREFIX.sub("", text)))
