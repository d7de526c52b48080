"""What is known of people who are to be taken in, gathered for all of them at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Manager, QuerySet

from participants.models import DatedFact, Participant, ProfileAssessment, SocialContract
from programs.models import Edition, Enrolment, EntryCondition, Referral

Check = EntryCondition.Check

FACTS_OF = {
    Check.USES_ASSISTANCE: (DatedFact.Kind.SOCIAL_ASSISTANCE,),
    Check.REGISTERED: (DatedFact.Kind.REGISTERED,),
    Check.WITHOUT_BENEFIT: (DatedFact.Kind.REGISTERED, DatedFact.Kind.NO_BENEFIT_RIGHT),
    Check.LONG_UNEMPLOYED: (DatedFact.Kind.REGISTERED,),
    Check.DISABILITY: (DatedFact.Kind.DISABILITY,),
    Check.HOMELESSNESS: (DatedFact.Kind.HOMELESSNESS,),
    Check.ADDICTION: (DatedFact.Kind.ADDICTION,),
    Check.AFTER_PRISON: (DatedFact.Kind.AFTER_PRISON,),
    Check.MENTAL_ILLNESS: (DatedFact.Kind.MENTAL_ILLNESS,),
    Check.REFUGEE: (DatedFact.Kind.REFUGEE,),
}
"""The kinds of facts that a check asks about."""


@dataclass(frozen=True)
class Evidence:
    """One person as the records tell of her, and the days of the part she is to take."""

    person: Participant
    on: date
    """Of the referral, else of taking in: the day as of which conditions are judged."""
    starts_on: date
    ends_on: date
    referral: Referral | None = None
    facts: list[DatedFact] = field(default_factory=list)
    profiles: list[ProfileAssessment] = field(default_factory=list)
    contracts: list[SocialContract] = field(default_factory=list)
    parts: list[Enrolment] = field(default_factory=list)
    """Her parts in programmes of this kind."""

    def facts_of(self, kind: str) -> list[DatedFact]:
        """Her facts of one kind, the earliest first."""
        return [fact for fact in self.facts if fact.kind == kind]


def referrals_of(edition: Edition, people: Iterable[Participant]) -> dict[int, Referral]:
    """Each person's referral to the edition, else the one on its year's list."""
    referrals = Referral.objects.for_edition(edition).filter(participant__in=people)
    own_last = referrals.order_by(F("edition").asc(nulls_first=True), "pk")
    return {referral.participant_id: referral for referral in own_last}


def gather(
    edition: Edition,
    people: Collection[Participant],
    on: date,
    checks: set[str],
    referrals: dict[int, Referral],
    with_parts: bool = False,
    beside: Enrolment | None = None,
) -> list[Evidence]:
    """The evidence that the checks need, with one query for each sort of it."""
    kinds = {kind for check in checks for kind in FACTS_OF.get(check, ())}
    parts = Enrolment.objects.of_kind(edition.program.kind).select_related("edition")
    parts = parts.exclude(pk=beside.pk) if beside else parts
    sorts = {
        "facts": (DatedFact.objects.filter(kind__in=kinds), bool(kinds), "valid_from"),
        "profiles": (ProfileAssessment.objects, Check.PROFILE_III in checks, "assessed_on"),
        "contracts": (SocialContract.objects, Check.SOCIAL_CONTRACT in checks, "signed_on"),
        "parts": (parts, with_parts or Check.TOTAL_TIME in checks, "started_on"),
    }
    found = {
        name: _by_person(records, people, order) if is_needed else {}
        for name, (records, is_needed, order) in sorts.items()
    }
    return [
        Evidence(
            person=person,
            on=referral.referred_on if referral else on,
            starts_on=on,
            ends_on=edition.ends_on,
            referral=referral,
            **{name: records.get(person.pk, []) for name, records in found.items()},
        )
        for person in people
        for referral in (referrals.get(person.pk),)
    ]


def _by_person(
    records: QuerySet | Manager, people: Collection[Participant], order: str
) -> dict[int, list]:
    found = defaultdict(list)
    for record in records.filter(participant__in=people).order_by(order, "pk"):
        found[record.participant_id].append(record)
    return found
