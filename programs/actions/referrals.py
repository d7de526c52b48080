from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked, told_of
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


@action
def record_interviews(*, by: User, referrals: Iterable[Referral], on: date) -> list[Referral]:
    """Note that each of these people came to the interview; all or nothing."""
    return _change_each(referrals, on, interviewed_on=on)


@action
def make_offers(*, by: User, referrals: Iterable[Referral], on: date) -> list[Referral]:
    """Note that each of these people was offered a place or work; all or nothing."""
    return _change_each(referrals, on, offered_on=on)


@action
def decide_each(
    *,
    by: User,
    referrals: Iterable[Referral],
    decision: str,
    on: date,
    reason: Reason | None = None,
) -> list[Referral]:
    """Settle each of the referrals alike; all or nothing."""
    return _change_each(referrals, on, decision=decision, decided_on=on, reason=reason)


def _change_each(referrals: Iterable[Referral], on: date, **values) -> list[Referral]:
    changed = []
    for referral in referrals:
        with told_of(referral.participant):
            if on < referral.referred_on:
                raise ValidationError(
                    f"Data nie może być wcześniejsza niż skierowanie ({referral.referred_on:%d.%m.%Y})."
                )
            changed.append(_change(referral, **values))
    return changed


def _change(referral: Referral, **values) -> Referral:
    current = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    for field, value in values.items():
        setattr(current, field, value)
    return save_checked(current)
