"""Which sheet holds the list, and the table in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from programs.intake.columns import Column, Mapped, map_columns, with_examples
from programs.intake.content import SAMPLE
from programs.intake.fields import Field
from programs.intake.headers import Header, find_header, unknown_header, without_header
from programs.intake.reading.cells import Sheet, Workbook, column_number
from programs.intake.reading.refusal import Refused
from programs.intake.results import OtherSheet, Overrides, ReadList
from programs.intake.table import Rows, sort_rows


@dataclass(slots=True)
class Table:
    """A sheet with its header, its columns and its people."""

    sheet: Sheet
    header: Header
    mapped: list[Mapped]
    rows: Rows

    @property
    def fields(self) -> set[Field]:
        return {claim.field for claim in self.mapped}

    @property
    def tells_who(self) -> bool:
        """Whether people can be recognised by the columns at hand."""
        has_name = (
            Field.FULL_NAME in self.fields
            or {
                Field.LAST_NAME,
                Field.FIRST_NAME,
            }
            <= self.fields
        )
        return Field.PESEL in self.fields or (has_name and Field.BIRTH_DATE in self.fields)

    @property
    def rank(self) -> tuple:
        """The best sheet tells who people are, is visible, has most known columns, most rows."""
        return (
            self.tells_who and bool(self.rows.people),
            self.sheet.is_visible,
            len(self.fields),
            len(self.rows.people),
        )


def choose(
    found: ReadList, book: Workbook, memory: Mapping[str, str], overrides: Overrides
) -> Table:
    """The table of the best sheet, or of the one asked for; the others are remembered."""
    sheets = [sheet for sheet in book.sheets if sheet.rows]
    if not sheets:
        raise Refused("empty_workbook")
    wanted = [sheet for sheet in sheets if overrides.sheet in (None, sheet.name)]
    if not wanted:
        raise Refused("unknown_sheet", sheet=overrides.sheet)
    tables = {id(sheet): _table(sheet, memory, overrides, sheet in wanted) for sheet in sheets}
    candidates = [tables[id(sheet)] for sheet in wanted if tables[id(sheet)]]
    best = max(candidates, key=lambda table: table.rank, default=None)
    found.other_sheets = [
        _other(tables[id(sheet)], sheet, best)
        for sheet in sheets
        if best is None or sheet is not best.sheet
    ]
    if best is None:
        raise Refused("no_header" if overrides.header_row is None else "bad_choice")
    return best


def _other(table: Table | None, sheet: Sheet, best: Table | None) -> OtherSheet:
    people = _people_in(table)
    is_alike = bool(people and best and sheet.is_visible and table.fields == best.fields)
    return OtherSheet(sheet.name, sheet.is_visible, people, is_alike)


def _people_in(table: Table | None) -> int:
    return len(table.rows.people) if table and table.tells_who else 0


def _table(sheet: Sheet, memory: Mapping, overrides: Overrides, is_wanted: bool) -> Table | None:
    """The table in the sheet; none without a header or anything that looks like a PESEL."""
    choice = overrides if is_wanted else Overrides()
    if choice.header_row is not None and not 0 <= choice.header_row <= len(sheet.rows):
        return None
    header = _header(sheet, memory, choice)
    chosen = _chosen_columns(choice)
    below = [row for row in sheet.rows[header.last_row :] if row][: SAMPLE * 2]
    header = _as_wide_as(header, below)
    mapped = map_columns(header.columns, below, memory=memory, chosen=chosen)
    table = Table(sheet, header, mapped, Rows())
    if not header.rows and not chosen and Field.PESEL not in table.fields:
        return None
    table.rows = sort_rows(sheet, header, mapped)
    people = [sheet.row(number) for number in table.rows.people[:SAMPLE]]
    table.mapped = [with_examples(claim, people) for claim in mapped]
    return table


def _as_wide_as(header: Header, rows: Sequence[list]) -> Header:
    """The header with the columns to its right that have values but no names."""
    width = max(map(len, rows), default=0)
    more = tuple(Column(place) for place in range(len(header.columns), width))
    return replace(header, columns=(*header.columns, *more))


def _header(sheet: Sheet, memory: Mapping, choice: Overrides) -> Header:
    if choice.header_row == 0:
        return without_header(sheet)
    return find_header(sheet, memory, choice.header_row) or unknown_header(sheet)


def _chosen_columns(choice: Overrides) -> dict[Field, int | None]:
    try:
        return {
            Field(name): None if letters is None else _place(letters)
            for name, letters in choice.columns.items()
        }
    except ValueError as unknown:
        raise Refused("bad_choice") from unknown


def _place(letters: str) -> int:
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise ValueError(letters)
    return column_number(letters.upper())
