"""The data of two records side by side, and which value is to stay."""

from dataclasses import dataclass

from participants.models import Participant

KEPT, MERGED = "kept", "merged"


@dataclass(frozen=True)
class Choice:
    """Data that stays together: of one record or of the other."""

    key: str
    label: str
    names: tuple[str, ...]

    def values(self, person: Participant) -> dict:
        return {name: getattr(person, _column(name)) for name in self.names}

    def text(self, person: Participant) -> str:
        """The value as people read it."""
        if self is ADDRESS:
            return person.address
        shown = [_in_words(person, name) for name in self.names]
        return ", ".join(filter(None, shown))

    def is_filled(self, person: Participant) -> bool:
        """Something is there; of the identity, the number."""
        names = self.names[:1] if self is IDENTITY else self.names
        return any(getattr(person, _column(name)) for name in names)

    def differs(self, kept: Participant, merged: Participant) -> bool:
        return self.values(kept) != self.values(merged)

    def sensible(self, kept: Participant, merged: Participant) -> str:
        """Which to offer: what is filled rather than what is empty."""
        return MERGED if self.is_filled(merged) and not self.is_filled(kept) else KEPT


IDENTITY = Choice(
    "identity", "PESEL, data urodzenia, płeć", ("pesel", "birth_date", "sex", "no_pesel_reason")
)
"""Birth date and sex must agree with the number, so they go with it."""
ADDRESS = Choice("address", "Adres", ("street", "house_number", "postcode", "city"))
CHOICES = (
    Choice("last_name", "Nazwisko", ("last_name",)),
    Choice("first_name", "Imię", ("first_name",)),
    Choice("second_name", "Drugie imię", ("second_name",)),
    IDENTITY,
    Choice("other_document", "Inny dokument tożsamości", ("other_document",)),
    ADDRESS,
    Choice("phone", "Telefon", ("phone",)),
    Choice("email", "E-mail", ("email",)),
    Choice("household", "Gospodarstwo domowe", ("household",)),
    Choice("caseworker", "Opiekun", ("caseworker",)),
)


def _column(name: str) -> str:
    return Participant._meta.get_field(name).attname


def _in_words(person: Participant, name: str) -> str:
    if name == "pesel":
        return person.pesel or "bez numeru PESEL"
    if name == "birth_date":
        return f"ur. {person.birth_date:%d.%m.%Y}"
    shown = getattr(person, f"get_{name}_display", None)
    return str(shown() if shown else getattr(person, name) or "")
