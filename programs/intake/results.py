"""What reading a list gives, and what the caller may decide instead of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from programs.intake.columns import Column, Mapped
from programs.intake.fields import Field
from programs.intake.people import ReadRow
from programs.intake.problems import Problem
from programs.intake.reading.refusal import Refusal
from programs.intake.table import LeftOut
from programs.intake.values.texts import key


@dataclass(frozen=True)
class Overrides:
    """What the caller decides instead of the reader; anything left out is found."""

    sheet: str | None = None
    header_row: int | None = None
    """A row of the header; 0 says that the list has none."""
    columns: Mapping[str, str | None] = field(default_factory=dict)
    """Letters of columns by field: {"pesel": "D", "phone": None}; none means no column."""


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """A sheet that was not read, and whether it looks like a list too."""

    name: str
    is_visible: bool
    people: int
    is_alike: bool = False
    """Whether it is visible and its columns tell the same as those of the sheet that was read."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Figures by which a wrong file is known."""

    rows: int = 0
    with_pesel: int = 0
    """Rows with anything in the PESEL column."""
    good_pesels: int = 0
    known_columns: int = 0
    columns: int = 0
    """Columns with a header."""

    @property
    def pesel_share(self) -> float:
        """The share of good numbers among those in the PESEL column; 0 if there is none."""
        return self.good_pesels / self.with_pesel if self.with_pesel else 0.0


@dataclass
class ReadList:
    """What the file says. With a refusal there are no rows, but what was found stays."""

    name: str
    kind: str = ""
    """xlsx, xls, ods or csv, by content."""
    refusal: Refusal | None = None
    sheet: str = ""
    header_row: int = 0
    """The last row of the header; 0 if the list has none."""
    header_rows: tuple[int, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    """Header by field; for a column without one, its letter."""
    mapped: list[Mapped] = field(default_factory=list)
    unmapped: list[Column] = field(default_factory=list)
    """Columns with a header that mean nothing to us."""
    ignored: frozenset[str] = frozenset()
    """The letters of those that were told to mean nothing on an earlier list."""
    rows: list[ReadRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    other_sheets: list[OtherSheet] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    """Of the list as a whole: hidden rows, columns, few good numbers."""
    evidence: Evidence = Evidence()
    expected: frozenset[Field] = frozenset()
    """Fields with a column whose lack in a row is worth a word."""

    @property
    def as_memory(self) -> dict[str, str]:
        """What to pass as `memory` when the same office sends its next list."""
        return {
            key(claim.column.header): str(claim.field)
            for claim in self.mapped
            if claim.column.header
        }

    @property
    def as_whole_memory(self) -> dict[str, str]:
        """The same, when somebody has said of every column what it is: the rest means nothing."""
        return {key(column.header): "" for column in self.unmapped} | self.as_memory
