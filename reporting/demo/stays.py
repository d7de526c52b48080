"""How people come into an edition, leave it, and what happens to them afterwards."""

from dataclasses import dataclass
from datetime import date

from participants.models import Participant
from programs.actions import complete, enter_past_part, interrupt, record_outcome
from programs.models import Edition, Enrolment, Outcome
from reporting.demo.stage import Crowd, Stage


@dataclass(frozen=True)
class Then:
    """A dated event in the life of each of some people."""

    kind: str
    on: date
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Stay(Crowd):
    """Some people's part in an edition: whole unless dated, completed unless broken off."""

    since: date | None = None
    until: date | None = None
    because: str = ""
    then: tuple[Then, ...] = ()


def job(on: date) -> tuple[Then]:
    """They took a job on the open labour market."""
    return (Then(Outcome.Kind.OPEN_MARKET_JOB, on),)


def play(stage: Stage, edition: Edition, stay: Stay, **details) -> list[Enrolment]:
    """Take all the people of a stay in and let them leave."""
    return [
        finish(stage, begin(stage, edition, stay, person, **details), stay)
        for person in stage.gather(stay)
    ]


def begin(stage: Stage, edition: Edition, stay: Stay, person: Participant, **details) -> Enrolment:
    """Take one person into the edition."""
    return enter_past_part(
        by=stage.by, participant=person, edition=edition, on=stay.since, **details
    )


def finish(stage: Stage, enrolment: Enrolment, stay: Stay, certificate: str = "") -> Enrolment:
    """Let one person leave as the stay says, and enter what happened then."""
    enrolment = leave(stage, enrolment, stay, certificate)
    for event in stay.then:
        record_outcome(
            by=stage.by, enrolment=enrolment, kind=event.kind, on=event.on, detail=event.detail
        )
    return enrolment


def leave(stage: Stage, enrolment: Enrolment, stay: Stay, certificate: str) -> Enrolment:
    """End one person's enrolment: broken off for the stay's reason, else completed."""
    if stay.because:
        return interrupt(
            by=stage.by,
            enrolment=enrolment,
            on=stay.until,
            reason=stage.reasons[stay.because],
        )
    return complete(
        by=stage.by,
        enrolment=enrolment,
        on=stay.until or enrolment.edition.ends_on,
        certificate_number=certificate,
    )
