"""The chart of a year's months beside those of the year before."""

from dataclasses import dataclass
from decimal import Decimal

from mops.typography import MONTHS

LONGEST, ROW = 200, 34
"""Length of the longest bar and height of a row, in units of the drawing."""
HEIGHT = 12 * ROW


@dataclass(frozen=True)
class Bar:
    """A month in the chart: its amount and the year before's, with lengths out of the longest."""

    name: str
    amount: Decimal | None
    before: Decimal | None
    length: int
    length_before: int
    top: int

    @property
    def middle(self) -> int:
        return self.top + 13


def bars_of(now: list[Decimal | None], before: list[Decimal | None]) -> list[Bar]:
    """A bar a month, out of the months' amounts in both years."""
    most = max([*(one or 0 for one in (*now, *before)), 1])

    def length(amount: Decimal | None) -> int:
        return max(round((amount or 0) * LONGEST / most), 0)

    pairs = enumerate(zip(now, before, strict=True), 1)
    return [
        Bar(MONTHS[month], one, then, length(one), length(then), (month - 1) * ROW)
        for month, (one, then) in pairs
    ]
