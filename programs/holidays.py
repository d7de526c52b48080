"""Polish public holidays: act of 18.01.1951 on days free from work, with its later changes."""

from datetime import date, timedelta
from functools import cache

FIXED = {
    (1, 1): "Nowy Rok",
    (5, 1): "Święto Pracy",
    (5, 3): "Święto Konstytucji 3 Maja",
    (8, 15): "Wniebowzięcie NMP",
    (11, 1): "Wszystkich Świętych",
    (11, 11): "Święto Niepodległości",
    (12, 25): "Boże Narodzenie",
    (12, 26): "drugi dzień Bożego Narodzenia",
}
SINCE = {(1, 6): (2011, "Trzech Króli"), (12, 24): (2025, "Wigilia Bożego Narodzenia")}
"""Added later: Dz.U. 2010 nr 224 poz. 1459 and Dz.U. 2024 poz. 1965."""
AFTER_EASTER = {
    0: "Wielkanoc",
    1: "Poniedziałek Wielkanocny",
    49: "Zielone Świątki",
    60: "Boże Ciało",
}


@cache
def holidays(year: int) -> dict[date, str]:
    """The year's public holidays with their names."""
    later = {day: name for day, (first, name) in SINCE.items() if year >= first}
    fixed = {date(year, *day): name for day, name in (FIXED | later).items()}
    easter = easter_of(year)
    return fixed | {easter + timedelta(days): name for days, name in AFTER_EASTER.items()}


def holiday_name(day: date) -> str:
    """The name of the holiday; empty on other days."""
    return holidays(day.year).get(day, "")


def easter_of(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the Meeus-Jones-Butcher rule."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
