"""The card that a row would make, and what the register's own rules say of what it writes."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError

from participants.models import Participant
from programs.intake.people import ReadRow
from programs.intake.verdicts.comparing import WRITABLE

IDENTITY = ("pesel", "birth_date", "sex")
NO_SEX = "Nie ma numeru PESEL ani płci, a bez nich nie da się założyć karty. Uzupełnij płeć."
NOT_CHECKED = ("household", "caseworker", "merged_into")


def card_of(row: ReadRow) -> Participant:
    """A new card with what the row tells, not saved."""
    told = {name: row.fields[name] for name in (*WRITABLE, *IDENTITY) if name in row.fields}
    reason = "" if "pesel" in told else Participant.NoPeselReason.NOT_SHOWN
    return Participant(no_pesel_reason=reason, **told)


def refusals(row: ReadRow) -> Iterator[tuple[str, str]]:
    """Why no card can be made of the row, by field."""
    if "sex" not in row.fields:
        yield "sex", NO_SEX
    try:
        card_of(row).clean_fields(exclude=(*NOT_CHECKED, "sex"))
    except ValidationError as refused:
        yield from _each(refused.message_dict)


def refusals_of(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Why a card cannot hold the values, by field."""
    for name, value in values.items():
        try:
            Participant._meta.get_field(name).clean(value, None)
        except ValidationError as refused:
            yield from _each({name: refused.messages})


def _each(messages: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for name, sentences in messages.items():
        for sentence in sentences:
            yield name, sentence
