"""What a person's record still wants, each with the form that gives it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from participants.models import DatedFact, Participant


@dataclass(frozen=True)
class Step:
    """One thing to do next: why, what, where, and who may."""

    because: str
    verb: str
    url: str
    needs: str


def next_steps(person: Participant, facts: Iterable[DatedFact]) -> Iterator[Step]:
    """Steps in the order in which a caseworker takes them."""
    change = "participants.change_participant"
    edit = reverse("participant_edit", args=[person.pk])
    if not person.pesel:
        yield Step(
            "Osoba nie ma numeru PESEL.",
            "Wpisz PESEL",
            reverse("participant_pesel", args=[person.pk]),
            "participants.add_peselchange",
        )
    if not person.caseworker_id:
        yield Step("Nikt nie opiekuje się tą osobą.", "Wyznacz opiekuna", edit, change)
    if not (person.address or person.phone or person.email):
        yield Step("Nie ma adresu ani telefonu.", "Uzupełnij kontakt", edit, change)
    today = timezone.localdate()
    if not any(fact.valid_to is None or fact.valid_to >= today for fact in facts):
        yield Step(
            "Nie wiadomo, jaka jest teraz sytuacja życiowa.",
            "Opisz sytuację życiową",
            reverse("fact_create", args=[person.pk]),
            "participants.add_datedfact",
        )
    for contract in person.contracts.all():
        if not contract.settled_on and contract.valid_to and contract.valid_to < today:
            yield Step(
                f"Minął termin: {contract}, do {contract.valid_to:%d.%m.%Y}.",
                "Rozlicz kontrakt",
                reverse("contract_settle", args=[contract.pk]),
                "participants.change_socialcontract",
            )
