"""Interviews and decisions entered at the keyboard, in real Chromium."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from participants.tests.factories import person
from participants.tests.test_people_browser import caseworker, is_fit, press  # noqa: F401
from programs.models import Referral
from programs.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("Adamska", "Bielska", "Cicha", "Dolna")


@pytest.fixture
def edition():
    """An edition with four people put forward, and more for a second page."""
    make.reason("illness")
    edition = make.edition()
    for name in (*NAMES, *(f"Zawada{'a' * number}" for number in range(23))):
        make.referral(person(name), edition=edition)
    return edition


def decisions() -> dict[str, str]:
    """Who of the four was marked, and how."""
    rows = Referral.objects.filter(participant__last_name__in=NAMES).exclude(decision="pending")
    return dict(rows.values_list("participant__last_name", "decision"))


def test_people_are_interviewed_and_decided_upon_by_keyboard(
    edition,
    caseworker: Page,  # noqa: F811
    live_server,
):
    page, said = caseworker, caseworker.locator("#funnel-said")
    page.goto(live_server.url + reverse("edition_referrals", args=[edition.pk]))
    is_fit(page, "list")
    page.get_by_label("Data, z którą zapisywać").fill("2015-02-10")
    row = {name: page.get_by_label(f"Zaznacz: {name} Anna") for name in NAMES}

    row["Adamska"].focus()
    press(page, "r")
    expect(said).to_contain_text("Zapisano „rozmowa”. Osoby: 1.")
    expect(row["Adamska"]).to_be_focused()
    expect(row["Adamska"]).not_to_be_checked()
    assert Referral.objects.get(interviewed_on=date(2015, 2, 10)).participant.last_name == "Adamska"

    press(page, "Shift+ArrowDown", "z")
    expect(said).to_contain_text("Zapisano „zakwalifikowany”. Osoby: 2.")
    assert decisions() == {"Adamska": "qualified", "Bielska": "qualified"}
    expect(row["Bielska"]).to_be_focused()
    press(page, "u")
    expect(said).to_contain_text("Cofnięto ostatnią zmianę. Osoby: 2.")
    assert decisions() == {}
    expect(row["Bielska"]).to_be_focused()

    press(page, "j", "Space", "j", "Space")
    expect(page.locator("#funnel-ticked")).to_contain_text("Zaznaczono: 2.")
    press(page, "n")
    expect(said).to_contain_text("wybierz przyczynę")
    reason = page.get_by_label("Przyczyna")
    expect(reason).to_be_focused()
    is_fit(page, "a reason is asked for")
    press(page, "Escape")
    expect(row["Dolna"]).to_be_focused()
    press(page, "n")
    reason.select_option(label="choroba (usprawiedliwiona)")
    press(page, "Enter")
    expect(said).to_contain_text("Zapisano „niezakwalifikowany”. Osoby: 2.")
    assert decisions() == {"Cicha": "not_qualified", "Dolna": "not_qualified"}


def test_on_the_editions_page_ticks_outlive_a_turn_and_a_colleague_is_not_overwritten_unseen(
    edition,
    caseworker: Page,  # noqa: F811
    live_server,
):
    page, said = caseworker, caseworker.locator("#funnel-said")
    page.goto(live_server.url + edition.get_absolute_url())
    is_fit(page, "edition")
    page.get_by_label("Data, z którą zapisywać").fill("2015-02-10")
    page.get_by_label("Zaznacz: Adamska Anna").check()
    page.get_by_role("link", name="Następna").click()
    expect(page.locator("#funnel-ticked")).to_contain_text(
        "Zaznaczono: 1, w tym na innych stronach: 1."
    )
    page.get_by_label("Data, z którą zapisywać").fill("2015-02-10")
    adamska = Referral.objects.filter(participant__last_name="Adamska")
    adamska.update(decision="reserve", decided_on=date(2015, 2, 9))
    press_on_list(page, "w")
    expect(said).to_contain_text("Adamska Anna: Ktoś zmienił to skierowanie w tym czasie")
    expect(said).to_contain_text("rezerwa, od 09.02.2015")
    page.get_by_role("link", name="Poprzednia").click()
    expect(page.get_by_label("Zaznacz: Adamska Anna")).to_be_checked()
    page.get_by_label("Data, z którą zapisywać").fill("2015-02-10")
    press_on_list(page, "z")
    expect(said).to_contain_text("Osoby: 1.")
    assert decisions() == {"Adamska": "qualified"}


def press_on_list(page: Page, key: str) -> None:
    page.locator("tbody [name=referral]").first.focus()
    press(page, key)
