"""Socially useful work: the year's list, offers, seasons, hours and their monthly settlement."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from participants.models import Participant
from programs.actions import (
    decide,
    offer,
    open_edition,
    record_hours,
    record_refund,
    refer,
    settle_month,
)
from programs.models import Cost, Edition, Payer, Referral, Settlement
from programs.models.referral import Source
from reporting.demo.recruitment import Decision, receive_list
from reporting.demo.stage import Crowd, Stage
from reporting.demo.stays import Stay, begin, finish

PSU = "psu"


@dataclass(frozen=True, kw_only=True)
class Listed(Crowd):
    """Some people of the list who did not work, with the day and reason of it."""

    profile: str
    because: str
    on: date
    source: str = Source.PUP


@dataclass(frozen=True, kw_only=True)
class Workers(Stay):
    """Some people who worked.

    `missed` are hours that each of them lacks to the edition's monthly hours, `hours` the
    whole of those who left early; `returning` people are on the year's list already, and
    people met later than the list came are `listed_on` a day of their own.
    """

    profile: str = "III"
    hours: Mapping[int, int] | None = None
    missed: Mapping[int, int] | None = None
    returning: bool = False
    listed_on: date | None = None


@dataclass(frozen=True)
class Season:
    """One edition: when it recruited and ran, its monthly hours and people."""

    number: int
    starts_on: date
    ends_on: date
    offered_on: date
    decided_on: date
    hours: Mapping[int, int]
    workers: tuple[Workers, ...]
    declined: tuple[Listed, ...] = ()


@dataclass(frozen=True)
class Year:
    """One year of socially useful work, with the costs that do not come from hours."""

    year: int
    listed_on: date
    seasons: tuple[Season, ...]
    never_offered: tuple[Listed, ...] = ()
    other_costs: tuple[tuple[str, str, date, Decimal], ...] = ()

    def months_of_work(self) -> Iterator[date]:
        numbers = {month for season in self.seasons for month in season.hours}
        return (date(self.year, month, 1) for month in sorted(numbers))


def run_year(stage: Stage, facts: Year) -> None:
    """Play a year from the list to the settlement."""
    _Play(stage, facts).play()


class _Play:
    """One year being played."""

    def __init__(self, stage: Stage, facts: Year) -> None:
        self.stage = stage
        self.facts = facts
        self.program = stage.programs[PSU]
        self.letter = receive_list(
            stage, PSU, facts.listed_on, f"PUP/PSU/1/{facts.year}", year=facts.year
        )

    def play(self) -> None:
        for season in self.facts.seasons:
            self._work(season)
            for listed in season.declined:
                self._decline(season, listed)
        for listed in self.facts.never_offered:
            self._never_offer(listed)
        self._settle()

    def _put_on_list(
        self, person: Participant, profile: str, source: str = Source.PUP, on: date | None = None
    ) -> Referral:
        year = self.facts.year
        return refer(
            by=self.stage.by,
            participant=person,
            program=self.program,
            year=year,
            referral_list=None if on else self.letter,
            source=source,
            on=on or self.facts.listed_on,
            profile=self.stage.profile(person, profile, date(year - 1, 10, 1)),
            uses_assistance=True,
        )

    def _work(self, season: Season) -> None:
        edition = open_edition(
            by=self.stage.by,
            program=self.program,
            number=season.number,
            starts_on=season.starts_on,
            ends_on=season.ends_on,
            places=30,
            hours=sum(season.hours.values()),
            agreement=self.stage.agreements[f"psu {self.facts.year}"],
            caseworker=self.stage.by,
        )
        for workers in season.workers:
            for person in self.stage.gather(workers):
                self._employ(season, edition, workers, person)

    def _employ(
        self, season: Season, edition: Edition, workers: Workers, person: Participant
    ) -> None:
        referral = None if workers.returning else self._qualify(season, workers, person)
        facility = next(self.stage.facilities[PSU])
        enrolment = begin(
            self.stage, edition, workers, person, referral=referral, facility=facility
        )
        for month, hours in _hours(season, workers):
            record_hours(
                by=self.stage.by,
                enrolment=enrolment,
                facility=facility,
                month=date(self.facts.year, month, 1),
                hours=hours,
            )
        finish(self.stage, enrolment, workers)

    def _qualify(self, season: Season, workers: Workers, person: Participant) -> Referral:
        referral = self._put_on_list(person, workers.profile, on=workers.listed_on)
        referral = offer(by=self.stage.by, referral=referral, on=season.offered_on)
        return decide(
            by=self.stage.by,
            referral=referral,
            decision=Decision.QUALIFIED,
            on=season.decided_on,
        )

    def _decline(self, season: Season, listed: Listed) -> None:
        for person in self.stage.gather(listed):
            referral = self._put_on_list(person, listed.profile, listed.source)
            referral = offer(by=self.stage.by, referral=referral, on=season.offered_on)
            self._close(referral, Decision.DECLINED, listed)

    def _never_offer(self, listed: Listed) -> None:
        for person in self.stage.gather(listed):
            referral = self._put_on_list(person, listed.profile, listed.source)
            self._close(referral, Decision.NEVER_OFFERED, listed)

    def _close(self, referral: Referral, decision: str, listed: Listed) -> None:
        decide(
            by=self.stage.by,
            referral=referral,
            decision=decision,
            on=listed.on,
            reason=self.stage.reasons[listed.because],
        )

    def _settle(self) -> None:
        *_, last = self.facts.months_of_work()
        for month in self.facts.months_of_work():
            settlement = settle_month(
                by=self.stage.by,
                program=self.program,
                month=month,
                reason="Osoby bez godzin zakończyły udział na początku miesiąca.",
                extras={
                    (kind, payer): amount
                    for kind, payer, on, amount in self.facts.other_costs
                    if on == month
                },
            )
            if month != last:
                self._receive_refund(settlement)

    def _receive_refund(self, settlement: Settlement) -> None:
        """The labour office pays what it was asked for in the third week of the next month."""
        asked = Settlement.objects.with_sums().get(pk=settlement.pk).asked
        record_refund(
            by=self.stage.by,
            settlement=settlement,
            on=settlement.period.end + timedelta(days=20),
            amount=asked,
            document=f"wyciąg {settlement.month:%m/%Y}",
        )


def _hours(season: Season, workers: Workers) -> Iterator[tuple[int, int]]:
    """Each month's hours of one person."""
    missed = workers.missed or {}
    for month, hours in (workers.hours or season.hours).items():
        yield month, hours - missed.get(month, 0)


def exams(month: date, amount: Decimal) -> tuple[str, str, date, Decimal]:
    """Medical examinations of newcomers, paid by the labour office."""
    return Cost.Kind.MEDICAL_EXAMS, Payer.PUP, month, amount


def laundry(month: date, amount: Decimal) -> tuple[str, str, date, Decimal]:
    """Washing of work clothes, paid by the centre."""
    return Cost.Kind.LAUNDRY, Payer.MOPS, month, amount
