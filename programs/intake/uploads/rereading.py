"""A row read once more with what the clerk has mended in it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from programs.intake.columns import Column, Mapped, Reason
from programs.intake.fields import Field
from programs.intake.people import SAMPLE, PersonReader, ReadRow
from programs.intake.reading.cells import Value, column_number
from programs.intake.results import ReadList
from programs.intake.uploads.rows import DAYS, cells_of
from programs.models import UploadedList, UploadedRow

MENDABLE = tuple(field for field in Field if field is not Field.ORDINAL)
"""What a clerk may type for a row, whether the file has a column for it or not."""

DAY_TYPED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


class Cells:
    """Rows by their numbers, as the reader of people asks a sheet for them."""

    def __init__(self) -> None:
        self.rows: dict[int, list[Value]] = {}
        self.hidden_rows: set[int] = set()

    def row(self, number: int) -> list[Value]:
        """The cells of the row."""
        return self.rows[number]


class Rereader:
    """Reads rows as the whole list was read, corrections in the place of cells.

    Fields without a column get one to the right of the sheet, whose addresses are never shown.
    """

    def __init__(
        self,
        mapped: Iterable[Mapped],
        sample: Mapping[int, tuple[Value, ...]],
        today: date | None = None,
    ) -> None:
        self.cells = Cells()
        self.cells.rows.update({number: list(cells) for number, cells in sample.items()})
        known = list(mapped)
        self.places = {claim.field: claim.column.place for claim in known}
        self.real = frozenset(self.places.values())
        free = max(self.real, default=-1) + 1
        extra = [field for field in MENDABLE if field not in self.places]
        added = [
            Mapped(field, Column(free + number), Reason.CHOICE, 1.0)
            for number, field in enumerate(extra)
        ]
        self.places |= {claim.field: claim.column.place for claim in added}
        self.reader = PersonReader(
            self.cells,
            list(sample),
            [*known, *added],
            today or timezone.localdate(),
            added=frozenset(extra),
        )

    def read(
        self, number: int, cells: tuple[Value, ...], corrections: Mapping[str, str], *, hidden: bool
    ) -> ReadRow:
        """The person in the row; the cells kept with it are those of the file."""
        mended = self._only_read(cells)
        for name, text in corrections.items():
            place = self.places[Field(name)]
            mended.extend([None] * (place + 1 - len(mended)))
            mended[place] = _unmistakable(Field(name), text) or None
        self.cells.rows[number] = mended
        if hidden:
            self.cells.hidden_rows.add(number)
        row = self.reader.read(number)
        row.cells = cells
        return row

    def _only_read(self, cells: tuple[Value, ...]) -> list[Value]:
        """The cells of known columns: nothing of the others may fall into an added column."""
        return [value if place in self.real else None for place, value in enumerate(cells)]


def _unmistakable(field: Field, text: str) -> str:
    """A day typed by a clerk is day, month, year, whatever its column is like."""
    typed = DAY_TYPED.fullmatch(text.strip()) if field in DAYS else None
    return f"{typed[3]}-{int(typed[2]):02}-{int(typed[1]):02}" if typed else text


def claims_of(uploaded: UploadedList) -> list[Mapped]:
    """The columns as the list was read by them."""
    return [_claim(kept) for kept in uploaded.reading.get("mapped", [])]


def list_of(uploaded: UploadedList, rows: list[ReadRow]) -> ReadList:
    """The rows as a list read as the whole was."""
    expected = frozenset(map(Field, uploaded.reading.get("expected", ())))
    return ReadList(uploaded.file_name, mapped=claims_of(uploaded), rows=rows, expected=expected)


def _claim(kept: Mapping[str, Any]) -> Mapped:
    headers = (kept["header"],) if kept["header"] else ()
    column = Column(column_number(kept["column"]), headers)
    return Mapped(Field(kept["field"]), column, Reason(kept["reason"]), 1.0)


def rereader_of(uploaded: UploadedList) -> Rereader:
    """Reads rows of the list again by the rules that its first rows have shown."""
    first = UploadedRow.objects.filter(uploaded_list=uploaded).order_by("number")[:SAMPLE]
    sample = {row.number: tuple(cells_of(row)) for row in first.only("number", "cells")}
    return Rereader(claims_of(uploaded), sample)
