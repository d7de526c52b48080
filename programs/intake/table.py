"""Which rows of a sheet are people, and what is left out and why."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from programs.intake.columns import Mapped
from programs.intake.fields import BY_SYNONYM, Field
from programs.intake.headers import Header
from programs.intake.reading.cells import Sheet, Value
from programs.intake.values.texts import key, plain

TOTAL = re.compile(r"^(razem|suma|ogolem|lacznie|w sumie|podsumowanie|(liczba|ilosc) osob)\b")
SIGNATURE = re.compile(
    r"^(sporzadzil|podpis|zatwierdzil|pieczec|pieczatka|data sporzadzenia|kierownik|dyrektor|z powaz"
    r"|miejscowosc i data|strona \d|str \d|uwaga|legenda|objasnieni|otrzymuj|wykaz sporz|lista sporz"
    r"|sprawdzil|akceptuj|starszy|specjalista|inspektor|z up|dnia|w imieniu|zalacznik|koniec"
    r"|(\w+ )?dn(ia)? \d|podstawa prawna|zrodlo|wydruk|wygenerowan)"
)
DIGITS_OF_PESEL = re.compile(r"^\D{0,2}(\d[\s-]?){9,12}$")
NAMES_ANYTHING = re.compile(r"[^\W\d_]{2}")


class LeftOutReason(StrEnum):
    """Why a row is no person."""

    BLANK = "blank"
    TOTAL = "total"
    HEADER = "header"
    OTHER_HEADER = "other_header"
    NUMBERING = "numbering"
    ONLY_NUMBER = "only_number"
    SIGNATURE = "signature"
    NOTE = "note"


SENTENCES = {
    LeftOutReason.BLANK: "pusty wiersz",
    LeftOutReason.TOTAL: "podsumowanie",
    LeftOutReason.HEADER: "powtórzony nagłówek",
    LeftOutReason.OTHER_HEADER: "nagłówek innej tabeli",
    LeftOutReason.NUMBERING: "numeracja kolumn",
    LeftOutReason.ONLY_NUMBER: "sama liczba porządkowa",
    LeftOutReason.SIGNATURE: "podpis lub dopisek",
    LeftOutReason.NOTE: "napis bez danych osoby",
}
LONGEST_TEXT = 120


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row between or below the people that was not taken for one."""

    row: int
    reason: LeftOutReason
    text: str = ""
    """What the row says, shortened."""

    @property
    def because(self) -> str:
        """The reason in Polish."""
        return SENTENCES[self.reason]


@dataclass(slots=True)
class Rows:
    """The numbers of the rows with people, and all other rows below the header."""

    people: list[int] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def sort_rows(sheet: Sheet, header: Header, mapped: Sequence[Mapped]) -> Rows:
    """Look at every row below the header."""
    judge = _Judge(header, mapped)
    rows = Rows()
    last = max((number for number, row in enumerate(sheet.rows, 1) if row), default=0)
    for number in range(header.last_row + 1, last + 1):
        cells = sheet.row(number)
        reason = judge.reason_to_leave_out(cells)
        if reason is None and _is_signed(cells, rows):
            reason = LeftOutReason.SIGNATURE
        if reason is None:
            rows.people.append(number)
        else:
            rows.left_out.append(LeftOut(number, reason, _shown(cells)))
    return rows


def _is_signed(cells: list[Value], rows: Rows) -> bool:
    """Whether the row, below a signature and without a digit, only names those who sign."""
    told = [left for left in rows.left_out if left.reason is not LeftOutReason.BLANK]
    if not told or told[-1].reason is not LeftOutReason.SIGNATURE:
        return False
    texts = list(filter(None, map(plain, cells)))
    is_below_people = not rows.people or rows.people[-1] < told[-1].row
    return is_below_people and len(texts) < 4 and not re.search(r"\d", " ".join(texts))


def _shown(cells: list[Value]) -> str:
    text = " | ".join(filter(None, map(plain, cells)))
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


class _Judge:
    """Knows where the identity stands in a row of this table."""

    def __init__(self, header: Header, mapped: Sequence[Mapped]):
        places = {claim.field: claim.column.place for claim in mapped}
        self.pesel = places.get(Field.PESEL, -1)
        self.ordinal = places.get(Field.ORDINAL, -1)
        self.names = [
            places[name]
            for name in (Field.LAST_NAME, Field.FIRST_NAME, Field.FULL_NAME)
            if name in places
        ]
        self.silent = {places.get(name, -1) for name in (Field.ORDINAL, Field.REMARKS)}
        self.headers = {
            column.place: {key(text) for text in column.headers}
            for column in header.columns
            if column.headers
        }

    def reason_to_leave_out(self, cells: list[Value]) -> LeftOutReason | None:
        """Why the row is no person; none if it is one."""
        if 0 <= self.pesel < len(cells) and DIGITS_OF_PESEL.match(plain(cells[self.pesel])):
            return None
        told = {place: text for place, cell in enumerate(cells) if (text := plain(cell))}
        broken = len(told) < sum(cell is not None for cell in cells)
        if not told and not broken:
            return LeftOutReason.BLANK
        for reason, holds in self._tests:
            if holds(self, told):
                return reason
        if broken:
            return None
        if told.keys() <= self.silent:
            return LeftOutReason.NOTE
        is_empty_handed = len(told) == 1 and not self._is_a_full_name(told)
        return LeftOutReason.NOTE if is_empty_handed else None

    def _is_total(self, told: dict[int, str]) -> bool:
        return any(TOTAL.match(key(text)) for text in list(told.values())[:3])

    def _is_header(self, told: dict[int, str]) -> bool:
        same = sum(key(text) in self.headers.get(place, ()) for place, text in told.items())
        return same >= 2 and same * 2 >= len(told)

    def _is_other_header(self, told: dict[int, str]) -> bool:
        return sum(key(text) in BY_SYNONYM for text in told.values()) >= 3

    def _is_numbering(self, told: dict[int, str]) -> bool:
        texts = [text.strip("().") for text in told.values()]
        if len(texts) < 3 or not all(text.isdecimal() and len(text) < 3 for text in texts):
            return False
        numbers = [int(text) for text in texts]
        return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2

    def _is_only_number(self, told: dict[int, str]) -> bool:
        return set(told) == {self.ordinal} and told[self.ordinal].strip(" .").isdecimal()

    def _is_signature(self, told: dict[int, str]) -> bool:
        names = [told[place] for place in self.names if place in told]
        if len(told) > 3 and names and self.pesel not in told:
            return False
        return any(SIGNATURE.match(key(text)) for text in told.values()) or not any(
            NAMES_ANYTHING.search(text) or text[:1].isdigit() for text in told.values()
        )

    def _is_a_full_name(self, told: dict[int, str]) -> bool:
        """Whether the only cell is in a column of full names and could be one."""
        ((place, text),) = told.items()
        return place in self.names and 1 < len(text.split()) < 4 and text.replace(" ", "").isalpha()

    _tests: Sequence[tuple[LeftOutReason, Callable]] = (
        (LeftOutReason.TOTAL, _is_total),
        (LeftOutReason.HEADER, _is_header),
        (LeftOutReason.OTHER_HEADER, _is_other_header),
        (LeftOutReason.NUMBERING, _is_numbering),
        (LeftOutReason.ONLY_NUMBER, _is_only_number),
        (LeftOutReason.SIGNATURE, _is_signature),
    )
