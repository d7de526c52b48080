"""How people are put forward for an edition, come to the interview and hear the decision."""

from dataclasses import dataclass
from datetime import date

from mops.saving import save_checked
from participants.models import Participant
from programs.actions import decide, record_interview, refer
from programs.models import Edition, Referral, ReferralList
from programs.models.referral import Source
from reporting.demo.stage import Crowd, Stage

Decision = Referral.Decision


@dataclass(frozen=True)
class Recruitment:
    """The days on which an edition's people were put forward, interviewed and chosen."""

    referred_on: date
    interviewed_on: date | None
    decided_on: date


@dataclass(frozen=True, kw_only=True)
class Candidates(Crowd):
    """Some people who were put forward and did not get in, or not yet."""

    source: str = Source.MOPS
    came: bool = True
    decision: str = Decision.NOT_QUALIFIED


def put_forward(
    stage: Stage,
    edition: Edition,
    when: Recruitment,
    person: Participant,
    *,
    source: str = Source.PUP,
    came: bool = True,
    decision: str = Decision.QUALIFIED,
    **conditions,
) -> Referral:
    """Enter one person's way from being put forward to the decision."""
    referral = refer(
        by=stage.by,
        participant=person,
        program=edition.program,
        edition=edition,
        year=edition.starts_on.year,
        source=source,
        on=when.referred_on,
        **conditions,
    )
    if came and when.interviewed_on:
        referral = record_interview(by=stage.by, referral=referral, on=when.interviewed_on)
    return decide(by=stage.by, referral=referral, decision=decision, on=when.decided_on)


def turn_down(
    stage: Stage,
    edition: Edition,
    when: Recruitment,
    candidates: Candidates,
    person: Participant,
    **conditions,
) -> None:
    """Enter one of some people who were put forward in vain."""
    put_forward(
        stage,
        edition,
        when,
        person,
        source=candidates.source,
        came=candidates.came,
        decision=candidates.decision,
        **conditions,
    )


def receive_list(stage: Stage, program: str, on: date, number: str, **scope) -> ReferralList:
    """Enter the labour office's letter with a list of people."""
    letter = ReferralList(source=Source.PUP, received_on=on, number=number, **scope)
    letter.program = stage.programs[program]
    return save_checked(letter)
