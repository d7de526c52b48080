"""Public works: each agreement with the labour office makes an edition of its own."""

from dataclasses import dataclass
from datetime import date

from participants.models import DatedFact
from programs.actions import enter_past_part, open_edition, plan_activity
from programs.models import Activity, Edition, Enrolment
from reporting.demo.agreements import OFFICES, Kind, Signing, sign
from reporting.demo.recruitment import Recruitment, put_forward
from reporting.demo.stage import Stage, Truth
from reporting.demo.stays import Stay, finish

WorkKind = Enrolment.WorkKind
GUARDS, CITY, FORMER = "guards", "city", "former"
WORK_KINDS = {
    GUARDS: WorkKind.CROSSING_GUARD,
    CITY: WorkKind.CITY_WORKS,
    FORMER: WorkKind.CITY_WORKS,
}


@dataclass(frozen=True, kw_only=True)
class Hired(Stay):
    """Some people employed at one kind of work."""

    work: str


@dataclass(frozen=True)
class Works:
    """One agreement and the employment under it."""

    number: int
    signed_on: date
    starts_on: date
    ends_on: date
    hired: tuple[Hired, ...]

    @property
    def has_guards(self) -> bool:
        return any(hired.work == GUARDS for hired in self.hired)


def debtors(since: date, until: date | None = None, people: int | None = None) -> tuple[Truth]:
    """All of some people, or the first of them, owe alimony."""
    return (Truth(DatedFact.Kind.ALIMONY_DEBTOR, since, until, people),)


def run_works(stage: Stage, all_works: tuple[Works, ...]) -> None:
    """Play some agreements from the signature to the end of employment."""
    for works in all_works:
        edition = _open(stage, works)
        if works.has_guards:
            _train_guards(stage, edition)
        for hired in works.hired:
            _employ(stage, edition, works, hired)


def _open(stage: Stage, works: Works) -> Edition:
    agreement = sign(
        stage,
        Signing(
            f"rp {works.starts_on}",
            Kind.PUBLIC_WORKS,
            works.signed_on,
            works.ends_on,
            OFFICES,
            ("rp",),
            "Organizacja robót publicznych",
        ),
        people=sum(hired.women + hired.men + hired.people for hired in works.hired),
    )
    return open_edition(
        by=stage.by,
        program=stage.programs["rp"],
        number=works.number,
        starts_on=works.starts_on,
        ends_on=works.ends_on,
        places=agreement.people,
        agreement=agreement,
        caseworker=stage.by,
    )


def _train_guards(stage: Stage, edition: Edition) -> None:
    plan_activity(
        by=stage.by,
        edition=edition,
        kind=Activity.Kind.COURSE,
        name="kurs nadzorowania bezpiecznego przejścia przez jezdnię",
        provider="Wojewódzki Ośrodek Ruchu Drogowego",
        ends_on=edition.starts_on,
        hours=8,
    )


def _employ(stage: Stage, edition: Edition, works: Works, hired: Hired) -> None:
    when = Recruitment(works.signed_on, None, works.signed_on)
    for person in stage.gather(hired):
        enrolment = enter_past_part(
            by=stage.by,
            participant=person,
            edition=edition,
            on=hired.since,
            referral=put_forward(stage, edition, when, person),
            facility=next(stage.facilities[hired.work]),
            work_kind=WORK_KINDS[hired.work],
        )
        finish(stage, enrolment, hired)
