"""What a person's page says comes next in her programmes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.tests import factories as make
from programs.tests.test_entry import url

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


def edition(first: int, last: int, **plan):
    """An edition of PAI by days from today."""
    today = timezone.localdate()
    dates = {"starts_on": today + first * DAY, "ends_on": today + last * DAY}
    return make.edition(4, kind="pai", **dates, **plan)


def referred(to, decision: str = "", *, interviewed: bool = False):
    today = timezone.localdate()
    referral = make.referral(person(), edition=to, program=to.program, on=today - 9 * DAY)
    if interviewed:
        referral = actions.record_interview(by=staff(), referral=referral, on=today)
    if decision:
        referral = actions.decide(by=staff(), referral=referral, decision=decision, on=today)
    return referral


def steps(client, someone) -> list[tuple]:
    """The steps that come of programmes."""
    found = client.get(someone.get_absolute_url()).context["steps"]
    return [(step.because, step.verb, step.url) for step in found if "/edycje/" in step.url]


@pytest.mark.parametrize(
    ("known", "because", "verb", "form"),
    [
        ({}, "Skierowanie czeka na rozmowę: PAI IV.", "Wpisz rozmowę", "referrals_interview"),
        ({"interviewed": True}, "Po rozmowie nie ma decyzji: PAI IV.", "Wpisz decyzję", "referrals_decide"),
        ({"decision": "qualified"}, "Zakwalifikowano: PAI IV.", "Przyjmij", "enrolments_add"),
        ({"decision": "reserve"}, "Czeka w rezerwie: PAI IV.", "Przyjmij", "enrolments_add"),
    ],
)  # fmt: skip
def test_who_is_put_forward_is_led_to_the_next_step(client, known, because, verb, form):
    to = edition(5, 60)
    referral = referred(to, **known)
    form_url = f"{url(form, to)}?referral={referral.pk}"
    assert steps(client, referral.participant) == [(because, verb, form_url)]
    page = client.get(form_url)
    assert page.text.count(str(referral.participant)) > 0


def test_a_refusal_an_edition_that_is_over_and_a_part_taken_want_nothing(client):
    refused = referred(edition(5, 60), "not_qualified")
    late = referred(edition(-60, -5))
    taken = referred(edition(-5, 90), "qualified")
    actions.enrol(by=staff(), participant=taken.participant, edition=taken.edition)
    people = [referral.participant for referral in (refused, late)]
    assert [steps(client, one) for one in people] == [[], []]
    assert [verb for _, verb, _ in steps(client, taken.participant)] == ["Wpisz arkusz"]


def test_what_a_part_lacks_is_asked_for_with_the_person_ticked(client):
    part = make.enrolment(person(), edition(-60, -5))
    assert steps(client, part.participant)[0] == (
        "Nie wpisano, jak skończył się udział w PAI IV.",
        "Wpisz ukończenie",
        f"{url('enrolments_complete', part.edition)}?enrolment={part.pk}&origin={part.pk}",
    )
    actions.complete(by=staff(), enrolment=part)
    verbs = [verb for _, verb, _ in steps(client, part.participant)]
    assert verbs == ["Nadaj numer", "Wpisz arkusz", "Wpisz arkusz"]


def test_what_was_left_a_year_ago_is_not_brought_up(client):
    part = make.enrolment(person(), edition(-460, -400))
    assert steps(client, part.participant) == []


def test_steps_stand_only_where_the_role_may_take_them(client_as):
    part = make.enrolment(person(), edition(-60, -5))
    assert steps(client_as(Role.AUDITOR), part.participant) == []
