"""Workbooks of Excel: calamine reads the values, the look before it tells what calamine does not."""

import posixpath
import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from python_calamine import CalamineWorkbook

from programs.intake.reading.cells import Sheet, column_number
from programs.intake.reading.extent import Extent, check_all
from programs.intake.reading.grid import rows_of, with_broken
from programs.intake.reading.guard import look_through
from programs.intake.reading.limits import CELLS, COLUMNS, MERGES, SHEETS
from programs.intake.reading.refusal import Refused

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
YES = ("1", "true")


def read(file: BinaryIO) -> Iterator[Sheet]:
    """The sheets, one at a time."""
    look = _Look()
    look_through(file, look.watch)
    extents = look.in_order()
    check_all(extents)
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    for extent in extents:
        yield _sheet(book, extent)


def _sheet(book: CalamineWorkbook, extent: Extent) -> Sheet:
    rows = rows_of(book.get_sheet_by_name(extent.name)) if extent.cells else []
    with_broken(rows, extent.broken)
    return Sheet(
        extent.name,
        extent.is_visible,
        rows,
        frozenset(extent.hidden_rows),
        frozenset(extent.hidden_columns),
        tuple(extent.merges),
    )


class _Look:
    """Collects from the parts: the extent of each sheet, their names and order."""

    def __init__(self):
        self.extents: dict[str, Extent] = {}
        self.sheets: list[tuple[str, str, bool]] = []
        self.targets: dict[str, tuple[str, str]] = {}

    def watch(self, name: str, parser: expat.XMLParserType) -> None:
        """Set the handlers that the part needs."""
        if name == "xl/workbook.xml":
            parser.StartElementHandler = self._workbook
        elif name == "xl/_rels/workbook.xml.rels":
            parser.StartElementHandler = self._relation
        else:
            parser.StartElementHandler = lambda root, _: self._part(name, root, parser)

    def _part(self, name: str, root: str, parser: expat.XMLParserType) -> None:
        """Watch the rest of the part if it is a sheet, wherever it lies."""
        parser.StartElementHandler = None
        if root.rpartition(" ")[2] == "worksheet":
            extent = self.extents[name.lower()] = Extent()
            _SheetLook(extent, parser)

    def _workbook(self, name: str, attributes: dict) -> None:
        if name.endswith(" sheet"):
            relation = next(
                (value for key, value in attributes.items() if key.endswith("relationships id")), ""
            )
            is_visible = attributes.get("state", "visible") == "visible"
            self.sheets.append((attributes.get("name", ""), relation, is_visible))
            if len(self.sheets) > SHEETS:
                raise Refused("too_many_sheets", limit=SHEETS)

    def _relation(self, name: str, attributes: dict) -> None:
        if name.endswith(" Relationship"):
            path = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            kind = attributes.get("Type", "").rsplit("/", 1)[-1]
            self.targets[attributes.get("Id", "")] = (path[1:].lower(), kind)

    def in_order(self) -> list[Extent]:
        """The sheets with cells as the workbook lists them; charts are no sheets."""
        found = []
        for name, relation, is_visible in self.sheets:
            path, kind = self.targets.get(relation, ("", ""))
            if kind != "worksheet":
                continue
            if path not in self.extents:
                raise Refused("truncated")
            extent = self.extents[path]
            extent.name, extent.is_visible = name, is_visible
            found.append(extent)
        return found


class _SheetLook:
    """Handlers for one sheet. They run for every element, so they do little.

    Ends are listened to only inside a formula or an error.
    """

    def __init__(self, extent: Extent, parser: expat.XMLParserType):
        self.extent = extent
        self.parser = parser
        self.columns: dict[str, int] = {}
        self.row = self.column = 0
        self.attributes: dict = {}
        self.is_formula = False
        self.text: list[str] | None = None
        self.short: dict[str, str] = {}
        parser.StartElementHandler = self.start

    def start(self, name: str, attributes: dict) -> None:
        short = self.short.get(name)
        if short is None:
            short = self.short[name] = name.rpartition(" ")[2]
        if short == "c":
            self.attributes = attributes
            self.is_formula = False
            self.column += 1
        elif short == "v":
            if self.is_formula or self.attributes.get("t") == "e":
                self._listen()
            else:
                self._note()
        elif short == "is":
            self._note()
        elif short == "f":
            self.is_formula = True
            self.parser.EndElementHandler = self.end
        elif short == "row":
            self._row(attributes)
        elif short == "col":
            self._columns(attributes)
        elif short == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        short = self.short.get(name)
        if short == "v" and self.text is not None:
            self._end_of_value()
        elif short == "c":
            if self.is_formula:
                self._break("")
            self.parser.EndElementHandler = None

    def _row(self, attributes: dict) -> None:
        number = attributes.get("r")
        self.row = int(number) if number else self.row + 1
        self.column = -1
        if attributes.get("hidden") in YES:
            self.extent.hidden_rows.add(self.row)

    def _note(self) -> None:
        """Count the cell, at the place that it names itself if it does."""
        reference = self.attributes.get("r")
        if reference:
            letters = reference.rstrip("0123456789")
            column = self.columns.get(letters)
            if column is None:
                column = self.columns[letters] = _place(reference)
            self.column = column
            self.row = int(reference[len(letters) :])
        self.extent.note(self.row, self.column)
        if self.extent.cells > CELLS:
            raise Refused("too_many_cells")

    def _listen(self) -> None:
        self.text = []
        self.parser.CharacterDataHandler = self.text.append
        self.parser.EndElementHandler = self.end

    def _end_of_value(self) -> None:
        text = "".join(self.text)
        self.text = None
        self.parser.CharacterDataHandler = None
        kind = self.attributes.get("t")
        if kind == "e":
            self._break(text)
        elif text or kind == "str":
            self._note()
            self.is_formula = False

    def _break(self, text: str) -> None:
        self._note()
        self.extent.broken[self.row, self.column] = text
        self.is_formula = False

    def _columns(self, attributes: dict) -> None:
        if attributes.get("hidden") in YES:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.extent.hidden_columns.update(range(first - 1, min(last, COLUMNS)))

    def _merge(self, reference: str) -> None:
        corners = REFERENCE.findall(reference)
        if len(corners) == 2 and len(self.extent.merges) <= MERGES:
            (left, top), (right, bottom) = corners
            self.extent.merges.append(
                (int(top), column_number(left), int(bottom), column_number(right))
            )


def _place(reference: str) -> int:
    matched = REFERENCE.fullmatch(reference)
    if not matched:
        raise Refused("truncated")
    return column_number(matched[1])
