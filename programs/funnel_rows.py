"""People put forward, as the rows of their list show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from mops.typography import day_digits
from programs.actions.funnel import signature, state_of
from programs.models import Referral

Decision = Referral.Decision
MARKS = {Decision.QUALIFIED: "done", Decision.PENDING: "ongoing", Decision.RESERVE: "ongoing"}
"""The shape beside the decision; all others have ended somebody's way."""


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One row, all of it text: a template asks a model thrice as long for each."""

    pk: str
    name: str
    url: str
    referred: str
    listed_for: str
    """The year of the list; empty where the person was put forward for an edition."""
    interviewed: str
    offered: str
    decision: str
    mark: str
    decided: str
    reason: str
    shown: str
    """What the clerk sees, so that what somebody changed meanwhile is found out."""

    @classmethod
    def of(cls, referral: Referral) -> "FunnelRow":
        """The row of a referral whose person and reason are at hand."""
        person, reason = referral.participant, referral.reason
        return cls(
            pk=str(referral.pk),
            name=str(person),
            url=person.get_absolute_url(),
            referred=f"{day_digits(referral.referred_on)}, {referral.get_source_display()}",
            listed_for="" if referral.edition_id else str(referral.year),
            interviewed=_day(referral.interviewed_on),
            offered=_day(referral.offered_on),
            decision=referral.get_decision_display(),
            mark=MARKS.get(referral.decision, "ended"),
            decided=_day(referral.decided_on),
            reason=str(reason) if reason else "",
            shown=signature(state_of(referral)),
        )


def rows_of(referrals: Iterable[Referral]) -> list[FunnelRow]:
    """The rows of these referrals, in their order."""
    return [FunnelRow.of(referral) for referral in referrals]


def _day(value) -> str:
    return day_digits(value) if value else ""
