"""The activation and integration programme: four editions of 2015, the first of all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from participants.models import DatedFact, Participant
from programs.actions import open_edition, plan_activity, record_hours, record_scores, replace
from programs.models import Activity, Assessment, Edition, Enrolment
from reporting.demo.recruitment import (
    Candidates,
    Recruitment,
    put_forward,
    receive_list,
    turn_down,
)
from reporting.demo.stage import Stage, Truth
from reporting.demo.stays import Stay, begin, finish

Area, Sheet = Assessment.Area, Assessment.Sheet
BEFORE, AFTER = Assessment.Stage

ACTIVITIES = (
    (Activity.Kind.WORKSHOP, "grupowe zajęcia warsztatowe", 40),
    (Activity.Kind.COUNSELLING, "grupowe poradnictwo specjalistyczne", 16),
    (Activity.Kind.SUPPORT_GROUP, "grupy wsparcia", 16),
    (Activity.Kind.COUNSELLING, "indywidualne poradnictwo specjalistyczne", 8),
)


@dataclass(frozen=True, kw_only=True)
class Beneficiaries(Stay):
    """Some people of an edition.

    `stalled` are the areas in which nothing grew, `seen_on` the only sheet that shows the
    growth of the others; `hours` are those of people who were not there all the time.
    """

    joins: bool = False
    hours: Mapping[int, int] | None = None
    stalled: tuple[str, ...] = ()
    seen_on: str = ""
    profile_after: str = "II"


@dataclass(frozen=True)
class Round:
    """One edition: its days, monthly hours of practice, people and those not taken."""

    number: int
    starts_on: date
    ends_on: date
    recruitment: Recruitment
    reprofiled_on: date
    hours: Mapping[int, int]
    beneficiaries: tuple[Beneficiaries, ...]
    candidates: tuple[Candidates, ...] = ()
    places: int = 8
    practice: str = "pai"


def run_rounds(stage: Stage, rounds: tuple[Round, ...]) -> None:
    """Play some editions from the labour office's list to the new profiles."""
    for pai_round in rounds:
        year = pai_round.starts_on.year
        edition = open_edition(
            by=stage.by,
            program=stage.programs["pai"],
            number=pai_round.number,
            starts_on=pai_round.starts_on,
            ends_on=pai_round.ends_on,
            places=pai_round.places,
            hours=160,
            agreement=stage.agreements[f"pai {year}"],
            caseworker=stage.by,
        )
        for kind, name, hours in ACTIVITIES:
            plan_activity(by=stage.by, edition=edition, kind=kind, name=name, hours=hours)
        _Run(stage, edition, pai_round).play()


class _Run:
    """One edition being played: whose place is vacant, how many certificates are given."""

    def __init__(self, stage: Stage, edition: Edition, facts: Round) -> None:
        self.stage = stage
        self.edition = edition
        self.facts = facts
        self.ordinal = count()
        self.certified = count(1)
        self.vacancies: list[Enrolment] = []
        self.conditions = {
            "referral_list": receive_list(
                stage,
                "pai",
                facts.recruitment.referred_on,
                f"PUP/PAI/{facts.number}/{edition.starts_on.year}",
                year=edition.starts_on.year,
                edition=edition,
            ),
            "profile": "III",
            "uses_assistance": True,
            "has_ipd": True,
        }

    def play(self) -> None:
        for beneficiaries in self.facts.beneficiaries:
            for person in self.stage.gather(beneficiaries):
                self._take_part(person, beneficiaries)
        for candidates in self.facts.candidates:
            for person in self.stage.gather(candidates):
                self._turn_down(person, candidates)

    def _take_part(self, person: Participant, stay: Beneficiaries) -> None:
        self._meet_conditions(person)
        referral = put_forward(
            self.stage, self.edition, self.facts.recruitment, person, **self.conditions
        )
        enrolment = self._begin(person, stay, referral)
        index = next(self.ordinal)
        self._score(enrolment, BEFORE, enrolment.started_on, stay, index)
        self._work(enrolment, stay)
        enrolment = finish(self.stage, enrolment, stay, self._certificate(stay))
        if stay.because:
            self.vacancies.append(enrolment)
            return
        self._score(enrolment, AFTER, self.edition.ends_on, stay, index)
        if stay.profile_after:
            self.stage.assess(person, stay.profile_after, self.facts.reprofiled_on)

    def _turn_down(self, person: Participant, candidates: Candidates) -> None:
        self._meet_conditions(person)
        turn_down(
            self.stage,
            self.edition,
            self.facts.recruitment,
            candidates,
            person,
            **self.conditions,
        )

    def _meet_conditions(self, person: Participant) -> None:
        """Registered with the labour office, profile III, on social assistance that month."""
        if person.pk in self.stage.profiles:
            return
        start = self.edition.starts_on
        self.stage.profile(person, "III", date(start.year - 1, 9, 15))
        since = date(start.year - 1, 1, 1)
        for kind in (DatedFact.Kind.REGISTERED, DatedFact.Kind.SOCIAL_ASSISTANCE):
            self.stage.note(person, Truth(kind, since))

    def _begin(self, person: Participant, stay: Beneficiaries, referral) -> Enrolment:
        details = {
            "referral": referral,
            "facility": next(self.stage.facilities[self.facts.practice]),
        }
        if not stay.joins:
            return begin(self.stage, self.edition, stay, person, **details)
        return replace(
            by=self.stage.by,
            enrolment=self.vacancies.pop(0),
            participant=person,
            on=stay.since,
            **details,
        )

    def _work(self, enrolment: Enrolment, stay: Beneficiaries) -> None:
        for month, hours in (stay.hours or self.facts.hours).items():
            record_hours(
                by=self.stage.by,
                enrolment=enrolment,
                facility=enrolment.facility,
                month=date(self.edition.starts_on.year, month, 1),
                hours=hours,
            )

    def _certificate(self, stay: Beneficiaries) -> str:
        if stay.because:
            return ""
        year = self.edition.starts_on.year
        return f"PAI/{self.edition.roman_number}/{year}/{next(self.certified)}"

    def _score(self, enrolment, stage: str, on: date, stay: Beneficiaries, index: int) -> None:
        for sheet in Sheet:
            record_scores(
                by=self.stage.by,
                enrolment=enrolment,
                sheet=sheet,
                stage=stage,
                on=on,
                scores=_scores(sheet, stage, stay, index),
            )


def _scores(sheet: str, stage: str, stay: Beneficiaries, index: int) -> dict[str, int]:
    """Two or three points before; one or two more after, except where nothing grew."""
    scores = {area: 2 + (index + place) % 2 for place, area in enumerate(Area)}
    if stage == BEFORE or (stay.seen_on and sheet != stay.seen_on):
        return scores
    growth = 1 + index % 2
    return {area: score + (0 if area in stay.stalled else growth) for area, score in scores.items()}
