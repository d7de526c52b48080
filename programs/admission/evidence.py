"""What is known of people who are to be taken in, gathered for all of them at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, QuerySet

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
) -> list[Evidence]:
    """The evidence that the checks need, with one query for each sort of it."""
    kinds = {kind for check in checks for kind in FACTS_OF.get(check, ())}
    facts = _by_person(DatedFact.objects.filter(kind__in=kinds), people, bool(kinds), "valid_from")
    profiles = _by_person(
        ProfileAssessment.objects.all(), people, Check.PROFILE_III in checks, "assessed_on"
    )
    contracts = _by_person(
        SocialContract.objects.all(), people, Check.SOCIAL_CONTRACT in checks, "signed_on"
    )
    parts = _by_person(
        Enrolment.objects.of_kind(edition.program.kind).select_related("edition"),
        people,
        with_parts or Check.TOTAL_TIME in checks,
        "started_on",
    )
    gathered = []
    for person in people:
        referral = referrals.get(person.pk)
        gathered.append(
            Evidence(
                person=person,
                on=referral.referred_on if referral else on,
                starts_on=on,
                ends_on=edition.ends_on,
                referral=referral,
                facts=facts[person.pk],
                profiles=profiles[person.pk],
                contracts=contracts[person.pk],
                parts=parts[person.pk],
            )
        )
    return gathered


def _by_person(
    records: QuerySet, people: Collection[Participant], is_needed: bool, order: str
) -> dict[int, list]:
    found = defaultdict(list)
    if is_needed:
        for record in records.filter(participant__in=people).order_by(order, "pk"):
            found[record.participant_id].append(record)
    return found
