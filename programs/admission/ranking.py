"""Who of the reserve comes first for a place that is left, and why."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from participants.names import fold
from programs.admission.verdicts import Standing, assess
from programs.models import Edition, Enrolment, Facility, Referral


@dataclass(frozen=True)
class Candidate:
    """One of the reserve, with what puts her where she stands."""

    referral: Referral
    standing: Standing
    on: date
    """The day the place is free."""
    facility: Facility | None = None

    @property
    def parts(self) -> list[Enrolment]:
        """Her parts in programmes of this kind that began before."""
        return [part for part in self.standing.evidence.parts if part.started_on < self.on]

    @property
    def refusals(self) -> int:
        """Offers she has declined so far in this programme."""
        return self.referral.refusals

    @property
    def waiting_since(self) -> date:
        return self.referral.decided_on or self.referral.referred_on

    @property
    def waits(self) -> int:
        """Days from the decision to the day the place is free."""
        return max((self.on - self.waiting_since).days, 0)

    @property
    def knows_facility(self) -> bool:
        return any(self.facility and part.facility_id == self.facility.pk for part in self.parts)

    @property
    def lives_near(self) -> bool:
        """The facility's address names her street."""
        street = fold(self.referral.participant.street).strip()
        return bool(street and self.facility and street in fold(self.facility.address))

    @property
    def order(self) -> tuple:
        """What decides, the weightiest first: conditions, interview, refusals, place, waiting."""
        return (
            len(self.standing.unmet),
            -len(self.standing.met),
            self.referral.interviewed_on is None,
            self.refusals,
            not (self.knows_facility or self.lives_near),
            len(self.parts),
            self.waiting_since,
            self.referral.pk,
        )

    @property
    def tags(self) -> list[str]:
        """Why she stands there, the weightiest first."""
        met, all_of = len(self.standing.met), len(self.standing.verdicts)
        held = self.referral.interviewed_on
        tags = [f"warunki spełnione: {met} z {all_of}"] if all_of else []
        tags.append(f"rozmowa {held:%d.%m.%Y}" if held else "bez rozmowy")
        if self.refusals:
            tags.append(f"wcześniejsze odmowy: {self.refusals}")
        if self.knows_facility:
            tags.append("zna tę placówkę")
        if self.lives_near:
            tags.append("mieszka przy tej samej ulicy co placówka")
        if self.parts:
            tags.append(f"wcześniejsze udziały w programie: {len(self.parts)}")
        tags.append(f"w rezerwie od {self.waiting_since:%d.%m.%Y} (dni: {self.waits})")
        return tags


def ranked(
    edition: Edition, reserve: QuerySet, on: date, facility: Facility | None
) -> list[Candidate]:
    """The referrals in reserve, the first choice on top; as many queries for one as for many."""
    referrals = list(reserve.with_refusals().select_related("participant"))
    by_person = {referral.participant_id: referral for referral in referrals}
    people = [referral.participant for referral in referrals]
    standings = assess(edition, people, on, by_person, with_parts=True)
    candidates = [
        Candidate(referral, standing, on, facility)
        for referral, standing in zip(referrals, standings, strict=True)
    ]
    return sorted(candidates, key=lambda candidate: candidate.order)
