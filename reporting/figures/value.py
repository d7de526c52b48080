"""What a figure amounts to in a period, ready for the screen, print and command line."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from mops.typography import round_half_up

Number = int | Decimal | Fraction


@dataclass(frozen=True)
class FigureValue:
    """A figure's value in a period; None with a word why when there is none.

    `number` is exact; rounding happens once, in `rounded`. `behind` counts the people or
    records that open behind it. `numerator` and `denominator` are the halves of a share.
    """

    number: Number | date | None
    places: int = 0
    why_missing: str = ""
    behind: int = 0
    numerator: Number | None = None
    denominator: Number | None = None
    uncovered: tuple[date, ...] = field(default=())
    settled_year: int | None = None
    is_stated: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing to print."""
        return self.number is None

    @property
    def rounded(self) -> Decimal | None:
        """The number as printed, half up; for dates and missing values None."""
        if self.number is None or isinstance(self.number, date):
            return None
        return round_half_up(self.number, self.places)

    @property
    def machine(self) -> str:
        """The value for other programs: ISO dates, a decimal point, nothing when missing."""
        if isinstance(self.number, date):
            return self.number.isoformat()
        return "" if self.number is None else f"{self.rounded:f}"


NO_DATA = "brak danych"
NOT_APPLICABLE = "nie dotyczy"
