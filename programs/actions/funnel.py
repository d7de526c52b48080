"""Referrals marked in a list, many at once, by somebody who sees how they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked, told_of
from programs.models import Referral

STATE = ("interviewed_on", "offered_on", "decision", "decided_on", "reason_id")
"""What came of a referral."""


@dataclass(frozen=True)
class Mark:
    """One referral's state before and after a change, in the order of STATE."""

    referral: int
    before: tuple
    after: tuple


def state_of(referral: Referral) -> tuple:
    """How the referral stands."""
    return tuple(getattr(referral, name) for name in STATE)


def signature(state: Iterable) -> str:
    """The state as one text, so that what was shown can be compared with what stands."""
    return "|".join("" if value is None else str(value) for value in state)


@action
def mark_referrals(
    *, by: User, referrals: Iterable[Referral], shown: Mapping[int, str], on: date, **values
) -> list[Mark]:
    """Set the values on each referral, all or nothing; tells what became of each.

    `shown` are the signatures of the states that the clerk saw. Whoever was changed since, by
    somebody else, is named and nothing is saved.
    """
    marks = []
    for referral in _locked(referrals):
        with told_of(referral.participant):
            before = state_of(referral)
            if shown.get(referral.pk) != signature(before):
                raise ValidationError(
                    f"Ktoś zmienił to skierowanie w tym czasie: {standing(referral)}."
                )
            if on < referral.referred_on:
                raise ValidationError(
                    f"Data nie może być wcześniejsza niż skierowanie ({referral.referred_on:%d.%m.%Y})."
                )
            marks.append(_set(referral, before, values))
    return [mark for mark in marks if mark.before != mark.after]


@action
def unmark_referrals(*, by: User, marks: Iterable[Mark]) -> list[Mark]:
    """Put referrals back as they stood before a change; refuses if they changed again since."""
    marks = {mark.referral: mark for mark in marks}
    undone = []
    for referral in _locked(marks):
        mark = marks[referral.pk]
        with told_of(referral.participant):
            if signature(state_of(referral)) != signature(mark.after):
                raise ValidationError(
                    f"Nie można cofnąć, ktoś zmienił to skierowanie: {standing(referral)}."
                )
            undone.append(_set(referral, mark.after, dict(zip(STATE, mark.before, strict=True))))
    return undone


def standing(referral: Referral) -> str:
    """How the referral stands now, in words."""
    told = [referral.get_decision_display()]
    if referral.decided_on:
        told.append(f"od {referral.decided_on:%d.%m.%Y}")
    if referral.interviewed_on:
        told.append(f"rozmowa {referral.interviewed_on:%d.%m.%Y}")
    if referral.offered_on:
        told.append(f"propozycja {referral.offered_on:%d.%m.%Y}")
    return ", ".join(told)


def _locked(referrals) -> Iterable[Referral]:
    """In one order, so that two clerks who mark the same people wait and never block each other."""
    keys = [getattr(referral, "pk", referral) for referral in referrals]
    found = Referral.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    return found.select_related("participant", "reason").order_by("pk")


def _set(referral: Referral, before: tuple, values: Mapping) -> Mark:
    for name, value in values.items():
        setattr(referral, name, value)
    save_checked(referral)
    return Mark(referral.pk, before, state_of(referral))
