"""What happened to a person, told in one column, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from participants.models import Participant
from programs.models import Referral


@dataclass(frozen=True)
class Moment:
    """One thing that happened to a person, from a day on."""

    on: date
    until: date | None
    kind: str
    text: str
    url: str = ""
    state: str = ""
    """How it ended or stands now, in words; empty where there is nothing to end."""


def timeline(person: Participant) -> list[Moment]:
    """Referrals, enrolments, outcomes, profiles, contracts and PESEL changes, newest first.

    After read_programs(), which takes along what referrals and enrolments name.
    """
    moments = [
        *_referrals(person),
        *_enrolments(person),
        *_outcomes(person),
        *_profiles(person),
        *_contracts(person),
        *_pesel_changes(person),
    ]
    return sorted(moments, key=lambda moment: (moment.on, moment.kind, moment.text), reverse=True)


def _referrals(person: Participant) -> Iterator[Moment]:
    for referral in person.referrals.all():
        target = str(referral.edition or f"{referral.program}, rok {referral.year}")
        decision = referral.get_decision_display()
        yield Moment(
            referral.referred_on,
            None,
            "skierowanie",
            f"{target} – {referral.get_source_display()}",
            _list_of(referral),
            f"{decision}: {referral.reason.name}" if referral.reason else decision,
        )


def _list_of(referral: Referral) -> str:
    if referral.edition:
        return referral.edition.get_absolute_url()
    return reverse("year_referrals", args=[referral.program_id, referral.year])


def _enrolments(person: Participant) -> Iterator[Moment]:
    for enrolment in person.enrolments.all():
        place = f" – {enrolment.facility}" if enrolment.facility else ""
        result = enrolment.get_result_display()
        yield Moment(
            enrolment.started_on,
            enrolment.ended_on,
            "uczestnictwo",
            f"{enrolment.edition.program} {enrolment.edition.roman_number}{place}",
            enrolment.get_absolute_url(),
            f"{result}: {enrolment.reason.name}" if enrolment.reason else result,
        )


def _outcomes(person: Participant) -> Iterator[Moment]:
    for outcome in person.outcomes.select_related("enrolment"):
        text = ", ".join(filter(None, (outcome.get_kind_display(), outcome.detail, outcome.proof)))
        after = outcome.enrolment.get_absolute_url() if outcome.enrolment else ""
        yield Moment(outcome.occurred_on, None, "rezultat", text, after)


def _profiles(person: Participant) -> Iterator[Moment]:
    for profile in person.profiles.all():
        source = f" ({profile.source})" if profile.source else ""
        yield Moment(
            profile.assessed_on, None, "profil pomocy", f"{profile.get_profile_display()}{source}"
        )


def _contracts(person: Participant) -> Iterator[Moment]:
    for contract in person.contracts.all():
        yield Moment(
            contract.signed_on,
            contract.settled_on or contract.valid_to,
            "kontrakt socjalny",
            f"{contract.get_kind_display()}, {contract.get_purpose_display()}",
            state=contract.get_result_display(),
        )


def _pesel_changes(person: Participant) -> Iterator[Moment]:
    for change in person.pesel_changes.all():
        yield Moment(change.changed_on, None, "zmiana numeru PESEL", change.reason)
