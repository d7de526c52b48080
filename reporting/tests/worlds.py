"""Small made-up worlds that live on the edges: border days, two records where one is usual."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from participants.models import DatedFact, Participant, ProfileAssessment, SocialContract
from programs.models import (
    Assessment,
    Benefit,
    Edition,
    Enrolment,
    Outcome,
    Program,
    Reason,
    Referral,
    WorkMonth,
)
from reporting.tests.surroundings import Surroundings

Decision = Referral.Decision
Result = Enrolment.Result
DAY = timedelta(days=1)


class Days:
    """Days around a year, those on its borders more often than others."""

    def __init__(self, random: Random, year: int) -> None:
        self.random = random
        self.first, self.last = date(year - 1, 1, 1), date(year + 1, 12, 31)
        self.borders = [
            date(which, month, day)
            for which in (year - 1, year, year + 1)
            for month, day in ((1, 1), (1, 31), (2, 28), (6, 30), (7, 1), (12, 30), (12, 31))
        ]

    def between(self, first: date, last: date) -> date:
        """A day from the first to the last one."""
        near = [day for day in (first, last, first + DAY, *self.borders) if first <= day <= last]
        if self.random.random() < 0.7:
            return self.random.choice(near)
        return first + self.random.randint(0, (last - first).days) * DAY

    def any(self) -> date:
        return self.between(self.first, self.last)

    def span(self) -> tuple[date, date]:
        """A first and a last day."""
        start = self.any()
        return start, self.between(start, self.last)

    def about(self, day: date) -> date:
        """That very day or one near it."""
        return day + self.random.choice((-1, 0, 0, 1, 40)) * DAY


def make_world(seed: int, year: int, size: int) -> None:
    """Insert a world of so many people around the year; the same seed makes the same world."""
    random = Random(seed)
    days = Days(random, year)
    surroundings = Surroundings(random, days)
    editions = surroundings.insert()
    people = Participant.objects.bulk_create(made_up_person(n, random) for n in range(size))
    lives = [Life(person, editions, surroundings.facilities, random, days) for person in people]
    enrolments = Enrolment.objects.bulk_create(row for life in lives for row in life.enrolments)
    for model, rows in (
        (Referral, [row for life in lives for row in life.referrals(year)]),
        (Outcome, [row for life in lives for row in life.outcomes()]),
        (ProfileAssessment, [row for life in lives for row in life.profiles()]),
        (DatedFact, [row for life in lives for row in life.facts()]),
        (SocialContract, [row for life in lives for row in life.contracts()]),
        (Assessment, [row for one in enrolments for row in scores(one, random)]),
        (WorkMonth, [row for one in enrolments for row in hours(one, random)]),
        (Benefit, [row for one in enrolments for row in benefits(one, random, days)]),
    ):
        model.objects.bulk_create(rows)


def made_up_person(number: int, random: Random) -> Participant:
    return Participant(
        last_name=f"Zmyślona {number}",
        first_name="Osoba",
        sex=random.choice("FM"),
        birth_date=date(1980, 1, 1) + number * DAY,
        no_pesel_reason="other",
    )


class Life:
    """What happens to one person."""

    def __init__(self, person, editions: list[Edition], facilities, random: Random, days: Days):
        self.person = person
        self.editions = editions
        self.facilities = facilities
        self.random = random
        self.days = days
        self.reasons = list(Reason.objects.order_by("code"))
        self.enrolments = list(self._enrolments())

    def _enrolments(self) -> Iterator[Enrolment]:
        free_from: dict[Edition, date | None] = {e: e.starts_on for e in self.editions}
        for _ in range(self.random.randint(0, 6)):
            edition = self.random.choice(self.editions)
            since = free_from[edition]
            if since is None or since > edition.ends_on:
                continue
            enrolment = self._enrolment(edition, self.days.between(since, edition.ends_on))
            free_from[edition] = enrolment.ended_on and enrolment.ended_on + DAY
            yield enrolment

    def _enrolment(self, edition: Edition, start: date) -> Enrolment:
        result = self.random.choice((*Result, Result.COMPLETED))
        enrolment = Enrolment(
            participant=self.person,
            edition=edition,
            started_on=start,
            result=result,
            facility=self.random.choice((None, *self.facilities)),
            work_kind=self.random.choice(("", *Enrolment.WorkKind)),
        )
        if result != Result.ONGOING:
            enrolment.ended_on = self.days.between(start, edition.ends_on)
        if result == Result.INTERRUPTED:
            enrolment.reason = self.random.choice(self.reasons)
        if result == Result.COMPLETED and self.random.random() < 0.7:
            enrolment.certificate_number = "1"
            enrolment.certificate_on = self.days.about(enrolment.ended_on)
        return enrolment

    def _telling_days(self) -> list[date]:
        """The person's own borders, with the days beside them."""
        own = {day for e in self.enrolments for day in (e.started_on, e.ended_on) if day}
        return [self.days.any(), *(self.days.about(day) for day in sorted(own))]

    def _some_days(self) -> set[date]:
        days = self._telling_days()
        return set(self.random.sample(days, self.random.randint(0, min(4, len(days)))))

    def referrals(self, year: int) -> Iterator[Referral]:
        """On the lists of several years, and to editions."""
        for program in {e.program for e in self.editions if e.program.kind == Program.Kind.PSU}:
            for which in (year - 1, year, year + 1):
                if self.random.random() < 0.6:
                    yield self._referral(program=program, year=which)
        for edition in self.editions:
            if self.random.random() < 0.3:
                starts_on = edition.starts_on
                yield self._referral(program=edition.program, edition=edition, year=starts_on.year)

    def _referral(self, **target) -> Referral:
        decision = self.random.choice(list(Decision))
        day = self.days.any()
        is_offered = decision == Decision.DECLINED or self.random.random() < 0.5
        return Referral(
            participant=self.person,
            source=self.random.choice(("pup", "mops", "own")),
            referred_on=day,
            interviewed_on=self.random.choice((None, day)),
            offered_on=day if is_offered and decision != Decision.NEVER_OFFERED else None,
            decision=decision,
            decided_on=None if decision == Decision.PENDING else day,
            reason=self.random.choice(self.reasons) if decision == Decision.DECLINED else None,
            **target,
        )

    def outcomes(self) -> Iterator[Outcome]:
        kinds = ("open_market_job", "open_market_job", "internship", "word_course", "deregistered")
        found = {(self.random.choice(kinds), day) for day in self._some_days()}
        return (Outcome(participant=self.person, kind=kind, occurred_on=day) for kind, day in found)

    def profiles(self) -> Iterator[ProfileAssessment]:
        return (
            ProfileAssessment(
                participant=self.person,
                profile=self.random.choice(("I", "II", "III")),
                assessed_on=day,
            )
            for day in sorted(self._some_days())
        )

    def facts(self) -> Iterator[DatedFact]:
        """Stretches of one kind one after another, the last one open or not."""
        for kind in ("alimony_debtor", "registered"):
            days = sorted(self._some_days())
            for number, start in enumerate(days):
                if number + 1 < len(days):
                    end = self.days.between(start, days[number + 1] - DAY)
                else:
                    end = self.random.choice((None, self.days.between(start, start + 300 * DAY)))
                yield DatedFact(participant=self.person, kind=kind, valid_from=start, valid_to=end)

    def contracts(self) -> Iterator[SocialContract]:
        for day in sorted(self._some_days()):
            result = self.random.choice(list(SocialContract.Result))
            is_settled = result != SocialContract.Result.ONGOING
            yield SocialContract(
                participant=self.person,
                kind="B",
                purpose=self.random.choice(list(SocialContract.Purpose)),
                signed_on=day,
                result=result,
                settled_on=self.days.between(day, day + 500 * DAY) if is_settled else None,
            )


def scores(enrolment: Enrolment, random: Random) -> Iterator[Assessment]:
    """Some areas of some sheets of somebody in PAI, before, after or both."""
    if enrolment.edition.program.kind != Program.Kind.PAI or random.random() < 0.3:
        return
    for sheet in Assessment.Sheet:
        for area in Assessment.Area:
            for stage in Assessment.Stage:
                if random.random() < 0.8:
                    yield Assessment(
                        enrolment=enrolment,
                        sheet=sheet,
                        area=area,
                        stage=stage,
                        score=random.randint(1, 5),
                        filled_on=enrolment.started_on,
                    )


def hours(enrolment: Enrolment, random: Random) -> Iterator[WorkMonth]:
    """Hours of some of the months, in public works too, where no figure counts them."""
    if enrolment.facility is None:
        return
    month = enrolment.started_on.replace(day=1)
    while month <= (enrolment.ended_on or enrolment.edition.ends_on):
        if random.random() < 0.5:
            yield WorkMonth(
                enrolment=enrolment,
                facility=enrolment.facility,
                month=month,
                hours=Decimal(random.randint(0, 160)) / 4,
            )
        month = (month + 31 * DAY).replace(day=1)


def benefits(enrolment: Enrolment, random: Random, days: Days) -> Iterator[Benefit]:
    for _ in range(random.choice((0, 0, 1, 3))):
        yield Benefit(
            enrolment=enrolment,
            kind=random.choice(list(Benefit.Kind)),
            paid_on=max(days.about(enrolment.started_on), enrolment.started_on),
            amount=Decimal(random.randint(1, 99999)) / 100,
        )
