"""What staff do with people's records. Every write goes through here."""

from datetime import date, datetime

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from participants.merging.doing import merge
from participants.merging.plan import Plan
from participants.merging.undoing import Undoing, undo
from participants.models import (
    DatedFact,
    Participant,
    ParticipantMerge,
    PeselChange,
    ProfileAssessment,
    SocialContract,
)


@action
def register_participant(*, by: User, **fields) -> Participant:
    """Add a person to the register; raises ValidationError naming each wrong field."""
    return save_checked(Participant(**fields))


class StaleParticipant(Exception):
    """Somebody else saved the person after the form was opened; `current` is what they saved."""

    def __init__(self, current: Participant) -> None:
        super().__init__("the person was changed meanwhile")
        self.current = current


@action
def update_participant(
    *, by: User, participant: Participant, version: datetime, **fields
) -> Participant:
    """Change a person's data as read at `version`; raises StaleParticipant if others did before."""
    person = _locked(participant, version)
    for field, value in fields.items():
        setattr(person, field, value)
    return save_checked(person)


def _locked(participant: Participant, version: datetime | None) -> Participant:
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if version and person.updated_at != version:
        raise StaleParticipant(person)
    return person


@action
def correct_pesel(
    *,
    by: User,
    participant: Participant,
    pesel: str | None,
    on: date,
    reason: str,
    version: datetime | None = None,
    **identity,
) -> Participant:
    """Replace a person's PESEL, with birth date or sex where they change too; keep the old one."""
    person = _locked(participant, version)
    change = PeselChange(
        participant=person,
        old_pesel=person.pesel or "",
        new_pesel=pesel or "",
        changed_on=on,
        reason=reason,
    )
    person.pesel = pesel
    for field, value in identity.items():
        setattr(person, field, value)
    save_checked(person)
    save_checked(change)
    return person


@action
def record_fact(*, by: User, participant: Participant, kind: str, **fields) -> DatedFact:
    """Note something true of a person from a day on."""
    return save_checked(DatedFact(participant=participant, kind=kind, **fields))


@action
def end_fact(*, by: User, fact: DatedFact, on: date) -> DatedFact:
    """Note the last day on which something was true of a person."""
    fact = DatedFact.objects.select_for_update().get(pk=fact.pk)
    if fact.valid_to:
        raise ValidationError(f"Ten fakt ma już datę końcową: {fact.valid_to:%d.%m.%Y}.")
    fact.valid_to = on
    return save_checked(fact)


@action
def record_profile(
    *, by: User, participant: Participant, profile: str, on: date, source: str = ""
) -> ProfileAssessment:
    """Note the help profile that the labour office set on a day."""
    return save_checked(
        ProfileAssessment(participant=participant, profile=profile, assessed_on=on, source=source)
    )


@action
def sign_contract(
    *, by: User, participant: Participant, kind: str, on: date, **fields
) -> SocialContract:
    """Note a social contract signed with a person."""
    return save_checked(SocialContract(participant=participant, kind=kind, signed_on=on, **fields))


@action
def settle_contract(
    *, by: User, contract: SocialContract, on: date, fulfilled: bool
) -> SocialContract:
    """Close a social contract as fulfilled or not."""
    contract = SocialContract.objects.select_for_update().get(pk=contract.pk)
    if contract.settled_on:
        raise ValidationError(f"Ten kontrakt rozliczono już {contract.settled_on:%d.%m.%Y}.")
    result = SocialContract.Result
    contract.result = result.FULFILLED if fulfilled else result.NOT_FULFILLED
    contract.settled_on = on
    return save_checked(contract)


MERGED_MEANWHILE = "Jedną z tych kart połączono już z inną. Wróć na kartę osoby i sprawdź."
CHANGED_MEANWHILE = (
    "Dane na jednej z tych kart zmienił w tym czasie ktoś inny. Przejrzyj je jeszcze raz."
)


class OutdatedMerge(ValidationError):
    """Somebody changed or merged one of the records after they were read."""


@action
def merge_participants(
    *,
    by: User,
    kept: Participant,
    merged: Participant,
    choices: dict[str, str] | None = None,
    versions: tuple[datetime, datetime] | None = None,
) -> ParticipantMerge:
    """Make two records of one person one: everything of `merged` becomes that of `kept`.

    `choices` name, by the keys of `merging.fields`, whose value stays. Raises ValidationError
    if rows collide, OutdatedMerge if a record was merged meanwhile or changed since `versions`.
    """
    if kept.pk == merged.pk:
        raise ValidationError("Karty nie można połączyć z nią samą.")
    kept, merged = _both_locked(kept.pk, merged.pk)
    if kept.merged_into_id or merged.merged_into_id:
        raise OutdatedMerge(MERGED_MEANWHILE)
    if versions and versions != (kept.updated_at, merged.updated_at):
        raise OutdatedMerge(CHANGED_MEANWHILE)
    return merge(Plan.of(kept, merged), by, choices or {})


def _both_locked(*numbers: int) -> list[Participant]:
    """The two people, always locked in the same order, so that nobody waits in a circle."""
    people = Participant.with_merged.select_for_update().order_by("pk")
    found = {person.pk: person for person in people.filter(pk__in=numbers)}
    return [found[number] for number in numbers]


@action
def unmerge_participants(*, by: User, merge: ParticipantMerge) -> list[str]:
    """Make two records again of what was merged; says what could not go back, and why."""
    merge = ParticipantMerge.objects.select_for_update().get(pk=merge.pk)
    merge.kept, merge.merged = _both_locked(merge.kept_id, merge.merged_id)
    return undo(Undoing.of(merge), by)
