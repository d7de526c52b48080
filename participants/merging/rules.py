"""Rows of two records that one person cannot have at once, and which of them says nothing more.

Every row that points at a participant moves by itself. Only models whose rows may collide
need a rule; apps that stand above this one add theirs when they start.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import ForeignKey, Model
from pghistory.models import Event

from participants.models import (
    DatedFact,
    Participant,
    ParticipantMerge,
    SocialContract,
)

Rows = dict[str, list[Model]]


@dataclass(frozen=True)
class Rule:
    """How rows of one model collide."""

    clash: Callable[[Model, Model], bool]
    needless: Callable[[Model, Model, Rows], Model | None]
    """Of two that clash the one that can go without loss; none if a person has to decide."""
    advice: str
    """What to do when a person has to decide, after the words that name both."""
    describe: Callable[[Model], str] = str
    related: tuple[str, ...] = ()
    """What describing takes along."""


RULES: dict[str, Rule] = {}


def collide_by(model: str, rule: Rule) -> None:
    """Make the rule known; `model` as in "programs.Enrolment"."""
    RULES[model] = rule


def relations() -> Iterator[ForeignKey]:
    """Every column by which a row belongs to a participant, of whatever app."""
    for relation in Participant._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        model = relation.related_model
        if not issubclass(model, Event | Participant | ParticipantMerge):
            yield relation.field


def model_of(label: str) -> type[Model]:
    return apps.get_model(label)


def _overlap(one: DatedFact, other: DatedFact) -> bool:
    starts_in_time = other.valid_to is None or one.valid_from <= other.valid_to
    return starts_in_time and (one.valid_to is None or other.valid_from <= one.valid_to)


def _covers(one: DatedFact, other: DatedFact) -> bool:
    ends_late = one.valid_to is None or (other.valid_to and other.valid_to <= one.valid_to)
    says_as_much = other.detail in ("", one.detail)
    return bool(one.valid_from <= other.valid_from and ends_late and says_as_much)


def _needless_fact(one: DatedFact, other: DatedFact, rows: Rows) -> DatedFact | None:
    return other if _covers(one, other) else one if _covers(other, one) else None


def _needless_contract(
    one: SocialContract, other: SocialContract, rows: Rows
) -> SocialContract | None:
    if other.settled_on is None or other.settled_on == one.settled_on:
        return other if other.result in ("ongoing", one.result) else None
    return one if one.settled_on is None else None


def _fact_in_words(fact: DatedFact) -> str:
    until = f"do {fact.valid_to:%d.%m.%Y}" if fact.valid_to else "nadal"
    return f"{fact}, od {fact.valid_from:%d.%m.%Y} {until}"


collide_by(
    "participants.DatedFact",
    Rule(
        lambda one, other: one.kind == other.kind and _overlap(one, other),
        _needless_fact,
        "Popraw daty lub szczegóły jednego z tych faktów, tak by się nie nakładały.",
        _fact_in_words,
    ),
)
collide_by(
    "participants.ProfileAssessment",
    Rule(
        lambda one, other: one.assessed_on == other.assessed_on,
        lambda one, other, rows: other if one.profile == other.profile else None,
        "Sprawdź w piśmie z urzędu pracy, który profil ustalono tego dnia, i popraw drugi.",
    ),
)
collide_by(
    "participants.SocialContract",
    Rule(
        lambda one, other: (
            (one.kind, one.purpose, one.signed_on) == (other.kind, other.purpose, other.signed_on)
        ),
        _needless_contract,
        "Sprawdź, jak rozliczono ten kontrakt, i popraw jeden z wpisów.",
    ),
)
