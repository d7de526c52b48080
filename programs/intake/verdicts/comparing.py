"""A row beside a card: what is told otherwise, what can be filled, whether it is one person."""

import re

from rapidfuzz import fuzz

from participants.models import Participant
from participants.names import fold, words_of
from participants.phones import typed_digits
from programs.intake.people import ReadRow
from programs.intake.verdicts.verdict import Difference

CONTACT = ("phone", "email", "street", "house_number", "postcode", "city")
ADDRESS = ("street", "house_number", "postcode", "city")
WRITABLE = ("last_name", "first_name", "second_name", *CONTACT)
"""What a list may change. Birth date, sex and PESEL are never among it."""
NEAR = 70
"""Per cent of likeness from which two words may be one name."""
STREET = re.compile(r"^(ul|al|pl|os)\b\.?\s*", re.IGNORECASE)


def compare(row: ReadRow, card: Participant) -> tuple[tuple[Difference, ...], tuple]:
    """The differences and the fills. What the list does not tell is neither."""
    differences, fills = [], []
    for name in WRITABLE:
        old, new = getattr(card, name), row.fields.get(name)
        if not new or is_same(name, old, new):
            continue
        (differences if old else fills).append(Difference(name, old, new))
    if any(change.field in ADDRESS for change in differences):
        # Parts of a new address do not belong beside parts of the old one.
        differences += [fill for fill in fills if fill.field in ADDRESS]
        fills = [fill for fill in fills if fill.field not in ADDRESS]
    return tuple(differences), tuple(fills)


def is_same(name: str, old: str, new: str) -> bool:
    """Whether two ways of writing say one thing."""
    if old == new:
        return True
    if name == "phone":
        return _digits(old) == _digits(new)
    return _plain(name, old) == _plain(name, new)


def _digits(phone: str) -> str:
    return "".join(filter(str.isdecimal, typed_digits(phone) or phone))[-9:]


def _plain(name: str, text: str) -> str:
    text = " ".join(text.casefold().split())
    if name == "house_number":
        return text.replace(" ", "")
    return STREET.sub("", text) if name == "street" else text


def is_another_name(row: ReadRow, first_name: str, last_name: str) -> bool:
    """Whether no word of the row's name is like any word of the other one."""
    told = words_of(f"{row.fields.get('last_name', '')} {row.fields.get('first_name', '')}")
    known = words_of(f"{last_name} {first_name}")
    if not told or not known:
        return False
    return all(fuzz.ratio(fold(one), fold(other)) < NEAR for one in told for other in known)
