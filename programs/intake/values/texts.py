"""Any cell as plain text: no invisible signs, one space between words."""

import re
import unicodedata
from datetime import date, datetime, time

from participants.names import fold
from programs.intake.problems import NOTHING, Parsed, error, warning
from programs.intake.reading.cells import Broken, Value

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
EMPTY_WORDS = frozenset({"", "-", "--", "---", "–", "—", "brak", "b/d", "bd", "nd", "n/d", "x/x"})
FORMULA = re.compile(r"[=+@]\s*[A-Za-z(\"']|-\s*[A-Za-z(]+\(|\t|\r")
MOST = 400
"""Characters of a remark that are kept; longer ones are cut and told."""


def plain(value: Value) -> str:
    """The cell as a person reads it; a number without its needless decimals."""
    if isinstance(value, str):
        return tidy(value)
    if value is None or isinstance(value, Broken):
        return ""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def tidy(text: str) -> str:
    """The text in composed letters, without invisible signs and needless spaces."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text.translate(INVISIBLE)).split())


def key(text: str) -> str:
    """The text as words are compared: lower case, no diacritics, no punctuation."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


def is_empty_word(text: str) -> bool:
    """Whether the text only says that there is nothing."""
    return text.lower().rstrip(".") in EMPTY_WORDS


def broken(value: Value) -> Parsed | None:
    """The problem of a cell without a value of its own; none for every other cell."""
    if not isinstance(value, Broken):
        return None
    if value.text:
        said = f"W komórce jest błąd arkusza {value.text}. Wpisz właściwą wartość."
        return Parsed(None, (error("cell_error", said),))
    said = (
        "W komórce jest formuła bez obliczonego wyniku. "
        "Otwórz plik w arkuszu, zapisz go i wczytaj ponownie albo wpisz wartość."
    )
    return Parsed(None, (error("not_computed", said),))


EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")


def parse_email(value: Value) -> Parsed:
    """An address of electronic mail; anything else is kept out."""
    text = plain(value).removeprefix("mailto:")
    if is_empty_word(text):
        return NOTHING
    if EMAIL.fullmatch(text):
        return Parsed(text)
    return Parsed(None, (warning("email_odd", "To nie jest adres e-mail."),))


def parse_text(value: Value) -> Parsed:
    """A text of any kind; one that a spreadsheet would compute is told."""
    text = plain(value)
    if is_empty_word(text):
        return NOTHING
    if FORMULA.match(text):
        said = "Tekst wygląda jak formuła arkusza. Zachowano go jako zwykły tekst."
        return Parsed(text, (warning("formula_text", said),))
    if len(text) > MOST:
        said = f"Tekst ma ponad {MOST} znaków. Zachowano początek."
        return Parsed(text[:MOST], (warning("long_text", said),))
    return Parsed(text)
