"""The centre of social integration, run by an association: year-long groups in six workshops."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import cycle

from participants.models import DatedFact
from programs.actions import open_edition, pay_benefit, plan_activity
from programs.models import Activity, Benefit, Edition
from reporting.demo.stage import Stage, Truth
from reporting.demo.stays import Stay, play

WORKSHOPS = (
    "budowlany",
    "stolarski",
    "ogrodniczy",
    "rękodzieła artystycznego",
    "gastronomiczny",
    "krawiecki",
)
HOURS_A_YEAR = 1440
BENEFIT_OF_TRIAL_MONTH = Decimal("411.55")
"""Half of the unemployment benefit, for the first month."""


@dataclass(frozen=True, kw_only=True)
class Members(Stay):
    """Some people of a group; the first integration benefit is entered where it is paid here."""

    first_benefit_on: date | None = None


@dataclass(frozen=True)
class Group:
    """One edition with its people."""

    number: int
    starts_on: date
    ends_on: date
    members: tuple[Members, ...]
    agreement: str = ""


GROUP_OF_2014 = Group(
    4,
    date(2014, 9, 1),
    date(2015, 8, 31),
    (
        Members(men=1, until=date(2014, 10, 1), because="not_extended"),
        Members(men=1, until=date(2014, 11, 14), because="struck_off"),
        Members(women=1, until=date(2014, 12, 5), because="resigned"),
        Members(men=1, until=date(2015, 1, 30), because="struck_off"),
        Members(men=1, until=date(2015, 4, 17), because="struck_off"),
        Members(women=1, until=date(2015, 2, 13), because="resigned"),
        Members(men=1, until=date(2015, 3, 6), because="resigned"),
        Members(men=1, until=date(2015, 5, 29), because="resigned"),
        Members(men=1, next=("CIS, prolonged",)),
        Members(
            women=11,
            men=11,
            truths=(Truth(DatedFact.Kind.ALIMONY_DEBTOR, date(2012, 3, 1), people=1),),
        ),
    ),
    "cis 2014",
)
GROUP_OF_2015 = Group(
    5,
    date(2015, 3, 2),
    date(2016, 2, 29),
    (
        Members(men=1, until=date(2015, 4, 1), because="not_extended"),
        Members(men=2, until=date(2015, 6, 12), because="struck_off"),
        Members(women=1, until=date(2015, 9, 18), because="struck_off"),
        Members(women=1, until=date(2015, 5, 8), because="resigned"),
        Members(men=1, until=date(2015, 10, 23), because="resigned"),
        Members(men=1, until=date(2016, 1, 22), because="struck_off"),
        Members(
            whom="CIS after PAI",
            people=1,
            since=date(2015, 6, 1),
            first_benefit_on=date(2015, 6, 30),
        ),
        Members(
            whom="CIS after PAI",
            people=1,
            since=date(2015, 8, 3),
            first_benefit_on=date(2015, 8, 31),
        ),
        Members(whom="CIS, prolonged", people=1, since=date(2015, 9, 1)),
        Members(women=10, men=11),
    ),
    "cis 2015",
)
GROUPS_OF_2015 = (GROUP_OF_2014, GROUP_OF_2015)


def run_groups(stage: Stage, groups: tuple[Group, ...]) -> None:
    """Play some groups, with the workshops that each of them had."""
    for group in groups:
        edition = open_edition(
            by=stage.by,
            program=stage.programs["cis"],
            number=group.number,
            starts_on=group.starts_on,
            ends_on=group.ends_on,
            places=30,
            hours=HOURS_A_YEAR,
            agreement=stage.agreements.get(group.agreement),
        )
        for name in WORKSHOPS:
            plan_activity(
                by=stage.by, edition=edition, kind=Activity.Kind.VOCATIONAL_WORKSHOP, name=name
            )
        _take_in(stage, edition, group)


def _take_in(stage: Stage, edition: Edition, group: Group) -> None:
    workshops = cycle(WORKSHOPS)
    for members in group.members:
        for enrolment in play(stage, edition, members, group=next(workshops)):
            if members.first_benefit_on:
                pay_benefit(
                    by=stage.by,
                    enrolment=enrolment,
                    kind=Benefit.Kind.INTEGRATION,
                    on=members.first_benefit_on,
                    amount=BENEFIT_OF_TRIAL_MONTH,
                )
