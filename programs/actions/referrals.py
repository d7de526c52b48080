from datetime import date

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from participants.models import Participant
from programs.models import Program, Reason, Referral


@action
def refer(
    *, by: User, participant: Participant, program: Program, source: str, on: date, **conditions
) -> Referral:
    """Put a person forward for a programme's year, or for an edition, with that day's conditions."""
    conditions.setdefault("year", on.year)
    return save_checked(
        Referral(
            participant=participant, program=program, source=source, referred_on=on, **conditions
        )
    )


@action
def record_interview(*, by: User, referral: Referral, on: date) -> Referral:
    """Note that the person came to the interview."""
    return _change(referral, interviewed_on=on)


@action
def offer(*, by: User, referral: Referral, on: date) -> Referral:
    """Note that the person was offered a place or work."""
    return _change(referral, offered_on=on)


@action
def decide(
    *, by: User, referral: Referral, decision: str, on: date, reason: Reason | None = None
) -> Referral:
    """Settle a referral; declining needs an offer made before and a reason."""
    return _change(referral, decision=decision, decided_on=on, reason=reason)


def _change(referral: Referral, **values) -> Referral:
    current = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    for field, value in values.items():
        setattr(current, field, value)
    return save_checked(current)
