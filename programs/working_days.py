"""Days on which people work in Poland: act of 18.01.1951 on days free from work."""

from datetime import date
from functools import cache

from holidays import HolidayBase, country_holidays

from programs.period import Period

SATURDAY = 5


def holiday_name(day: date) -> str:
    """The name of the public holiday; empty on other days."""
    return _holidays().get(day, "")


def working_days(period: Period) -> list[date]:
    """Days of the period from Monday to Friday that are no holidays."""
    return [day for day in period.days() if day.weekday() < SATURDAY and not holiday_name(day)]


@cache
def _holidays() -> HolidayBase:
    return country_holidays("PL", language="pl")
