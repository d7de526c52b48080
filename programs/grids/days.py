"""Columns that are days, with their weeks and holidays."""

from collections.abc import Iterable, Iterator
from datetime import date

from programs.grids.sheet import Column
from programs.limits import monday_of
from programs.working_days import holiday_name

WEEKDAYS = ("pn", "wt", "śr", "cz", "pt", "so", "nd")
WEEKDAYS_IN_FULL = (
    "poniedziałek",
    "wtorek",
    "środa",
    "czwartek",
    "piątek",
    "sobota",
    "niedziela",
)


def column_of(day: date, *, with_month: bool = False) -> Column:
    """The day's column."""
    holiday = holiday_name(day)
    return Column(
        key=day.isoformat(),
        label=f"{day:%d.%m}" if with_month else str(day.day),
        over=WEEKDAYS[day.weekday()],
        name=f"{WEEKDAYS_IN_FULL[day.weekday()]} {day:%d.%m.%Y}"
        + (f", {holiday}" if holiday else ""),
        note=holiday,
        is_free=bool(holiday) or day.weekday() > 4,
        group=monday_of(day).isoformat(),
    )


def with_week_sums(days: Iterable[date]) -> Iterator[Column]:
    """The days' columns, each week followed by its sum."""
    days = list(days)
    for place, day in enumerate(days):
        yield column_of(day)
        if day.weekday() == 6 or place == len(days) - 1:
            monday = monday_of(day)
            yield Column(
                key=f"week-{monday}",
                label="tydz.",
                name=f"suma tygodnia od {monday:%d.%m.%Y}",
                sums="week",
                group=monday.isoformat(),
            )
