"""The part of the demonstration that follows the day: work on the start page, no old years."""

from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from mops.models import User
from participants.models import Participant
from programs.missing import Kind
from programs.models import Edition, Enrolment, WorkMonth
from programs.period import Period
from reporting.demo.load import YEAR

DAYS = (
    date(2026, 11, 22),
    date(2027, 1, 1),
    date(2028, 2, 29),
    date(2028, 7, 31),
)


@pytest.mark.parametrize("day", DAYS)
def test_the_caseworker_finds_work_on_the_start_page(day, demo, client):
    with time_machine.travel(day, tick=False):
        call_command("load_demo", today=True, verbosity=0)
        client.force_login(User.objects.get(username="pracownik"))
        panel = client.get(reverse("start")).context["panels"][0].context
        phases = sorted((str(one.program), one.phase.value) for one in panel["editions"])
    assert phases == [("PAI", "ahead"), ("PAI", "over"), ("PAI", "running"), ("PSU", "running")]
    kinds = {item.kind for duty in panel["duties"] for item in duty.items}
    assert kinds >= {Kind.HOURS, Kind.CERTIFICATES, Kind.FOLLOW_UPS, Kind.DECISIONS}


def test_a_second_time_on_the_same_day_enters_nothing(demo):
    with time_machine.travel(DAYS[0], tick=False):
        call_command("load_demo", today=True, verbosity=0)
        before = Participant.objects.count(), Edition.objects.count(), WorkMonth.objects.count()
        call_command("load_demo", today=True, verbosity=0)
    assert (
        Participant.objects.count(),
        Edition.objects.count(),
        WorkMonth.objects.count(),
    ) == before


def test_nobody_of_the_report_s_year_takes_part(demo):
    of_the_year = set(
        Enrolment.objects.during(Period.of_year(YEAR)).values_list("participant", flat=True)
    )
    with time_machine.travel(DAYS[0], tick=False):
        call_command("load_demo", today=True, verbosity=0)
    now = Enrolment.objects.filter(started_on__gte=date(2026, 1, 1))
    assert now.count() == 26
    assert of_the_year.isdisjoint(now.values_list("participant", flat=True))
