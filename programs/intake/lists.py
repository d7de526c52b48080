"""The way in: a stranger's file becomes a list of people, or a refusal that says what to do.

    found = read_list(upload, upload.name, memory=what_this_office_sent_before)
    if found.refusal: show found.refusal.message and found.mapped, let the clerk choose `Overrides`
    for row in found.rows: row.fields by the names in `people.FIELDS`, row.problems, row.is_hidden

Show also found.warnings, found.left_out, found.unmapped and found.other_sheets: nothing is dropped
in silence. Keep found.as_memory for the office's next list.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from programs.intake.choosing import Table, choose
from programs.intake.columns import is_ignored
from programs.intake.fields import Field
from programs.intake.people import PersonReader, ReadRow
from programs.intake.problems import Problem, warning
from programs.intake.reading.cells import Value, Workbook
from programs.intake.reading.process import Source, read_workbook
from programs.intake.reading.refusal import Refused
from programs.intake.results import Evidence, Overrides, ReadList
from programs.intake.shift import check_shift
from programs.intake.table import LeftOutReason
from programs.intake.template.columns import EXPLANATION
from programs.intake.uncollected import uncollected
from programs.intake.values.texts import plain

EXPECTED = frozenset({Field.PHONE, Field.PROFILE})

__all__ = ["Overrides", "ReadList", "ReadRow", "read_list"]


def read_list(
    source: Source,
    name: str,
    *,
    memory: Mapping[str, str] | None = None,
    overrides: Overrides | None = None,
    today: date | None = None,
) -> ReadList:
    """Read a list of people from bytes, a path or an open binary file. Writes nothing.

    `name` is the file's name, kept to be shown. `memory` maps folded headers to fields, as
    `ReadList.as_memory` of an earlier list gives them. Never raises for what is in the file: see
    `ReadList.refusal`.
    """
    try:
        book = read_workbook(source)
    except Refused as refused:
        return ReadList(name, refusal=refused.refusal)
    return find_list(book, name, memory=memory, overrides=overrides, today=today)


@uncollected()
def find_list(
    book: Workbook,
    name: str,
    *,
    memory: Mapping[str, str] | None = None,
    overrides: Overrides | None = None,
    today: date | None = None,
) -> ReadList:
    """The list in a workbook whose cells are already read, as `read_list` gives it."""
    found = ReadList(name, kind=book.kind)
    try:
        _read(found, book, memory or {}, overrides or Overrides(), today)
    except Refused as refused:
        found.refusal = refused.refusal
    return found


def _read(
    found: ReadList, book: Workbook, memory: Mapping, overrides: Overrides, today: date | None
) -> None:
    table = choose(found, book, memory, overrides)
    found.sheet, found.header_rows = table.sheet.name, table.header.rows
    found.header_row = table.header.last_row
    found.mapped, found.left_out = table.mapped, table.rows.left_out
    found.columns = {
        str(claim.field): claim.column.header or claim.column.letter for claim in table.mapped
    }
    taken = {claim.column.place for claim in table.mapped}
    found.unmapped = [
        column for column in table.header.columns if column.header and column.place not in taken
    ]
    found.ignored = frozenset(
        column.letter for column in found.unmapped if is_ignored(column, memory)
    )
    _check(table, overrides)
    reader = PersonReader(
        table.sheet, table.rows.people, table.mapped, today or timezone.localdate()
    )
    found.rows = [reader.read(number) for number in table.rows.people]
    _tell_repeated(found.rows)
    found.expected = _expected(book, table)
    found.evidence = _evidence(found)
    found.warnings = _warnings(found, table)


def _check(table: Table, overrides: Overrides) -> None:
    """Refuse a list on which nobody could be recognised."""
    if Field.PESEL not in overrides.columns:
        check_shift(table.sheet, table.header, table.mapped, table.rows.people)
    if not table.tells_who:
        raise Refused("no_identity_columns")
    if not table.rows.people:
        raise Refused("no_people")


def _expected(book: Workbook, table: Table) -> frozenset[Field]:
    """What every row should tell; who fills our own template has been told what may stay empty."""
    is_template = any(sheet.name == EXPLANATION for sheet in book.sheets)
    return frozenset() if is_template else EXPECTED & table.fields


def _tell_repeated(rows: Sequence[ReadRow]) -> None:
    """A person may be on one list twice; the second row says where the first is."""
    first: dict[Any, int] = {}
    for row in rows:
        who = row.fields.get("pesel") or tuple(
            row.fields.get(name) for name in ("last_name", "first_name", "birth_date")
        )
        if isinstance(who, tuple) and None in who:
            continue
        if who in first:
            said = f"Ta osoba jest już na liście, w wierszu {first[who]}."
            row.problems.append(warning("repeated_person", said, first[who]))
        first.setdefault(who, row.number)


def _evidence(found: ReadList) -> Evidence:
    place = next((c.column.place for c in found.mapped if c.field is Field.PESEL), None)
    told = [] if place is None else [row for row in found.rows if plain(_at(row, place))]
    return Evidence(
        rows=len(found.rows),
        with_pesel=len(told),
        good_pesels=sum("pesel" in row.fields for row in told),
        known_columns=len(found.mapped),
        columns=len([c for c in found.mapped if c.column.header]) + len(found.unmapped),
    )


def _at(row: ReadRow, place: int) -> Value:
    return row.cells[place] if place < len(row.cells) else None


def _other_lists(found: ReadList) -> list[Problem]:
    """Sheets with people under the same columns: one file is one list, so they are not read."""
    alike = [sheet for sheet in found.other_sheets if sheet.is_alike]
    return [
        warning(
            "other_list",
            f"W arkuszu „{sheet.name}” też jest lista osób ({sheet.people}), a odczytano tylko "
            f"arkusz „{found.sheet}”. Zapisz tamten arkusz w osobnym pliku i wczytaj go osobno.",
            sheet.name,
        )
        for sheet in alike
    ]


def _warnings(found: ReadList, table: Table) -> list[Problem]:
    """What the clerk should know of the list as a whole."""
    said = []
    hidden = [row.number for row in found.rows if row.is_hidden]
    if hidden:
        text = f"Ukryte wiersze z osobami: {len(hidden)}. Sprawdź, czy te osoby mają być wczytane."
        said.append(warning("hidden_rows", text, tuple(hidden)))
    columns = [c for c in found.mapped if c.column.place in table.sheet.hidden_columns]
    if columns:
        letters = ", ".join(claim.column.letter for claim in columns)
        text = f"Ukryte kolumny z danymi: {letters}. Też je odczytano."
        said.append(warning("hidden_columns", text, tuple(c.column.letter for c in columns)))
    if not table.sheet.is_visible:
        said.append(warning("hidden_sheet", f"Arkusz „{found.sheet}” jest ukryty. Odczytano go."))
    said += _other_lists(found)
    others = [left.row for left in found.left_out if left.reason is LeftOutReason.OTHER_HEADER]
    if others:
        text = (
            f"W wierszu {others[0]} zaczyna się tabela o innym układzie kolumn. "
            "Wczytaj ją osobno, wskazując ten wiersz jako nagłówek."
        )
        said.append(warning("other_table", text, tuple(others)))
    if not table.header.rows:
        text = "Lista nie ma nagłówków. Kolumny rozpoznano po zawartości: sprawdź je."
        said.append(warning("no_header_row", text))
    evidence = found.evidence
    if evidence.with_pesel >= 3 and evidence.pesel_share < 0.5:
        text = (
            f"Poprawne numery PESEL: {evidence.good_pesels} z {evidence.with_pesel}. "
            "Sprawdź, czy to właściwy plik i właściwa kolumna."
        )
        said.append(warning("few_good_pesels", text))
    return said
