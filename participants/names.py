"""Names made comparable: keys for searching and for the Polish alphabetical order.

The database computes both (generated columns), so bulk and raw writes cannot forget them.
"""

import unicodedata

from django.db.models import Func, TextField, Value
from django.db.models.functions import Concat, Lower, Replace

POLISH_LETTERS_IN_ORDER = {
    "ą": "a~", "ć": "c~", "ę": "e~", "ł": "l~", "ń": "n~",
    "ó": "o~", "ś": "s~", "ź": "z~", "ż": "z~~",
}  # fmt: skip
"""A tilde sorts after every letter by code point, so "ł" comes after "l" and before "m"."""


class StripMarks(Func):
    """Drop diacritical marks of any script; l with stroke has none that could be dropped."""

    template = r"regexp_replace(normalize(%(expressions)s, NFD), '[\u0300-\u036f]', '', 'g')"
    output_field = TextField()


def fold(text: str) -> str:
    """The form in which names are searched: lower case, no diacritics, l with stroke folded."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("ł", "l"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words_of(text: str) -> list[str]:
    """The words of a name as they are searched: the parts of a double name stand apart."""
    return fold(text).translate(JOINTS_APART).split()


JOINTS = "-–'’"
"""What joins two parts of one name."""
JOINTS_APART = str.maketrans(JOINTS, " " * len(JOINTS))


def _full_name(*fields: str) -> Lower:
    parts = [part for field in fields for part in (field, Value(" "))][:-1]
    return Lower(Concat(*parts, output_field=TextField()))


def search_key_of(*fields: str) -> Func:
    """SQL twin of `words_of` over the fields: every word with a space on either side."""
    parts = [part for field in fields for part in (Value(" "), field)]
    key = Replace(
        Lower(Concat(*parts, Value(" "), output_field=TextField())), Value("ł"), Value("l")
    )
    for joint in JOINTS:
        key = Replace(key, Value(joint), Value(" "))
    return StripMarks(key)


def sort_key_of(*fields: str) -> Func:
    """SQL key that puts the fields in Polish alphabetical order when compared by code point."""
    key = _full_name(*fields)
    for letter, place in POLISH_LETTERS_IN_ORDER.items():
        key = Replace(key, Value(letter), Value(place))
    return StripMarks(key)
