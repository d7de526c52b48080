"""Entering a new person at the keyboard, in real Chromium."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from mops.roles import Role
from mops.tests.browser import let_in, misfits, violations
from participants.models import Participant
from participants.tests.factories import person, pesel_of

BORN = date(1980, 5, 17)

pytestmark = pytest.mark.django_db(transaction=True)


def is_fit(page: Page, name: str) -> None:
    """Accessible and no wider than the window, at every width."""
    assert (name, misfits(page)) == (name, {})


@pytest.fixture
def caseworker(page: Page, live_server, client_as) -> Page:
    """A caseworker's browser; a failed script fails the test."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    let_in(page.context, live_server.url, client_as(Role.CASEWORKER))
    yield page
    assert errors == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_new_person_is_entered_by_keyboard(caseworker: Page, live_server):
    known = person("Nowak", born=BORN)
    caseworker.goto(f"{live_server.url}/uczestnicy/")
    caseworker.get_by_role("link", name="Wpisz nową osobę").press("Enter")
    number = caseworker.get_by_label("PESEL", exact=True)
    expect(number).to_be_focused()
    check = caseworker.locator("#pesel-check")
    caseworker.keyboard.type(known.pesel)
    expect(check.get_by_role("link", name="Anna Nowak, ur. 17.05.1980")).to_be_visible()
    is_fit(caseworker, "known PESEL")
    press(caseworker, "Control+a")
    caseworker.keyboard.type("44051401459")
    expect(check).to_contain_text("Cyfra kontrolna numeru PESEL się nie zgadza.")
    press(caseworker, "Control+a")
    caseworker.keyboard.type(pesel_of(BORN, "F", 777))
    press(caseworker, "Tab")
    caseworker.keyboard.type("Nowak")
    press(caseworker, "Tab")
    caseworker.keyboard.type("Anna")
    expect(check).to_contain_text("Numer jest poprawny")
    expect(caseworker.get_by_label("Data urodzenia")).to_have_value("17.05.1980")
    expect(caseworker.get_by_label("Płeć")).to_have_value("F")
    press(caseworker, "Enter")
    summary = caseworker.get_by_role("alert")
    expect(summary).to_be_focused()
    press(caseworker, "Tab", "Enter")
    tick = caseworker.get_by_label("To inna osoba niż wymieniona wyżej")
    expect(tick).to_be_focused()
    is_fit(caseworker, "likely the same")
    press(caseworker, "Space", "Tab", "Enter")
    expect(caseworker).to_have_url(re.compile(r"/uczestnicy/\d+/$"))
    expect(caseworker.get_by_role("heading", level=1)).to_have_text("Anna Nowak")
    is_fit(caseworker, "person's page")
    assert Participant.objects.filter(birth_date=BORN, sex="F", last_name="Nowak").count() == 2


def test_every_form_of_a_person_is_accessible(caseworker: Page, live_server):
    someone = person("Nowak")
    for path in ("edycja", "pesel", "fakty/nowy", "profile/nowy", "kontrakty/nowy"):
        caseworker.goto(f"{live_server.url}/uczestnicy/{someone.pk}/{path}/")
        is_fit(caseworker, path)
        caseworker.locator("main form button[type=submit]").click()
        if path != "edycja":
            expect(caseworker.get_by_text("Popraw błędy w formularzu")).to_be_visible()
            is_fit(caseworker, f"{path} with errors")


def test_a_person_is_found_while_typing_by_keyboard(caseworker: Page, live_server):
    anna = person("Kowalska", born=BORN, city="Jaworzno")
    ewa = person("Kowalska", "Ewa", born=BORN)
    caseworker.goto(f"{live_server.url}/edycje/")
    press(caseworker, "/")
    box = caseworker.get_by_role("combobox", name="Szukaj uczestnika")
    expect(box).to_be_focused()
    caseworker.keyboard.type("kowal")
    options = caseworker.locator("#site-search-list").get_by_role("option")
    expect(options).to_have_text(
        [re.compile(r"Kowalska Anna\s+ur. 17.05.1980, Jaworzno"), re.compile("Kowalska Ewa")]
    )
    expect(caseworker.get_by_role("status").first).to_have_text("Znalezione osoby: 2.")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert violations(caseworker) == []
    press(caseworker, "ArrowDown", "End")
    expect(box).to_have_attribute("aria-activedescendant", f"suggestion-{ewa.pk}")
    press(caseworker, "ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", f"suggestion-{anna.pk}")
    press(caseworker, "Escape")
    expect(caseworker.locator("#site-search-list")).to_be_hidden()
    expect(box).to_have_value("kowal")
    press(caseworker, "ArrowDown")
    expect(options.first).to_be_visible()
    press(caseworker, "ArrowDown", "Enter")
    expect(caseworker.get_by_role("heading", level=1)).to_have_text("Anna Kowalska")
    caseworker.set_viewport_size({"width": 390, "height": 900})
    press(caseworker, "/")
    caseworker.keyboard.type("kowaslka")
    expect(caseworker.get_by_text("Podobnie brzmiące", exact=True)).to_be_visible()
    is_fit(caseworker, "names alike")
    press(caseworker, "Enter")
    expect(caseworker.get_by_text("Oto osoby o podobnie brzmiących.")).to_be_visible()
    assert "kow" not in caseworker.url


def test_the_shortcut_can_be_switched_off(caseworker: Page, live_server):
    caseworker.goto(f"{live_server.url}/edycje/")
    caseworker.locator(".user-menu > summary").click()
    caseworker.get_by_role("button", name="Wyłącz skrót").click()
    caseworker.locator("main").focus()
    press(caseworker, "/")
    expect(caseworker.locator("#site-search")).not_to_be_focused()


def test_merging_is_accessible(caseworker: Page, live_server):
    kept, merged = person("Nowak", phone="111"), person("Nowakowa", phone="222")
    caseworker.goto(f"{live_server.url}/uczestnicy/{kept.pk}/polaczenie/")
    is_fit(caseworker, "merge_start")
    caseworker.goto(f"{live_server.url}/uczestnicy/{kept.pk}/polaczenie/{merged.pk}/")
    is_fit(caseworker, "merge")
    caseworker.get_by_label("Telefon: 222").check()
    caseworker.get_by_role("button", name="Połącz karty").click()
    expect(caseworker.get_by_text("Połączono karty.")).to_be_visible()
    caseworker.get_by_role("link", name="Sprawdź lub rozłącz").click()
    is_fit(caseworker, "merge_undo")
    caseworker.get_by_role("button", name="Rozłącz karty").click()
    expect(caseworker.get_by_text("Rozłączono karty.")).to_be_visible()
    kept.refresh_from_db()
    assert kept.phone == "111"
