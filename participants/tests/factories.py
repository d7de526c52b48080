"""Made-up people with valid PESELs."""

from datetime import date
from itertools import count

from stdnum.pl import pesel as number

from mops.models import User
from participants import actions
from participants.models import Participant

CENTURIES = {1800: 80, 1900: 0, 2000: 20, 2100: 40, 2200: 60}

_serial = count(1)


def pesel_of(born: date, sex: str, serial: int) -> str:
    """A valid PESEL; the same serial with another date or sex gives another number."""
    month = born.month + CENTURIES[born.year // 100 * 100]
    tenth = serial % 5 * 2 + (sex == "M")
    digits = f"{born.year % 100:02d}{month:02d}{born.day:02d}{serial // 5 % 1000:03d}{tenth}"
    return digits + number.calc_check_digit(digits)


def staff(username: str = "tester") -> User:
    """The account in whose name records are made up."""
    return User.objects.get_or_create(username=username)[0]


def person(
    last_name: str = "Testowa",
    first_name: str = "Anna",
    *,
    born: date = date(1980, 5, 17),
    sex: str = "F",
    **details,
) -> Participant:
    """A registered person; `pesel=None` with a reason makes one without the number."""
    if "pesel" not in details:
        details["pesel"] = pesel_of(born, sex, next(_serial))
    return actions.register_participant(
        by=staff(),
        last_name=last_name,
        first_name=first_name,
        birth_date=born,
        sex=sex,
        **details,
    )
