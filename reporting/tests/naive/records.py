"""All rows in memory, and plain questions about them in one year."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils import timezone

from participants.models import DatedFact, ProfileAssessment, SocialContract
from programs.models import (
    Activity,
    Agreement,
    AgreementAmount,
    Assessment,
    Benefit,
    Cost,
    Edition,
    Enrolment,
    Grant,
    Outcome,
    Referral,
    WorkMonth,
)


class Records:
    """All rows of the database, and plain questions about them in one year."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.first, self.last = date(year, 1, 1), date(year, 12, 31)
        self.editions = list(Edition.objects.select_related("program"))
        self.enrolments = list(
            Enrolment.objects.select_related(
                "edition__program", "reason", "facility", "participant"
            )
        )
        self.referrals = list(Referral.objects.select_related("edition", "program", "reason"))
        self.outcomes = list(Outcome.objects.all())
        self.profiles = list(ProfileAssessment.objects.all())
        self.facts = list(DatedFact.objects.all())
        self.scores = list(Assessment.objects.all())
        self.contracts = list(SocialContract.objects.all())
        self.hours = list(WorkMonth.objects.select_related("enrolment__edition__program"))
        self.benefits = list(Benefit.objects.select_related("enrolment__edition__program"))
        self.costs = list(Cost.objects.select_related("program"))
        self.grants = list(Grant.objects.select_related("program"))
        self.activities = list(Activity.objects.select_related("edition__program"))
        self.amounts = list(AgreementAmount.objects.select_related("agreement"))
        self.agreements = list(Agreement.objects.prefetch_related("programs", "parties"))

    def in_year(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def touches(self, start: date, end: date | None) -> bool:
        return start <= self.last and (end is None or end >= self.first)

    def running(self, kind: str) -> list[Edition]:
        return [
            edition
            for edition in self.editions
            if edition.program.kind == kind and self.touches(edition.starts_on, edition.ends_on)
        ]

    def taking_part(self, kind: str) -> list[Enrolment]:
        return [
            e
            for e in self.enrolments
            if e.edition.program.kind == kind and self.touches(e.started_on, last_day(e))
        ]

    def candidates(self, kind: str) -> list[Referral]:
        return [
            r
            for r in self.referrals
            if r.program.kind == kind and r.edition and self.in_year(r.edition.starts_on)
        ]

    def completed(self, enrolment: Enrolment) -> bool:
        return enrolment.result == "completed" and self.in_year(enrolment.ended_on)

    def interrupted(self, enrolment: Enrolment) -> bool:
        return enrolment.result == "interrupted" and self.in_year(enrolment.ended_on)

    def goes_on(self, enrolment: Enrolment) -> bool:
        return enrolment.ended_on is None or enrolment.ended_on > self.last

    def overdue(self, enrolment: Enrolment) -> bool:
        is_over = enrolment.edition.ends_on <= min(self.last, timezone.localdate())
        return is_over and enrolment.result == "ongoing"

    def has_outcome(self, enrolment: Enrolment, kind: str, since: date) -> bool:
        return any(
            o.participant_id == enrolment.participant_id
            and o.kind == kind
            and self.in_year(o.occurred_on)
            and o.occurred_on >= since
            for o in self.outcomes
        )

    def outcome_later(self, enrolment: Enrolment, kind: str) -> bool:
        return self.has_outcome(enrolment, kind, enrolment.ended_on)

    def moved_to(self, enrolment: Enrolment, kind: str) -> bool:
        return any(
            later.participant_id == enrolment.participant_id
            and later.edition.program.kind == kind
            and enrolment.ended_on < later.started_on <= self.last
            for later in self.enrolments
        )

    def completed_before(self, person: int, kind: str, day: date) -> bool:
        return any(
            e.participant_id == person
            and e.edition.program.kind == kind
            and e.result == "completed"
            and e.ended_on < day
            for e in self.enrolments
        )

    def profiles_of(self, person: int) -> list[ProfileAssessment]:
        mine = (row for row in self.profiles if row.participant_id == person)
        return sorted(mine, key=lambda row: row.assessed_on)

    def bills(self, kind: str) -> list[Cost]:
        return [c for c in self.costs if c.program.kind == kind and self.in_year(c.period_from)]


def last_day(enrolment: Enrolment) -> date:
    """Nobody takes part in an edition longer than it lasts."""
    return enrolment.ended_on or enrolment.edition.ends_on


def people(rows: Iterable) -> set[int]:
    return {row.participant_id for row in rows}


def unless_empty(rows: Iterable, values: dict) -> dict:
    """Where nothing is recorded there is no data, which is not zero."""
    return values if list(rows) else dict.fromkeys(values)


def result_known(enrolments: list[Enrolment], values: dict) -> dict:
    return unless_empty([e for e in enrolments if e.result != "ongoing"], values)


def because(code: str, rows: list) -> set[int]:
    return people(row for row in rows if row.reason.code == code)


def weighing(rows: list, *weights: str) -> list:
    return [row for row in rows if row.reason.weight in weights]


def money(rows: Iterable) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))
