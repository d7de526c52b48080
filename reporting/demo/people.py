"""People who do not exist, always the same ones in the same order."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from random import Random

from stdnum.pl import pesel as number

from mops.models import User
from participants.actions import register_participant
from participants.models import Household, Participant
from reporting.demo.names import FEMALE_NAMES, MALE_NAMES, STREETS, SURNAMES, feminine

CITY = {"city": "Jaworzno", "postcode": "43-600"}
Sex = Participant.Sex
NoPesel = Participant.NoPeselReason

WITHOUT_PESEL = {
    23: {"no_pesel_reason": NoPesel.NOT_SHOWN},
    71: {"no_pesel_reason": NoPesel.FOREIGNER, "other_document": "paszport, obywatelstwo czeskie"},
    118: {"no_pesel_reason": NoPesel.NOT_ISSUED},
    204: {"other_document": "karta pobytu"},
    267: {"no_pesel_reason": NoPesel.NOT_SHOWN},
    331: {"no_pesel_reason": NoPesel.OTHER},
}
"""Which of the people, counted as they are entered, had no number to show."""


def make_pesel(born: date, sex: str, serial: int) -> str:
    """A valid number for the birth date and sex; `serial` from 0 to 4999 tells people apart."""
    month = born.month + (20 if born.year >= 2000 else 0)
    sex_digit = serial % 5 * 2 + (sex == Sex.MALE)
    stem = f"{born.year % 100:02}{month:02}{born.day:02}{serial // 5:03}{sex_digit}"
    return stem + number.calc_check_digit(stem)


class Register:
    """Makes people up and enters them, with names, birth dates and addresses from a fixed seed.

    Numbers that are `taken` are given to nobody else; `entered` says how many came before.
    """

    def __init__(
        self,
        by: User,
        caseworker: User,
        seed: int = 2015,
        taken: Iterable[str] = (),
        entered: int = 0,
    ) -> None:
        self._by = by
        self._caseworker = caseworker
        self._random = Random(seed)  # noqa: S311 - it makes names up, no secrets
        self._taken = set(taken)
        self._entered = entered

    def enter(
        self, sex: str, born: tuple[int, int], household: Household | None = None
    ) -> Participant:
        """Enter the next person, born in one of the years, in a household or alone."""
        self._entered += 1
        home = household or Household(**self._address())
        return register_participant(
            by=self._by,
            sex=sex,
            household=household,
            caseworker=self._caseworker,
            **self._names(sex),
            **self._identity(sex, born),
            **self._contact(),
            **{field: getattr(home, field) for field in ("street", "house_number", *CITY)},
        )

    def home(self) -> Household:
        """A household at an address of its own, not yet saved."""
        return Household(**self._address())

    def _names(self, sex: str) -> dict[str, str]:
        names = FEMALE_NAMES if sex == Sex.FEMALE else MALE_NAMES
        first, second = self._random.sample(names, 2)
        last, maiden = self._random.sample(SURNAMES, 2)
        if sex == Sex.FEMALE:
            last = feminine(last)
            if self._entered % 13 == 0:
                last = f"{feminine(maiden)}-{last}"
        return {
            "first_name": first,
            "second_name": second if self._entered % 3 == 0 else "",
            "last_name": last,
        }

    def _identity(self, sex: str, born: tuple[int, int]) -> dict:
        year, month = self._random.randint(*born), self._random.randint(1, 12)
        birth_date = date(year, month, self._random.randint(1, monthrange(year, month)[1]))
        pesel = self._new_pesel(birth_date, sex)
        without = WITHOUT_PESEL.get(self._entered)
        return {"birth_date": birth_date, **(without or {"pesel": pesel})}

    def _new_pesel(self, born: date, sex: str) -> str:
        while (pesel := make_pesel(born, sex, self._random.randrange(5000))) in self._taken:
            pass
        self._taken.add(pesel)
        return pesel

    def _address(self) -> dict[str, str]:
        house, flat = self._random.randint(1, 48), self._random.randint(0, 40)
        return {
            "street": f"ul. {self._random.choice(STREETS)}",
            "house_number": f"{house}/{flat}" if flat else str(house),
            **CITY,
        }

    def _contact(self) -> dict[str, str]:
        """A telephone for four of five; no exchange has numbers that begin with 000."""
        if self._entered % 5 == 0:
            return {}
        return {"phone": f"32 000 {self._entered // 100:02} {self._entered % 100:02}"}
