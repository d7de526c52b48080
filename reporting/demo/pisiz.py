"""The point of social and vocational integration: two courses of 2015 within the EU project."""

from dataclasses import dataclass
from datetime import date

from programs.actions import open_edition, plan_activity
from programs.models import Activity, Edition
from programs.models.referral import Source
from reporting.demo.recruitment import Candidates, Decision, Recruitment, put_forward, turn_down
from reporting.demo.stage import Stage
from reporting.demo.stays import Stay, begin, finish, job

Kind, Funding = Activity.Kind, Activity.Funding

FUNDED = (
    (Kind.WORKSHOP, "warsztaty z psychologiem", 40),
    (Kind.COUNSELLING, "konsultacje indywidualne z psychologiem", 28),
    (Kind.SUPPORT_GROUP, "grupy wsparcia z psychologiem", 20),
    (Kind.WORKSHOP, "warsztaty z terapeutą ds. uzależnień", 12),
    (Kind.COUNSELLING, "konsultacje indywidualne z doradcą zawodowym", 28),
    (Kind.WORKSHOP, "warsztaty z instruktorem reintegracji zawodowej", 60),
    (Kind.WORKSHOP, "warsztaty komputerowe", 30),
    (Kind.COUNSELLING, "porada prawna", 10),
    (Kind.LOCAL_ANIMATION, "animacja lokalna", 8),
)
VOLUNTARY = (
    (Kind.COURSE, "zajęcia z zakresu pierwszej pomocy", 4),
    (Kind.COURSE, "profilaktyka zdrowotna", 4),
    (Kind.COURSE, "zajęcia z zakresu przepisów dotyczących ubezpieczeń społecznych", 4),
)


@dataclass(frozen=True, kw_only=True)
class Trainees(Stay):
    """Some people of a course."""

    source: str = Source.MOPS


@dataclass(frozen=True)
class Course:
    """One edition of PISiZ: its days, its people and those who were not taken."""

    number: int
    starts_on: date
    ends_on: date
    recruitment: Recruitment
    trainees: tuple[Trainees, ...]
    candidates: tuple[Candidates, ...] = ()


WINTER_2015 = Course(
    1,
    date(2015, 1, 12),
    date(2015, 3, 20),
    Recruitment(date(2014, 12, 8), date(2014, 12, 17), date(2015, 1, 8)),
    trainees=(
        Trainees(men=1, until=date(2015, 2, 13), because="abandoned", next=("AWR, left PISiZ I",)),
        Trainees(women=1, then=job(date(2015, 4, 13)), next=("AWR, PISiZ I",)),
        Trainees(men=1, then=job(date(2015, 5, 4)), next=("AWR, PISiZ I",)),
        Trainees(women=1, next=("AWR, PISiZ I", "PSU II after PISiZ")),
        Trainees(men=1, source=Source.OWN, next=("AWR, PISiZ I",)),
        Trainees(women=2, men=1, source=Source.PUP, next=("AWR, PISiZ I",)),
        Trainees(women=1, then=job(date(2016, 2, 8)), next=("AWR, PISiZ I",)),
        Trainees(women=1, next=("AWR, PISiZ I", "RP in 2016")),
        Trainees(women=2, men=2, next=("AWR, PISiZ I",)),
    ),
    candidates=(
        Candidates(women=1, decision=Decision.RESERVE, next=("PISiZ II, in reserve",)),
        Candidates(women=2, men=1, next=("not in PISiZ",)),
        Candidates(men=1, source=Source.PUP, next=("not in PISiZ",)),
        Candidates(women=1, men=1, came=False),
    ),
)
SPRING_2015 = Course(
    2,
    date(2015, 4, 1),
    date(2015, 6, 15),
    Recruitment(date(2015, 3, 9), date(2015, 3, 18), date(2015, 3, 27)),
    trainees=(
        Trainees(
            women=1,
            until=date(2015, 5, 15),
            because="took_job",
            then=job(date(2015, 5, 18)),
            next=("AWR, left PISiZ II",),
        ),
        Trainees(whom="PISiZ II, in reserve", people=1, next=("AWR, PISiZ II",)),
        Trainees(women=1, then=job(date(2015, 7, 1)), next=("AWR, PISiZ II",)),
        Trainees(men=1, then=job(date(2015, 9, 7)), next=("AWR, PISiZ II",)),
        Trainees(women=1, men=1, source=Source.PUP, next=("AWR, PISiZ II",)),
        Trainees(women=3, men=4, next=("AWR, PISiZ II",)),
    ),
    candidates=(
        Candidates(women=2, men=1, next=("not in PISiZ",)),
        Candidates(women=1, men=1, source=Source.PUP, next=("not in PISiZ",)),
        Candidates(men=1, source=Source.PUP, came=False),
    ),
)
COURSES_2015 = (WINTER_2015, SPRING_2015)


def run_courses(stage: Stage, courses: tuple[Course, ...]) -> None:
    """Play some courses from recruitment to certificates."""
    for course in courses:
        edition = open_edition(
            by=stage.by,
            program=stage.programs["pisiz"],
            number=course.number,
            starts_on=course.starts_on,
            ends_on=course.ends_on,
            places=14,
            hours=220,
            caseworker=stage.by,
        )
        _plan(stage, edition)
        _teach(stage, edition, course)
        for candidates in course.candidates:
            for person in stage.gather(candidates):
                turn_down(stage, edition, course.recruitment, candidates, person)


def _plan(stage: Stage, edition: Edition) -> None:
    for funding, activities in ((Funding.PROJECT, FUNDED), (Funding.VOLUNTARY, VOLUNTARY)):
        for kind, name, hours in activities:
            plan_activity(
                by=stage.by, edition=edition, kind=kind, name=name, funding=funding, hours=hours
            )


def _teach(stage: Stage, edition: Edition, course: Course) -> None:
    certified = 0
    for trainees in course.trainees:
        for person in stage.gather(trainees):
            referral = put_forward(
                stage, edition, course.recruitment, person, source=trainees.source
            )
            enrolment = begin(stage, edition, trainees, person, referral=referral)
            certified += not trainees.because
            number = f"PISiZ/{edition.roman_number}/{edition.starts_on.year}/{certified}"
            finish(stage, enrolment, trainees, number)
