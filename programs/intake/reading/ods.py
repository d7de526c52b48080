"""Workbooks of LibreOffice: calamine reads the values, the look before it unfolds repetitions."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from python_calamine import CalamineWorkbook

from programs.intake.reading.cells import Sheet
from programs.intake.reading.extent import Extent, check_all
from programs.intake.reading.grid import rows_of, with_broken
from programs.intake.reading.guard import look_through
from programs.intake.reading.limits import CELLS, COLUMNS, MERGES, ROWS, SHEETS
from programs.intake.reading.refusal import Refused

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
HIDDEN = ("collapse", "filter")


def read(file: BinaryIO) -> Iterator[Sheet]:
    """The sheets, one at a time."""
    look = _Look()
    look_through(file, look.watch)
    check_all(look.extents)
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    for extent in look.extents:
        yield Sheet(
            extent.name,
            extent.is_visible,
            with_broken(
                rows_of(book.get_sheet_by_name(extent.name)) if extent.cells else [], extent.broken
            ),
            frozenset(extent.hidden_rows),
            frozenset(extent.hidden_columns),
            tuple(extent.merges),
        )


class _Look:
    """Handlers for content.xml: where cells with a value are once repetitions are unfolded."""

    def __init__(self):
        self.extents: list[Extent] = []
        self.row = self.column = self.columns = 0
        self.rows_here = self.cells_here = 1
        self.has_value = False
        self.broken: list[str] | None = None
        self.parser: expat.XMLParserType | None = None
        self.starts = {
            f"{TABLE}table": self._table,
            f"{TABLE}table-column": self._column,
            f"{TABLE}table-row": self._row,
            f"{TABLE}table-cell": self._cell,
            f"{TABLE}covered-table-cell": self._cell,
            f"{TEXT}p": self._text,
        }
        self.ends = {
            f"{TABLE}table-row": self._end_of_row,
            f"{TABLE}table-cell": self._end_of_cell,
            f"{TABLE}covered-table-cell": self._end_of_cell,
        }

    def watch(self, name: str, parser: expat.XMLParserType) -> None:
        """Set the handlers if the part holds the sheets."""
        if name == "content.xml":
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end
            self.parser = parser

    def _start(self, name: str, attributes: dict) -> None:
        if name in self.starts:
            self.starts[name](attributes)

    def _end(self, name: str) -> None:
        if name in self.ends:
            self.ends[name]()

    @property
    def _extent(self) -> Extent:
        if not self.extents:
            raise Refused("truncated")
        return self.extents[-1]

    def _table(self, attributes: dict) -> None:
        self.extents.append(Extent(attributes.get(f"{TABLE}name", "")))
        if len(self.extents) > SHEETS:
            raise Refused("too_many_sheets", limit=SHEETS)
        self.row = self.columns = 0

    def _column(self, attributes: dict) -> None:
        count = _number(attributes, "number-columns-repeated")
        if attributes.get(f"{TABLE}visibility") in HIDDEN:
            last = min(self.columns + count, COLUMNS)
            self._extent.hidden_columns.update(range(self.columns, last))
        self.columns += count

    def _row(self, attributes: dict) -> None:
        self.rows_here = _number(attributes, "number-rows-repeated")
        self.column = 0
        if attributes.get(f"{TABLE}visibility") in HIDDEN:
            last = min(self.row + self.rows_here, ROWS)
            self._extent.hidden_rows.update(range(self.row + 1, last + 1))

    def _end_of_row(self) -> None:
        self.row += self.rows_here

    def _cell(self, attributes: dict) -> None:
        self.cells_here = _number(attributes, "number-columns-repeated")
        self.has_value = f"{OFFICE}value-type" in attributes
        is_error = attributes.get(f"{CALC}value-type") == "error"
        if is_error or (f"{TABLE}formula" in attributes and not self.has_value):
            self.broken, self.has_value = [], True
            self.parser.CharacterDataHandler = self.broken.append
        wide = _number(attributes, "number-columns-spanned")
        high = _number(attributes, "number-rows-spanned")
        if wide * high > 1 and len(self._extent.merges) <= MERGES:
            top = self.row + 1
            self._extent.merges.append((top, self.column, top + high - 1, self.column + wide - 1))

    def _text(self, _attributes: dict) -> None:
        self.has_value = True

    def _end_of_cell(self) -> None:
        if self.broken is not None:
            self._extent.broken[self.row + 1, self.column] = "".join(self.broken).strip()
            self.broken = self.parser.CharacterDataHandler = None
        if self.has_value:
            extent = self._extent
            extent.note(self.row + self.rows_here, self.column + self.cells_here - 1)
            extent.cells += self.rows_here * self.cells_here - 1
            if extent.cells > CELLS:
                raise Refused("too_many_cells")
        self.has_value = False
        self.column += self.cells_here


def _number(attributes: dict, name: str) -> int:
    return max(1, int(attributes.get(f"{TABLE}{name}", "1")))
