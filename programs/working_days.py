"""Days on which people work in Poland: act of 18.01.1951 on days free from work."""

from datetime import date, timedelta

from programs.period import Period

FIXED = {(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)}
CHRISTMAS_EVE = (12, 24)
CHRISTMAS_EVE_SINCE = 2025
"""Free since 1.02.2025 (Dz.U. 2024 poz. 1965)."""
AFTER_EASTER = (0, 1, 49, 60)
"""Easter Sunday and Monday, Pentecost, Corpus Christi: days after Easter Sunday."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> set[date]:
    """The days of the year that are free from work, Sundays aside."""
    fixed = {date(year, *day) for day in FIXED}
    if year >= CHRISTMAS_EVE_SINCE:
        fixed.add(date(year, *CHRISTMAS_EVE))
    return fixed | {easter(year) + timedelta(days=days) for days in AFTER_EASTER}


def all_days(period: Period) -> list[date]:
    """Every day of the period."""
    return [
        period.start + timedelta(days=number)
        for number in range((period.end - period.start).days + 1)
    ]


def working_days(period: Period) -> list[date]:
    """Days of the period from Monday to Friday that are no holidays."""
    free = set().union(*(holidays(year) for year in range(period.start.year, period.end.year + 1)))
    return [day for day in all_days(period) if day.weekday() < 5 and day not in free]
