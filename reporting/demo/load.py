"""The whole demonstration, entered in the order in which it could have happened."""

from collections.abc import Callable
from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mops.demo_accounts import DEMO_ACCOUNTS
from mops.models import Centre, User
from participants.models import Participant
from programs.models import Institution, Program
from reporting.demo import awr, cis, pai, pisiz, psu, public_works
from reporting.demo.agreements import sign_all
from reporting.demo.centre import describe
from reporting.demo.costs import keep_books
from reporting.demo.earlier import play_earlier_years
from reporting.demo.facilities import agree_on_supervision
from reporting.demo.grants import award_all
from reporting.demo.institutions import found
from reporting.demo.later import play_later_years
from reporting.demo.pai_2015 import ROUNDS_2015
from reporting.demo.people import Register
from reporting.demo.programmes import set_up
from reporting.demo.psu_2015 import YEAR_2015
from reporting.demo.public_works_2015 import WORKS_2015
from reporting.demo.reasons import know_reasons
from reporting.demo.staff import hire
from reporting.demo.stage import Stage
from reporting.demo.training import hold_all
from reporting.drafts import start_report

YEAR = 2015
REPORT_DAY = date(2016, 2, 26)

ACTS: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("earlier years", play_earlier_years),
    ("PISiZ", lambda stage: pisiz.run_courses(stage, pisiz.COURSES_2015)),
    ("EU project", lambda stage: awr.run_project(stage, (awr.YEAR_2015,))),
    ("PAI", lambda stage: pai.run_rounds(stage, ROUNDS_2015)),
    ("socially useful work", lambda stage: psu.run_year(stage, YEAR_2015)),
    ("public works", lambda stage: public_works.run_works(stage, WORKS_2015)),
    ("CIS", lambda stage: cis.run_groups(stage, cis.GROUPS_OF_2015)),
    ("later years", play_later_years),
    (
        "costs, grants, training",
        lambda stage: [act(stage) for act in (keep_books, award_all, hold_all)],
    ),
)


class Collision(Exception):
    """The database holds data among which the demonstration cannot stand."""


def is_loaded() -> bool:
    """Whether the demonstration's accounts and people are there already."""
    names = [account.username for account in DEMO_ACCOUNTS]
    accounts = User.objects.filter(username__in=names).count()
    return accounts == len(names) and Participant.objects.exists()


def load(say: Callable[[str], None]) -> None:
    """Enter everything in one transaction; raises Collision, and then nothing is entered."""
    _refuse_collisions()
    try:
        with transaction.atomic():
            _play(say)
    except ValidationError as refusal:
        raise Collision("; ".join(refusal.messages)) from refusal
    except IntegrityError as refusal:
        raise Collision("somebody else entered the same data meanwhile") from refusal


def _refuse_collisions() -> None:
    names = [account.username for account in DEMO_ACCOUNTS]
    found_rows = {
        "accounts": User.objects.filter(username__in=names),
        "programmes": Program.objects.all(),
        "institutions": Institution.objects.all(),
        "a centre": Centre.objects.all(),
        "people": Participant.objects.all(),
    }
    present = [what for what, rows in found_rows.items() if rows.exists()]
    if present:
        raise Collision(f"the database already has {', '.join(present)}")


def _play(say: Callable[[str], None]) -> None:
    staff = hire()
    clerk = staff["pracownik"]
    stage = Stage(clerk, Register(clerk, clerk), know_reasons())
    say("centre, programmes, agreements")
    with pghistory.context(user=clerk.pk, action="load_demo"):
        describe()
        found(stage)
        set_up(stage)
    agree_on_supervision(stage)
    sign_all(stage)
    for name, act in ACTS:
        say(name)
        act(stage)
    say(f"report of {YEAR}")
    start_report(by=staff["kierownik"], year=YEAR, dated_on=REPORT_DAY)
