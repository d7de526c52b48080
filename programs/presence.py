"""What one cell of a sheet of attendance says, as people write it: 4, 4,5, 0, n, u."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.core.exceptions import ValidationError

from programs.models import Attendance

Mark = Attendance.Mark

MARKS = {"n": Mark.ABSENT, "u": Mark.EXCUSED}
LETTERS = {mark: letter for letter, mark in MARKS.items()}


@lru_cache(maxsize=2600)
def hours_text(hours: Decimal) -> str:
    """Hours as people type them, without needless zeros: 4 or 4,5."""
    return f"{hours.normalize():f}".replace(".", ",")


NUMBER = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,2})?")


@dataclass(frozen=True)
class Presence:
    """Present for some hours, or absent; where nothing is entered there is no presence at all."""

    mark: str
    hours: Decimal = Decimal(0)

    def __str__(self) -> str:
        return LETTERS.get(self.mark) or hours_text(self.hours)

    @classmethod
    def read(cls, text: str) -> "Presence | None":
        """What was typed; None for an empty cell. Raises ValidationError with a sentence."""
        text = text.strip().lower()
        if not text:
            return None
        if text in MARKS:
            return cls(MARKS[text])
        if not NUMBER.fullmatch(text):
            raise ValidationError(
                "wpisz godziny, na przykład 4 albo 4,5, „n” (nieobecność) albo „u” (usprawiedliwiona)"
            )
        hours = Decimal(text.replace(",", "."))
        if hours > 24:
            raise ValidationError("dzień ma od 0 do 24 godzin")
        return cls(Mark.PRESENT, hours)

    @classmethod
    def of(cls, record) -> "Presence | None":
        """What a record of a day says; None where there is no record."""
        return record and cls(record.mark, record.hours)
