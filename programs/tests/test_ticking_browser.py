"""Many people ticked at once, in real Chromium."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from mops.tests.browser import go
from participants.tests.factories import person
from participants.tests.test_people_browser import caseworker, is_fit  # noqa: F401
from programs.models import Enrolment
from programs.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def test_all_put_forward_are_interviewed_at_once_and_ticked_anew_in_the_answer(
    caseworker: Page,  # noqa: F811
    live_server,
):
    edition, page = make.edition(), caseworker
    for name in ("Adamska", "Bielska", "Cicha"):
        make.referral(person(name), edition=edition)
    page.goto(live_server.url + reverse("edition_referrals", args=[edition.pk]))
    everybody = page.get_by_label("Zaznacz wszystkich")
    for step, said in (("rozmowa", "„rozmowa”. Osoby: 3."), ("rezerwa", "„rezerwa”. Osoby: 3.")):
        everybody.check()
        expect(page.locator("#funnel-ticked")).to_contain_text("Zaznaczono: 3.")
        page.get_by_role("button", name=step).click()
        expect(page.locator("#funnel-said")).to_contain_text(said)
        expect(everybody).not_to_be_checked()


def test_all_are_ticked_at_once_on_the_editions_page_and_in_the_form(
    caseworker: Page,  # noqa: F811
    live_server,
):
    edition, page = make.edition(), caseworker
    for name in ("Adamska", "Bielska", "Cicha"):
        make.enrolment(person(name), edition)
    page.goto(live_server.url + edition.get_absolute_url())
    everybody, boxes = page.get_by_label("Zaznacz wszystkich"), page.locator("[name=enrolment]")
    everybody.check()
    for box in boxes.all():
        expect(box).to_be_checked()
    boxes.first.uncheck()
    expect(everybody).not_to_be_checked()
    go(page.get_by_role("button", name="Wpisz ukończenie"))
    expect(boxes).to_have_count(2)
    expect(everybody).to_be_checked()

    page.goto(live_server.url + reverse("enrolments_complete", args=[edition.pk]))
    expect(everybody).not_to_be_checked()
    everybody.check()
    is_fit(page, "form with all ticked")
    go(page.get_by_role("button", name="Zapisz ukończenie"))
    assert set(edition.enrolments.values_list("result", flat=True)) == {Enrolment.Result.COMPLETED}
