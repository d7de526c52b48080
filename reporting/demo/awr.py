"""The EU project: social contracts, benefits, family group conferences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from participants.actions import settle_contract, sign_contract
from participants.models import DatedFact, Participant, SocialContract
from programs.actions import open_edition, pay_benefits, plan_activity
from programs.models import Activity, Benefit, Edition, Enrolment
from reporting.demo.stage import Stage, Truth
from reporting.demo.stays import Stay, begin, finish

Kind = Activity.Kind
Purpose = SocialContract.Purpose
DAY_OF_PAYMENT = 20
YOUTH = (1991, 1996)

ACTIVITIES = (
    (Kind.WORKSHOP, "warsztaty motywacyjne", 40),
    (Kind.WORKSHOP, "warsztaty rozwoju zawodowego", 40),
    (Kind.SUPPORT_GROUP, "grupy wsparcia dla młodzieży", 30),
    (Kind.WORKSHOP, "warsztaty robotyki", 24),
    (Kind.WORKSHOP, "warsztaty jazdy konnej", 24),
    (Kind.COURSE, "kurs prawa jazdy", 60),
    (Kind.COUNSELLING, "konsultacje indywidualne z psychologiem lub pedagogiem", 60),
    (Kind.COUNSELLING, "konsultacje indywidualne z doradcą zawodowym", 40),
    (Kind.LOCAL_ANIMATION, "animacja lokalna", 16),
    (Kind.COURSE, "szkolenie z pierwszej pomocy", 8),
    (Kind.COURSE, "szkolenie z prawa antydyskryminacyjnego", 8),
    (Kind.EXAMINATION, "badanie przydatności zawodowej", 10),
    (Kind.TRIP, "wyjazdy integracyjno-szkoleniowe", 48),
    (Kind.COURSE, "wizaż", 16),
    (Kind.COURSE, "pierwsza pomoc przedmedyczna i podstawy pożarnictwa", 16),
)


@dataclass(frozen=True, kw_only=True)
class Supported(Stay):
    """Some people of the project, with a monthly benefit in the months named.

    `family_contract` says how the contract of their family conference was settled, if one was
    held; `extra` are single benefits of each of them.
    """

    contract: str = SocialContract.Kind.A
    benefit: Decimal = Decimal(0)
    months: tuple[int, ...] = ()
    extra: tuple[tuple[date, Decimal], ...] = ()
    family_contract: bool | None = None


@dataclass(frozen=True)
class ProjectYear:
    """One edition of a project."""

    program: str
    number: int
    starts_on: date
    ends_on: date
    supported: tuple[Supported, ...]
    conferences: tuple[date, ...]


def disabled(people: int) -> tuple[Truth]:
    """The first of some people have a disability certificate."""
    return (
        Truth(
            DatedFact.Kind.DISABILITY,
            date(2012, 9, 3),
            people=people,
            detail="stopień umiarkowany",
        ),
    )


AFTER_WINTER_COURSE = {"since": date(2015, 1, 12), "contract": SocialContract.Kind.B}
AFTER_SPRING_COURSE = {"since": date(2015, 4, 1), "contract": SocialContract.Kind.B}
FAMILY = {"since": date(2015, 2, 2), "benefit": Decimal("300.00"), "months": (2, 3, 4, 5, 6)}
COURSE_BENEFIT = Decimal("420.00")
YOUTH_BENEFIT = Decimal("180.00")

YEAR_2015 = ProjectYear(
    "awr",
    8,
    date(2015, 1, 1),
    date(2015, 6, 30),
    (
        Supported(
            whom="AWR, PISiZ I",
            people=13,
            until=date(2015, 3, 31),
            benefit=COURSE_BENEFIT,
            months=(1, 2, 3),
            **AFTER_WINTER_COURSE,
        ),
        Supported(
            whom="AWR, left PISiZ I",
            people=1,
            until=date(2015, 2, 13),
            because="abandoned",
            benefit=COURSE_BENEFIT,
            months=(1,),
            extra=((date(2015, 2, 12), COURSE_BENEFIT),),
            **AFTER_WINTER_COURSE,
        ),
        Supported(
            whom="AWR, PISiZ II",
            people=12,
            benefit=COURSE_BENEFIT,
            months=(4, 5, 6),
            truths=disabled(2),
            **AFTER_SPRING_COURSE,
        ),
        Supported(
            whom="AWR, left PISiZ II",
            people=1,
            until=date(2015, 5, 15),
            because="took_job",
            benefit=COURSE_BENEFIT,
            months=(4,),
            extra=((date(2015, 5, 12), COURSE_BENEFIT),),
            **AFTER_SPRING_COURSE,
        ),
        Supported(
            women=10,
            men=9,
            born=YOUTH,
            since=date(2015, 1, 5),
            benefit=YOUTH_BENEFIT,
            months=(1, 2, 3, 4, 5, 6),
            truths=disabled(3),
        ),
        Supported(
            women=1,
            born=YOUTH,
            since=date(2015, 1, 5),
            until=date(2015, 3, 31),
            because="resigned",
            benefit=YOUTH_BENEFIT,
            months=(1, 2, 3),
        ),
        Supported(women=1, men=1, together=True, family_contract=True, **FAMILY),
        Supported(women=1, men=1, together=True, family_contract=False, **FAMILY),
        Supported(women=1, together=True, family_contract=True, truths=disabled(1), **FAMILY),
        Supported(
            women=1,
            together=True,
            family_contract=True,
            truths=disabled(1),
            extra=((date(2015, 4, 8), Decimal("18.60")), (date(2015, 5, 7), Decimal("37.88"))),
            **FAMILY,
        ),
    ),
    conferences=(
        date(2015, 2, 12),
        date(2015, 3, 5),
        date(2015, 3, 26),
        date(2015, 4, 16),
        date(2015, 5, 14),
        date(2015, 6, 11),
    ),
)


def run_project(stage: Stage, years: Iterable[ProjectYear]) -> None:
    """Play some years of a project."""
    for facts in years:
        edition = open_edition(
            by=stage.by,
            program=stage.programs[facts.program],
            number=facts.number,
            starts_on=facts.starts_on,
            ends_on=facts.ends_on,
            agreement=stage.agreements[facts.program],
        )
        _plan(stage, edition, facts)
        for supported in facts.supported:
            for person in stage.gather(supported):
                _support(stage, edition, supported, person)


def _plan(stage: Stage, edition: Edition, facts: ProjectYear) -> None:
    funded = {"edition": edition, "funding": Activity.Funding.PROJECT}
    for kind, name, hours in ACTIVITIES:
        plan_activity(by=stage.by, kind=kind, name=name, hours=hours, **funded)
    for number, held_on in enumerate(facts.conferences, 1):
        plan_activity(
            by=stage.by,
            kind=Kind.FAMILY_CONFERENCE,
            name=f"Konferencja Grupy Rodzinnej nr {number}",
            starts_on=held_on,
            ends_on=held_on,
            **funded,
        )


def _support(stage: Stage, edition: Edition, supported: Supported, person: Participant) -> None:
    enrolment = begin(stage, edition, supported, person)
    ends_on = supported.until or edition.ends_on
    _contract(stage, supported, person, Purpose.EU_PROJECT, ends_on, not supported.because)
    if supported.family_contract is not None:
        _contract(
            stage,
            supported,
            person,
            Purpose.FAMILY_CONFERENCE,
            ends_on,
            supported.family_contract,
        )
    _pay(stage, supported, enrolment)
    finish(stage, enrolment, supported)


def _contract(
    stage: Stage, supported: Supported, person: Participant, purpose: str, on: date, fulfilled: bool
) -> None:
    contract = sign_contract(
        by=stage.by,
        participant=person,
        kind=supported.contract,
        purpose=purpose,
        on=supported.since,
        valid_to=on,
    )
    settle_contract(by=stage.by, contract=contract, on=on, fulfilled=fulfilled)


def _pay(stage: Stage, supported: Supported, enrolment: Enrolment) -> None:
    year = supported.since.year
    monthly = [(date(year, month, DAY_OF_PAYMENT), supported.benefit) for month in supported.months]
    for paid_on, amount in (*monthly, *supported.extra):
        pay_benefits(
            by=stage.by,
            enrolments=[enrolment],
            kind=Benefit.Kind.PURPOSE,
            paid_on=paid_on,
            amount=amount,
            own_contribution_to=enrolment.edition.agreement,
        )
