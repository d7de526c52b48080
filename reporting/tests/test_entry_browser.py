"""A caseworker follows people through an edition in real Chromium, and the year's figures move."""

from datetime import date
from decimal import Decimal
from subprocess import run

import pytest
from playwright.sync_api import Page, expect

from mops.roles import Role
from mops.tests.browser import go, misfits
from participants.tests.factories import person, pesel_of, staff
from programs import actions
from programs.admission.usual import add_usual_conditions
from programs.models import WorkMonth
from programs.tests import factories as make

PASSWORD = "prosze-wpuscic-mnie-7"
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
    """An edition of PAI with three people put forward, one of them in reserve."""
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
            profile="III",
        )
        decision = "reserve" if waits else "qualified"
        actions.decide(by=staff(), referral=referral, decision=decision, on=date(2015, 2, 20))
    return edition


def check(page: Page) -> None:
    """The page is accessible and fits at every width."""
    assert (page.url, misfits(page)) == (page.url, {})


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    go(page.get_by_role("main").get_by_role("link", name=name, exact=True))


def figures(page: Page, site: str) -> list[str]:
    values = []
    for key in FIGURES:
        page.goto(f"{site}/sprawozdania/2015/wskazniki/{key}/")
        values.append(page.locator(".figure-value").inner_text().replace("\xa0", " "))
    return values


def cell(page: Page, row: int, day: int):
    """The cell of a row and a day of April 2015; sums of weeks stand between the days."""
    weeks = sum(1 for earlier in range(1, day) if date(2015, 4, earlier).isoweekday() == 7)
    return page.locator("tbody tr").nth(row).locator("td").nth(day - 1 + weeks)


def words_of(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return " ".join(
        run(command, input=pdf, capture_output=True, check=True).stdout.decode().split()
    )


def test_a_caseworkers_day_and_the_years_figures_follow(edition, caseworker: Page, live_server):
    page, home = caseworker, live_server.url + edition.get_absolute_url()
    assert figures(page, live_server.url) == ["brak danych"] * 3
    number = pesel_of(date(1980, 5, 17), "F", 777)

    page.goto(f"{live_server.url}/uczestnicy/nowy/")
    page.get_by_label("PESEL", exact=True).press_sequentially(number)
    expect(page.locator("#pesel-check")).to_contain_text("Numer jest poprawny")
    page.get_by_label("Nazwisko").fill("Nowicka")
    page.get_by_label("Imię*", exact=True).fill("Łucja")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Łucja Nowicka")
    check(page)

    follow(page, "Przyjmij do edycji…")
    follow(page, "Pokaż też edycje zakończone")
    check(page)
    follow(page, "Skieruj do PAI IV")
    page.get_by_label("Data skierowania").fill("2015-02-05")
    page.get_by_label("Profil pomocy w dniu skierowania").select_option("II")
    check(page)
    press(page, "Zapisz skierowanie")
    expect(page.get_by_text("Zapisano skierowanie: PAI IV")).to_be_visible()

    page.goto(home)
    check(page)
    page.get_by_label("Data, z którą zapisywać").fill("2015-02-20")
    page.get_by_label("Zaznacz: Nowicka Łucja").focus()
    said = page.locator("#funnel-said")
    page.keyboard.press("r")
    expect(said).to_contain_text("Zapisano „rozmowa”. Osoby: 1.")
    page.keyboard.press("z")
    expect(said).to_contain_text("Zapisano „zakwalifikowany”. Osoby: 1.")
    for name in ("Bielska Anna", "Nowicka Łucja"):
        page.get_by_label(f"Zaznacz: {name}").check()
    press(page, "Przyjmij zaznaczonych")
    page.get_by_label("Placówka").select_option(label=str(make.facility()))
    check(page)
    press(page, "Przyjmij do edycji")
    expect(page.get_by_role("region", name="Zanim zapiszesz")).to_contain_text("profil II")
    check(page)
    page.get_by_label("Uzasadnienie mimo ostrzeżeń").fill("profil będzie ustalony ponownie")
    press(page, "Przyjmij do edycji")
    expect(page.get_by_text("Przyjęci do edycji: 2.")).to_be_visible()
    check(page)

    follow(page, "Godziny")
    follow(page, "04.2015")
    cell(page, 0, 1).click()
    page.keyboard.type("4")
    page.keyboard.press("Tab")
    page.keyboard.type("4,5")
    page.keyboard.press("Enter")
    page.keyboard.type("n")
    page.keyboard.press("Enter")
    check(page)
    press(page, "Zapisz godziny")
    expect(page.locator("[data-state]")).to_contain_text("Zapisano")
    assert list(WorkMonth.objects.values_list("hours", flat=True)) == [Decimal("8.50"), 0]

    page.goto(home)
    page.get_by_role("link", name="szczegóły udziału: Bielska Anna").click()
    follow(page, "Przerwij i zastąp")
    page.get_by_label("Ostatni dzień udziału").fill("2015-04-30")
    page.get_by_label("Przyczyna").select_option(label="podjęcie pracy (usprawiedliwiona)")
    expect(page.get_by_label("Cicha Anna")).to_be_checked()
    check(page)
    press(page, "Przerwij i zastąp")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cicha Anna")

    page.goto(home)
    page.get_by_role("link", name="szczegóły udziału: Nowicka Łucja").click()
    expect(page.get_by_role("heading", name="Odstępstwa przy przyjęciu")).to_be_visible()
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
    follow(page, "Zmień: praca na otwartym rynku 15.07.2015")
    page.get_by_label("Potwierdzenie").fill("kopia umowy o pracę")
    check(page)
    press(page, "Zapisz zmiany")
    expect(page.get_by_role("main")).to_contain_text("(kopia umowy o pracę)")
    go(page.get_by_role("link", name="Usuń: praca na otwartym rynku"))
    check(page)
    follow(page, "Wróć bez usuwania")

    follow(page, "Dokumenty")
    check(page)
    address = page.get_by_role("link", name="Drukuj nr 1/PAI/2015").get_attribute("href")
    words = words_of(page.request.get(live_server.url + address).body())
    assert ("Łucja Nowicka" in words, "1/PAI/2015" in words) == (True, True)
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
