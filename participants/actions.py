"""What staff do with people's records. Every write goes through here."""

from datetime import date

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from participants.models import (
    DatedFact,
    Participant,
    PeselChange,
    ProfileAssessment,
    SocialContract,
)


@action
def register_participant(*, by: User, **fields) -> Participant:
    """Add a person to the register; raises ValidationError naming each wrong field."""
    return save_checked(Participant(**fields))


@action
def correct_pesel(
    *, by: User, participant: Participant, pesel: str | None, on: date, reason: str, **identity
) -> Participant:
    """Replace a person's PESEL, with birth date or sex where they change too; keep the old one."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
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
    result = SocialContract.Result
    contract.result = result.FULFILLED if fulfilled else result.NOT_FULFILLED
    contract.settled_on = on
    return save_checked(contract)
