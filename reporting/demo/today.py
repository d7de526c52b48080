"""What goes on around the day of loading, so that a newcomer's start page has work on it.

Nothing here touches the years of the report: the dates follow the day, and the people are others.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

import pghistory
from django.db import transaction
from django.utils.text import capfirst

from mops.models import User
from mops.saving import save_checked
from participants.models import DatedFact, Participant
from programs.actions import (
    complete,
    enter_past_part,
    interrupt,
    open_edition,
    plan_activity,
    record_hours,
    record_interview,
    record_outcome,
    record_scores,
    refer,
    replace,
    sign_agreement,
)
from programs.actions.referrals import decide
from programs.models import (
    Agreement,
    Assessment,
    Edition,
    Enrolment,
    Facility,
    Institution,
    LegalBasis,
    Outcome,
    Program,
    Rate,
    Reason,
    Referral,
)
from programs.models.referral import Source
from programs.period import Period
from reporting.demo.facilities import SUPERVISORS
from reporting.demo.pai import ACTIVITIES
from reporting.demo.people import Register
from reporting.demo.stage import Crowd, Stage, Truth

LABOUR_MARKET_ACT = (
    "ustawa z dnia 20 marca 2025 r. o rynku pracy i służbach zatrudnienia (Dz. U. z 2025 r. "
    "poz. 620)"
)
LAW_SINCE = date(2025, 6, 1)
RATE, RATE_SINCE = Decimal("10.90"), date(2023, 6, 1)
SATURDAY, HOURS_A_DAY, HOURS_A_MONTH = 6, 2, 40
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
Decision = Referral.Decision


def is_played(today: date) -> bool:
    """Whether an edition goes on today or will."""
    return Edition.objects.filter(ends_on__gte=today).exists()


@transaction.atomic
def play(today: date) -> None:
    """Enter two editions that run, one just over and one that is being filled."""
    _Now(today).play()


class _Now:
    """The present, as seen from the day."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.last_month = Period.of_month(today.replace(day=1) - DAY)
        self.clerk = User.objects.get(username="pracownik")
        self.stage = Stage(self.clerk, _register(self.clerk, today), _reasons())
        self.pai = Program.objects.get(kind=Program.Kind.PAI)
        self.psu = Program.objects.get(kind=Program.Kind.PSU)
        self.offices = [
            Institution.objects.get(kind=kind)
            for kind in (Institution.Kind.MOPS, Institution.Kind.PUP)
        ]

    def play(self) -> None:
        with pghistory.context(user=self.clerk.pk, action="load_demo"):
            self._know_law()
        monday = self.today - timedelta(days=self.today.weekday())
        self._supervise()
        self._end_of_pai(monday - 15 * WEEK, monday - 6 * WEEK - 3 * DAY)
        self._pai(monday - 5 * WEEK, monday + 4 * WEEK - 3 * DAY)
        self._psu(Period.of_month(self.today))
        self._next_pai(monday + 5 * WEEK, monday + 14 * WEEK - 3 * DAY)

    # Law and agreements

    def _know_law(self) -> None:
        if not Rate.objects.valid_on(self.today).filter(kind=Rate.Kind.HOURLY).exists():
            save_checked(
                Rate(program=self.psu, kind=Rate.Kind.HOURLY, value=RATE, valid_from=RATE_SINCE)
            )
        for program in (self.pai, self.psu):
            if not LegalBasis.objects.valid_on(self.today).filter(program=program).exists():
                save_checked(
                    LegalBasis(program=program, citation=LABOUR_MARKET_ACT, valid_from=LAW_SINCE)
                )

    def _supervise(self) -> None:
        """Facilities for half a year each; the agreement with one of them is about to end."""
        self.practices = _facilities("pai 2019")
        self.schools = [place for place in _facilities("psu") if place not in self.practices][:6]
        for place in (*self.practices, *self.schools):
            is_ending = place == self.practices[0]
            self._sign(
                Agreement.Kind.SUPERVISION,
                f"Nadzór nad uczestnikami: {place.institution}",
                self.pai if place in self.practices else self.psu,
                [self.offices[0], place.institution],
                self.today - 22 * WEEK,
                self.today + (12 * DAY if is_ending else 26 * WEEK),
            )

    def _sign(self, kind, subject, program, parties, since: date, until: date) -> Agreement:
        return sign_agreement(
            by=self.clerk,
            kind=kind,
            subject=subject,
            on=since - WEEK,
            valid_from=since,
            valid_to=until,
            parties=parties,
            programs=[program],
        )

    # Editions

    def _open(self, program: Program, since: date, until: date, **plan) -> Edition:
        kind = Agreement.Kind(program.kind)
        agreement = self._sign(
            kind, capfirst(kind.label), program, self.offices, since - 3 * WEEK, until + 4 * WEEK
        )
        number = program.editions.filter(starts_on__year=since.year).count() + 1
        edition = open_edition(
            by=self.clerk,
            program=program,
            number=number,
            starts_on=since,
            ends_on=until,
            agreement=agreement,
            caseworker=self.clerk,
            **plan,
        )
        if program == self.pai:
            for activity, name, hours in ACTIVITIES:
                plan_activity(by=self.clerk, edition=edition, kind=activity, name=name, hours=hours)
        return edition

    def _end_of_pai(self, since: date, until: date) -> None:
        """Over since six weeks: two certificates not given yet, some people to be asked after."""
        edition = self._open(self.pai, since, until, places=8, hours=160)
        enrolments = self._take_in(edition, self._meet(women=4, men=3), self.practices)
        for part in enrolments:
            self._work(part, until)
            self._score(part, Assessment.Stage.BEFORE, since)
            self._score(part, Assessment.Stage.AFTER, until)
        for place, part in enumerate(enrolments, 1):
            number = f"PAI/{edition.roman_number}/{since.year}/{place}" if place < 6 else ""
            complete(by=self.clerk, enrolment=part, on=until, certificate_number=number)
        for part in enrolments[:3]:
            record_outcome(
                by=self.clerk,
                enrolment=part,
                kind=Outcome.Kind.OPEN_MARKET_JOB,
                on=until + WEEK,
            )

    def _pai(self, since: date, until: date) -> None:
        """Running: one left and was replaced, hours and first scores are not all entered."""
        edition = self._open(self.pai, since, until, places=8, hours=160)
        enrolments = self._take_in(edition, self._meet(women=5, men=3), self.practices)
        left = interrupt(
            by=self.clerk,
            enrolment=enrolments.pop(),
            on=self.today - 2 * WEEK,
            reason=self.stage.reasons["absence"],
        )
        reserve = self._put_forward(edition, self._meet(women=1, men=1), Decision.RESERVE)
        enrolments.append(
            replace(
                by=self.clerk,
                enrolment=left,
                participant=reserve[0].participant,
                referral=reserve[0],
                on=self.today - WEEK,
            )
        )
        for part in enrolments[:5]:
            self._work(part, self.last_month.end)
            self._score(part, Assessment.Stage.BEFORE, since)

    def _psu(self, month: Period) -> None:
        """A season since three months, with the next month ahead."""
        since = Period.of_month(month.start - 62 * DAY).start
        until = Period.of_month(month.end + DAY).end
        edition = self._open(self.psu, since, until, places=12, hours=160)
        enrolments = self._take_in(edition, self._meet(women=6, men=4), self.schools)
        for place, part in enumerate(enrolments):
            self._work(part, self.last_month.end if place < 8 else Period.of_month(since).end)
        self._put_forward(edition, self._meet(women=2, men=1), Decision.QUALIFIED)
        self._put_forward(edition, self._meet(women=1, men=2), None)

    def _next_pai(self, since: date, until: date) -> None:
        """Being filled: some interviewed, some not."""
        edition = self._open(self.pai, since, until, places=8, hours=160)
        self._put_forward(edition, self._meet(women=2, men=1), Decision.QUALIFIED)
        self._put_forward(edition, self._meet(women=1), Decision.RESERVE)
        self._put_forward(edition, self._meet(women=3, men=3), None)

    # People

    def _meet(self, women: int = 0, men: int = 0) -> list[Participant]:
        """People who are looking for work without a benefit and live on assistance."""
        years = (self.today.year - 55, self.today.year - 24)
        truths = tuple(
            Truth(kind, self.today - 60 * WEEK)
            for kind in (
                DatedFact.Kind.REGISTERED,
                DatedFact.Kind.NO_BENEFIT_RIGHT,
                DatedFact.Kind.SOCIAL_ASSISTANCE,
            )
        )
        return self.stage.gather(Crowd(women=women, men=men, born=years, truths=truths))

    def _put_forward(
        self, edition: Edition, people: Iterable[Participant], decision: str | None
    ) -> list[Referral]:
        """Referred before the edition, or lately if it is still ahead; decided upon or waiting."""
        day = min(edition.starts_on, self.today) - 2 * WEEK
        referrals = []
        for person in people:
            referral = refer(
                by=self.clerk,
                participant=person,
                program=edition.program,
                edition=edition,
                year=edition.starts_on.year,
                source=Source.PUP,
                on=day,
                uses_assistance=True,
            )
            if decision:
                referral = record_interview(by=self.clerk, referral=referral, on=day + 4 * DAY)
                referral = decide(
                    by=self.clerk, referral=referral, decision=decision, on=day + WEEK
                )
            referrals.append(referral)
        return referrals

    def _take_in(
        self, edition: Edition, people: list[Participant], places: list[Facility]
    ) -> list[Enrolment]:
        referrals = self._put_forward(edition, people, Decision.QUALIFIED)
        where = cycle(places)
        return [
            enter_past_part(
                by=self.clerk,
                participant=referral.participant,
                edition=edition,
                referral=referral,
                facility=next(where),
            )
            for referral in referrals
        ]

    def _work(self, part: Enrolment, until: date) -> None:
        """Two hours on every weekday, forty a month at most."""
        worked = Counter(
            day.replace(day=1)
            for day in Period(part.started_on, until).days()
            if day.isoweekday() < SATURDAY
        )
        for month, days in worked.items():
            hours = Decimal(min(days * HOURS_A_DAY, HOURS_A_MONTH))
            record_hours(by=self.clerk, enrolment=part, month=month, hours=hours)

    def _score(self, part: Enrolment, stage: str, on: date) -> None:
        growth = 1 if stage == Assessment.Stage.AFTER else 0
        for sheet in Assessment.Sheet:
            record_scores(
                by=self.clerk,
                enrolment=part,
                sheet=sheet,
                stage=stage,
                on=on,
                scores=dict.fromkeys(Assessment.Area, 2 + growth),
            )


def _facilities(work: str) -> list[Facility]:
    """Places of the report's years where people work so."""
    names = [name for one in SUPERVISORS if work in one.work for name in one.facility_names]
    return list(Facility.objects.filter(name__in=names).select_related("institution"))


def _register(clerk: User, today: date) -> Register:
    """Makes up other people than those who are known already."""
    taken = Participant.objects.exclude(pesel=None).values_list("pesel", flat=True)
    return Register(
        clerk, clerk, seed=today.toordinal(), taken=taken, entered=Participant.objects.count() + 500
    )


def _reasons() -> dict[str, Reason]:
    return {reason.code: reason for reason in Reason.objects.all()}
