"""What may stand behind a placeholder: the kind of a key and the value it prints."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a key prints, and so where it may stand and whether plural forms may follow."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    TEXT = "text"
    LISTING = "listing"
    BLOCK = "block"

    @property
    def is_countable(self) -> bool:
        """Whether a noun in one of three forms may follow the value."""
        return self is Kind.WHOLE

    @property
    def polish(self) -> str:
        """The kind in the words of an error message."""
        return KIND_NAMES[self]


KIND_NAMES = {
    Kind.WHOLE: "liczbą całkowitą",
    Kind.DECIMAL: "ułamkiem",
    Kind.PERCENT: "odsetkiem",
    Kind.MONEY: "kwotą",
    Kind.DATE: "datą",
    Kind.TEXT: "tekstem",
    Kind.LISTING: "wyliczeniem",
    Kind.BLOCK: "listą",
}

CONTEXT = {
    "year": Kind.TEXT,
    "next_year": Kind.TEXT,
    "previous_year": Kind.TEXT,
    "centre.name": Kind.TEXT,
    "centre.name_genitive": Kind.TEXT,
    "centre.name_locative": Kind.TEXT,
    "centre.city": Kind.TEXT,
    "centre.city_locative": Kind.TEXT,
    "centre.department": Kind.TEXT,
    "centre.department_genitive": Kind.TEXT,
    "centre.labour_office": Kind.TEXT,
}


def is_context(key: str) -> bool:
    """Whether a key tells of the year or the centre and not of a figure one can open."""
    return key in CONTEXT or key.startswith("centre.")


@dataclass(frozen=True)
class Printed:
    """A value ready for print: its text, and what the prose around it must know of it."""

    key: str
    text: str
    number: Decimal | int | None = None
    countable: bool = False
    missing: bool = False
    lines: tuple[str, ...] | None = None
    ordered: bool = False
