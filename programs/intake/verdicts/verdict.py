"""A row's verdict, and the list's as a whole."""

from collections import Counter
from dataclasses import dataclass, field

from programs.intake.lists import ReadList, ReadRow
from programs.intake.problems import Problem
from programs.models import Edition, ListRow, Program

Kind = ListRow.Verdict


@dataclass(frozen=True)
class Target:
    """What the people are put forward for: a programme's year, or one edition."""

    program: Program
    year: int
    edition: Edition | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the card and the list tell otherwise."""

    field: str
    old: str
    new: str


@dataclass(slots=True)
class RowVerdict:
    """One row beside the register. Two verdicts are equal if the same would be written."""

    row: ReadRow = field(compare=False)
    kind: Kind = Kind.NEW
    participant: int | None = None
    """Whose row it is, if the PESEL decides."""
    candidates: tuple[int, ...] = ()
    """Who it may be, likeliest first, if it does not."""
    differences: tuple[Difference, ...] = ()
    """Filled fields of the card that the list tells otherwise."""
    fills: tuple[Difference, ...] = ()
    """Empty fields of the card that the list can fill."""
    problems: list[Problem] = field(default_factory=list, compare=False)

    @property
    def number(self) -> int:
        """The row in the file."""
        return self.row.number


@dataclass(frozen=True)
class Judged:
    """A list with a verdict for each row."""

    found: ReadList
    target: Target
    rows: list[RowVerdict]

    @property
    def totals(self) -> dict[str, int]:
        """How many rows have each verdict; every verdict is named."""
        counted = Counter(verdict.kind for verdict in self.rows)
        return {kind.value: counted[kind] for kind in Kind}
