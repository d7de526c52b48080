"""Which of the encodings met in Poland a text is in."""

import codecs
import re

from programs.intake.reading.refusal import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
NEUTRAL = frozenset(
    "\u00a0–—„”“’‘…§°×•€«»­ü ö ä é á ý č š ž ř ě ß Ü Ö Ä É Á Č Š Ž Ř".replace(" ", "")
)
"""Typography, and letters of neighbours' names: they tell nothing either way."""
MANGLED = re.compile(r"[ĂÄĹ][^\x00-\x7f]")
"""What Polish letters look like when their UTF-8 is read as windows-1250."""
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding; refuses what reads as none of ours."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _unmangled(_strictly(content[len(mark) :], encoding)), encoding
    try:
        return _unmangled(_checked(content.decode("utf-8"))), "utf-8"
    except UnicodeDecodeError:
        return _likelier(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return _checked(content.decode(encoding))
    except UnicodeDecodeError as wrong:
        raise Refused("encoding") from wrong


def _checked(text: str) -> str:
    if CONTROLS.search(text):
        raise Refused("encoding")
    return text


def _unmangled(text: str) -> str:
    """The text as it was before a program took its UTF-8 for windows-1250 and saved that."""
    if not MANGLED.search(text):
        return text
    try:
        return text.encode("cp1250").decode("utf-8")
    except UnicodeError:
        return text


def _likelier(content: bytes) -> tuple[str, str]:
    """Of the two one-byte encodings the one in which more letters are Polish."""
    readings = []
    for encoding in ("cp1250", "iso8859_2"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROLS.search(text):
            readings.append((_strangeness(text), text, encoding))
    if not readings:
        raise Refused("encoding")
    strangeness, text, encoding = min(readings, key=lambda reading: reading[0])
    if strangeness > 0:
        raise Refused("encoding")
    return text, encoding


def _strangeness(text: str) -> int:
    """How many more foreign signs than Polish letters the text has."""
    foreign = polish = 0
    for letter in text:
        if letter in POLISH:
            polish += 1
        elif letter > "\x7f" and letter not in NEUTRAL:
            foreign += 1
    return 3 * foreign - polish
