"""The social contract as a form to be filled in by hand.

Its parts are those of the regulation of 8.11.2010 on the form of the social contract
(Dz.U. 2010 nr 218 poz. 1439): A for a person or family in a hard situation, B for a person
who strengthens her independence, takes up work or comes out of exclusion; each with an
evaluation.
"""

from dataclasses import dataclass

from mops import typography
from mops.models import Centre
from participants.models import Participant, SocialContract
from programs.documents import paper, values, wording
from programs.documents.fields import examples
from programs.documents.kinds import Kind
from programs.documents.texts import Letter, Text
from programs.models import DocumentTemplate

TITLE = "Kontrakt socjalny"


@dataclass(frozen=True)
class Question:
    """Something to be answered on a number of empty lines."""

    label: str
    lines: int = 3

    @property
    def rows(self) -> range:
        """The lines, as a template walks over them."""
        return range(self.lines)


@dataclass(frozen=True)
class Form:
    """What part A and part B ask differently."""

    purpose: str
    diagnosis: tuple[Question, ...]
    goals: tuple[Question, ...]


FORMS = {
    SocialContract.Kind.A: Form(
        "Współdziałanie osoby lub rodziny z pracownikiem socjalnym w rozwiązywaniu trudnej "
        "sytuacji życiowej.",
        (
            Question("Na czym polega trudna sytuacja i skąd się wzięła?", 4),
            Question("Co może pomóc: umiejętności, zdrowie, bliscy, środki własne"),
            Question("Co utrudnia zmianę: ograniczenia i bariery"),
            Question("Co zrobiono dotąd i z jakim skutkiem?"),
        ),
        (
            Question("Cel główny", 2),
            Question("Cele szczegółowe", 4),
            Question("Po czym poznamy, że cele są osiągnięte?", 3),
        ),
    ),
    SocialContract.Kind.B: Form(
        "Współdziałanie osoby z pracownikiem socjalnym, aby wzmocnić aktywność i samodzielność "
        "życiową lub zawodową albo przeciwdziałać wykluczeniu społecznemu.",
        (
            Question("Wykształcenie, zawód, uprawnienia, ukończone kursy", 3),
            Question("Dotychczasowa praca i przyczyny pozostawania bez niej", 4),
            Question("Mocne strony i zainteresowania"),
            Question("Ograniczenia: zdrowie, opieka nad bliskimi, dojazd, zadłużenie i inne"),
        ),
        (
            Question("Cel główny: samodzielność życiowa lub zawodowa", 2),
            Question("Cele szczegółowe", 4),
            Question("Po czym poznamy, że cele są osiągnięte?", 3),
        ),
    ),
}


def write(person: Participant, kind: str, contract: SocialContract | None = None) -> bytes:
    """The form for a person; with a contract that is signed already, its dates are filled in."""
    centre = Centre.objects.current()
    text = DocumentTemplate.objects.text_of(Kind.CONTRACT)
    known = {
        **values.of_centre(centre),
        **values.of_person(person),
        "rodzaj": kind,
        "data_podpisania": typography.day(contract.signed_on) if contract else "",
        "obowiązuje_do": (
            typography.day(contract.valid_to) if contract and contract.valid_to else ""
        ),
    }
    return _print(text, known, person.sex, centre)


def preview(text: Text, *, woman: bool) -> bytes:
    """The form of a person who does not exist."""
    centre = Centre.objects.current()
    known = {**examples(Kind.CONTRACT, woman=woman), **values.of_centre(centre)}
    return _print(text, known, "F" if woman else "M", centre)


def _print(text: Text, known: dict[str, str], sex: str, centre: Centre) -> bytes:
    facts = (
        ("Imię i nazwisko", known["uczestnik"]),
        ("Data urodzenia", known["data_urodzenia"]),
        ("PESEL", known["pesel"]),
        ("Adres", known["adres"]),
        ("Data zawarcia", known["data_podpisania"]),
        ("Obowiązuje do", known["obowiązuje_do"]),
    )
    place = centre.city or wording.TO_FILL_IN
    dated = f"{place}, dnia {wording.TO_FILL_IN}" if text.is_dated else ""
    letter = Letter(text, known, sex=sex, dated=dated, facts=facts)
    form = FORMS[SocialContract.Kind(known["rodzaj"])]
    return paper.to_pdf(
        Kind.CONTRACT,
        TITLE,
        centre=centre,
        letter=letter,
        form=form,
        steps=range(5),
        marks=range(3),
    )
