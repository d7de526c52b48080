"""Which rows are taken in, and as whom."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from participants.models import Participant
from programs.intake.verdicts.comparing import compare
from programs.intake.verdicts.people import refusals
from programs.intake.verdicts.register import referred
from programs.intake.verdicts.verdict import Difference, Judged, Kind, RowVerdict

ALWAYS_LEFT = (Kind.ERROR, Kind.DUPLICATE, Kind.REFERRED)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody decided of one row."""

    take: bool = True
    participant: int | None = None
    """Of a doubtful row: whose it is; none makes a new person."""
    update: tuple[str, ...] | None = None
    """Which differing fields of the card become what the list tells; none means all of them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A row to be written: to whose card, and which fields of it."""

    verdict: RowVerdict
    participant: int | None
    changes: tuple[Difference, ...] = ()


def chosen(
    judged: Judged, accept: Collection[Kind], choices: Mapping[int, Choice]
) -> Iterator[Taken]:
    """The rows to write. Raises ValidationError for a choice that cannot be carried out."""
    cards = _cards(choices)
    there = referred(cards, judged.target)
    for verdict in judged.rows:
        choice = choices.get(verdict.number)
        if not is_taken(verdict, accept, choice):
            continue
        if verdict.kind is Kind.DOUBTFUL:
            yield _settled(verdict, choice, cards, there)
        else:
            changes = (*_updates(verdict.differences, choice), *verdict.fills)
            yield Taken(verdict, verdict.participant, changes)


def is_taken(verdict: RowVerdict, accept: Collection[Kind], choice: Choice | None) -> bool:
    """Whether the row is to be written; a doubtful one only when somebody decided of it."""
    if verdict.kind in ALWAYS_LEFT:
        return False
    if choice:
        return choice.take
    return verdict.kind in accept and verdict.kind is not Kind.DOUBTFUL


def _cards(choices: Mapping[int, Choice]) -> dict[int, Participant]:
    numbers = {choice.participant for choice in choices.values() if choice.participant}
    return Participant.objects.in_bulk(numbers) if numbers else {}


def _settled(
    verdict: RowVerdict, choice: Choice, cards: Mapping[int, Participant], there: set[int]
) -> Taken:
    said = f"Wiersz {verdict.number}: "
    if choice.participant is None:
        wrong = [sentence for _, sentence in refusals(verdict.row)]
        if verdict.participant:
            wrong.append("Osoba o tym numerze PESEL jest już w kartotece.")
        if wrong:
            raise ValidationError([said + sentence for sentence in wrong])
        return Taken(verdict, None)
    card = cards.get(choice.participant)
    if card is None or card.pk not in verdict.candidates:
        raise ValidationError(f"{said}wskazano osobę, której ten wiersz nie może dotyczyć.")
    if card.pk in there:
        raise ValidationError(f"{said}{card} jest już na liście skierowanych.")
    differences, fills = compare(verdict.row, card)
    # Who it is was doubted, so what the card says stays unless a field was named.
    named = choice.update or ()
    changes = [change for change in differences if change.field in named]
    return Taken(verdict, card.pk, (*changes, *fills))


def _updates(differences: tuple[Difference, ...], choice: Choice | None) -> tuple[Difference, ...]:
    if choice is None or choice.update is None:
        return differences
    return tuple(change for change in differences if change.field in choice.update)
