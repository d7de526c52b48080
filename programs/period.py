"""A stretch of days, both ends included: what a figure or a report speaks about."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR = 1990
"""Social assistance centres were founded by the act of 29.11.1990."""
LAST_YEAR = 2100


class YearOutOfRange(ValueError):
    """The year is one in which no report can have been written."""

    def __init__(self, year: int) -> None:
        super().__init__(f"year {year} is outside {FIRST_YEAR}..{LAST_YEAR}")
        self.year = year


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period cannot end before it starts")

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """The calendar year; raises YearOutOfRange."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise YearOutOfRange(year)
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_month(cls, month: date) -> "Period":
        """The calendar month in which the day lies."""
        return cls(month.replace(day=1), month.replace(day=monthrange(month.year, month.month)[1]))

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.end.year

    @property
    def bounds(self) -> tuple[date, date]:
        """Both ends, as a `__range` lookup takes them."""
        return self.start, self.end

    def days(self) -> Iterator[date]:
        """Each day of the period."""
        for number in range((self.end - self.start).days + 1):
            yield self.start + timedelta(days=number)

    def months(self) -> Iterator[date]:
        """First days of the months that the period touches."""
        month = self.start.replace(day=1)
        while month <= self.end:
            yield month
            month = (month + timedelta(days=31)).replace(day=1)
