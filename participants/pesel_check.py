"""What can be said of a PESEL while it is being typed."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from mops.typography import plural
from participants import pesel as rules
from participants.models import Participant, PeselChange


@dataclass(frozen=True)
class PeselCheck:
    """A sentence on the typed number, and what the number tells."""

    state: str = ""
    """Empty, partial, wrong, known, former or good."""
    text: str = ""
    person: Participant | None = None
    """Who has the number already, or had it before a correction."""
    birth_date: date | None = None
    sex: str = ""


ADULT, OLDEST = 18, 100
"""Ages between which nothing is said."""
GOOD = "Numer jest poprawny, nie ma go w kartotece."
FORMER = "Numer jest poprawny, ale miał go wcześniej ktoś z kartoteki."


def had_before(number: str, beside: int | None = None) -> Participant | None:
    """Whose number it was until a correction, the last of them if there are more."""
    changes = PeselChange.objects.filter(old_pesel=number, participant__merged_into=None)
    last = changes.exclude(participant=beside).select_related("participant").first()
    return last.participant if last else None


def check_pesel(typed: str, *, beside: int | None = None) -> PeselCheck:
    """Judge the number; the person `beside` whom it is typed may have it herself."""
    number = "".join(typed.split())
    if not number:
        return PeselCheck()
    if number.isascii() and number.isdecimal() and len(number) < rules.LENGTH:
        return PeselCheck("partial", f"Wpisano cyfr: {len(number)} z {rules.LENGTH}.")
    try:
        rules.validate_pesel(number)
    except ValidationError as wrong:
        return PeselCheck("wrong", wrong.messages[0])
    told = {"birth_date": rules.birth_date_of(number), "sex": rules.sex_of(number)}
    holder = Participant.objects.filter(pesel=number).exclude(pk=beside).first()
    if holder:
        taken = Participant._meta.get_field("pesel").error_messages["taken"]
        return PeselCheck("known", taken, holder, **told)
    if former := had_before(number, beside):
        return PeselCheck("former", FORMER, former, **told)
    return PeselCheck("good", f"{GOOD}{_odd_age(told['birth_date'])}", **told)


def _odd_age(born: date) -> str:
    """The age that a centre's clients seldom have; the number may be her child's or mistyped."""
    today = timezone.localdate()
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return (
        "" if ADULT <= age <= OLDEST else f" Ta osoba ma {age} {plural(age, 'rok', 'lata', 'lat')}."
    )
