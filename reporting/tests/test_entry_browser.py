"""A caseworker follows people through an edition in real Chromium, and the year's figures move."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.admission.usual import add_usual_conditions
from programs.tests import factories as make
from reporting.tests.test_report_browser import violations

PASSWORD = "prosze-wpuscic-mnie-7"
WIDTHS = (1280, 390)
FIGURES = ("pai.enrolled", "pai.completed", "pai.not_completed_justified")


@pytest.fixture
def caseworker(page: Page, live_server, account) -> Page:
    """The caseworker's browser, logged in; a failed script fails the test."""
    user = account(Role.CASEWORKER)
    user.set_password(PASSWORD)
    user.save()
    page.set_default_timeout(8000)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{live_server.url}/konto/logowanie/")
    page.locator("[name=username]").fill(user.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"{live_server.url}/")
    yield page
    assert errors == []


@pytest.fixture
def edition(transactional_db):
    """An edition of PAI with three people put forward, one in reserve without the right profile."""
    make.reason()
    add_usual_conditions()
    make.facility()
    edition = make.edition(4, kind="pai", places=2)
    for name in ("Adamska", "Bielska", "Cicha"):
        waits = name == "Cicha"
        referral = make.referral(
            person(name),
            edition=edition,
            program=edition.program,
            profile="II" if waits else "III",
        )
        decision = "reserve" if waits else "qualified"
        actions.decide(by=staff(), referral=referral, decision=decision, on=date(2015, 2, 20))
    return edition


def check(page: Page) -> None:
    """The page is accessible and fits, wide and narrow."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (page.url, width, violations(page), max(overflow, 0)) == (page.url, width, [], 0)
    page.set_viewport_size({"width": 1280, "height": 900})


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def figures(page: Page, site: str) -> list[str]:
    values = []
    for key in FIGURES:
        page.goto(f"{site}/sprawozdania/2015/wskazniki/{key}/")
        values.append(page.locator(".figure-value").inner_text().replace("\xa0", " "))
    return values


def test_people_go_through_an_edition_and_the_years_figures_follow(
    edition, caseworker: Page, live_server
):
    page, home = caseworker, live_server.url + edition.get_absolute_url()
    page.goto(home)
    check(page)
    for name in ("Adamska", "Bielska"):
        page.get_by_label(f"Zaznacz: {name} Anna").check()
    press(page, "Przyjmij zaznaczonych")
    page.get_by_label("Placówka").select_option(label=str(make.facility()))
    check(page)
    press(page, "Przyjmij do edycji")
    expect(page.get_by_text("Przyjęci do edycji: 2.")).to_be_visible()
    check(page)

    follow(page, "Godziny")
    follow(page, "04.2015")
    page.get_by_label("Godziny: Adamska Anna").fill("37,5")
    page.get_by_label("Godziny: Bielska Anna").fill("x")
    press(page, "Zapisz godziny")
    expect(page.get_by_role("alert")).to_contain_text("Wpisz liczbę godzin")
    check(page)
    page.get_by_label("Godziny: Bielska Anna").fill("0")
    press(page, "Zapisz godziny")
    expect(page.get_by_text("Zmienione wpisy: 2.")).to_be_visible()
    check(page)

    page.goto(home)
    page.get_by_role("link", name="szczegóły udziału: Bielska Anna").click()
    follow(page, "Przerwij i zastąp")
    page.get_by_label("Ostatni dzień udziału").fill("2015-04-30")
    page.get_by_label("Przyczyna").select_option(label="podjęcie pracy (usprawiedliwiona)")
    expect(page.get_by_label("Cicha Anna")).to_be_checked()
    page.get_by_text("szczegóły").click()
    check(page)
    press(page, "Przerwij i zastąp")
    expect(page.get_by_role("region", name="Zanim zapiszesz")).to_contain_text("profil II")
    check(page)
    page.get_by_label("Uzasadnienie mimo ostrzeżeń").fill("profil będzie ustalony ponownie")
    press(page, "Przerwij i zastąp")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cicha Anna")
    expect(page.get_by_role("heading", name="Odstępstwa przy przyjęciu")).to_be_visible()
    check(page)

    follow(page, "Wpisz ukończenie")
    check(page)
    press(page, "Zapisz ukończenie")
    expect(page.get_by_role("main")).to_contain_text("nr 1/PAI/2015 z 30.06.2015")
    follow(page, "Wpisz rezultat")
    page.get_by_label("Rezultat").select_option(label="praca na otwartym rynku")
    page.get_by_label("Data").fill("2015-07-15")
    check(page)
    press(page, "Zapisz rezultat")
    expect(page.get_by_text("15.07.2015: praca na otwartym rynku")).to_be_visible()
    assert figures(page, live_server.url) == ["3 osoby", "1 osoba", "1 osoba"]


def test_forms_of_an_edition_and_of_referrals_are_accessible(
    edition, caseworker: Page, live_server
):
    page, home = caseworker, live_server.url + edition.get_absolute_url()
    for address in ("../nowa/", "zmiana/", "przyjecie/", "rozmowa/", "propozycja/", "decyzja/"):
        page.goto(f"{home}{address}")
        check(page)
    press(page, "Zapisz decyzję")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Decyzja")
