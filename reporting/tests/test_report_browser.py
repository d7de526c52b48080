"""The department head's way through the report, in real Chromium."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from mops.demo_accounts import DEMO_ACCOUNTS
from mops.models import User
from mops.tests.browser import let_in, misfits, violations
from reporting.models import Section

PASSWORDS = {account.username: account.password for account in DEMO_ACCOUNTS}
PAGES = {
    "list of reports": "/sprawozdania/",
    "report": "/sprawozdania/2015/",
    "year without data": "/sprawozdania/1999/",
    "figures": "/sprawozdania/2015/wskazniki/",
    "figure over people": "/sprawozdania/2015/wskazniki/pai.completed/",
    "share": "/sprawozdania/2015/wskazniki/rp.retained_percent/",
    "amount": "/sprawozdania/2015/wskazniki/psu.cost_total/",
    "claim": "/sprawozdania/2015/sprawdzenia/pai.reprofiling/",
}


@pytest.fixture
def head(page: Page, demo_site: str) -> Page:
    """The department head's browser, logged in; a failed script fails the test."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    client = Client()
    client.force_login(User.objects.get(username="kierownik"))
    let_in(page.context, demo_site, client)
    yield page
    assert errors == []


def test_every_page_is_accessible_and_fits_at_every_width(head: Page, demo_site):
    wrong = {}
    for name, path in PAGES.items():
        head.goto(demo_site + path)
        if found := misfits(head):
            wrong[name] = found
    assert wrong == {}


def test_figure_opens_in_a_dialog_by_keyboard_and_leads_to_a_person(head: Page, demo_site):
    head.goto(f"{demo_site}/sprawozdania/2015/")
    link = head.locator('a[href$="/wskazniki/pai.left_child_illness/"]').first
    link.focus()
    head.keyboard.press("Enter")
    dialog = head.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Przerwali PAI: choroba dziecka")).to_be_visible()
    expect(dialog.locator(".figure-value")).to_have_text("1 osoba")
    assert violations(head) == []
    head.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    link.click()
    dialog.locator("tbody th a").click()
    expect(head).to_have_url(re.compile(r"/uczestnicy/\d+/$"))


def test_figure_opens_without_javascript(browser, demo_site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo_site}/konto/logowanie/")
    page.locator("[name=username]").fill("audytor")
    page.locator("[name=password]").fill(PASSWORDS["audytor"])
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"{demo_site}/")
    page.goto(f"{demo_site}/sprawozdania/2015/")
    page.locator('a[href$="/wskazniki/rp.employed/"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zatrudnieni w robotach publicznych")
    expect(page.locator(".figure-value")).to_have_text("56 osób")
    context.close()


def test_text_is_edited_in_place_with_picker_and_preview(head: Page, demo_site):
    section = Section.objects.get(heading="Szkolenia i warsztaty dla pracowników")
    head.goto(f"{demo_site}/sprawozdania/2015/")
    place = head.locator(f"#rozdzial-{section.pk}")
    place.get_by_role("link", name="Edytuj tekst").click()
    text = place.get_by_label("Treść")
    text.fill("W roku przeszkolono ")
    assert violations(head) == []
    place.get_by_label("Znajdź wskaźnik").fill("przeszkoleni mops")
    place.get_by_role("button", name="Przeszkoleni pracownicy MOPS").click()
    expect(text).to_have_value("W roku przeszkolono {training.mops_people|osoba|osoby|osób}")
    preview = place.locator(".section-preview")
    expect(preview).to_contain_text("W roku przeszkolono 14 osób")
    text.press("End")
    text.type(" i {training.mops}.")
    expect(preview).to_contain_text("nie ma wskaźnika „training.mops”")
    place.get_by_role("button", name="Zapisz tekst").click()
    expect(place.get_by_text("Popraw błędy w formularzu")).to_be_visible()
    text.fill("W {year} r. przeszkolono {training.mops_people|osoba|osoby|osób}.")
    place.get_by_role("button", name="Zapisz tekst").click()
    expect(place).to_contain_text("W 2015 r. przeszkolono 14 osób.")
    expect(place.get_by_role("link", name="Edytuj tekst")).to_be_visible()


def test_abandoned_edit_changes_nothing(head: Page, demo_site):
    section = Section.objects.get(heading="Punkt Integracji Społecznej i Zawodowej")
    head.goto(f"{demo_site}/sprawozdania/2015/")
    place = head.locator(f"#rozdzial-{section.pk}")
    before = place.inner_text()
    place.get_by_role("link", name="Edytuj tekst").click()
    place.get_by_label("Treść").fill("Nic.")
    place.get_by_role("link", name="Porzuć zmiany").click()
    expect(place.get_by_role("link", name="Edytuj tekst")).to_be_visible()
    assert place.inner_text() == before


def test_pdf_is_downloaded(head: Page, demo_site):
    response = head.request.get(f"{demo_site}/sprawozdania/2015/sprawozdanie.pdf")
    assert (response.status, response.headers["content-type"]) == (200, "application/pdf")
    assert response.body()[:5] == b"%PDF-"
