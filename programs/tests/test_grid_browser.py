"""The sheet of days at the keyboard, in real Chromium; and two clerks at one sheet."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect

from mops.roles import Role
from participants.tests.factories import person, staff
from participants.tests.test_people_browser import is_fit
from programs import actions
from programs.models import WorkDay, WorkMonth
from programs.presence import Presence
from programs.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def opened(browser: Browser, live_server, client_as, browser_context_args):
    """Opens pages as accounts, each in a browser of its own; a failed script fails the test."""
    errors, contexts = [], []

    def open_page(path: str, role: str) -> Page:
        context = browser.new_context(**browser_context_args)
        contexts.append(context)
        cookie = client_as(role).cookies["sessionid"]
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def cell(page: Page, row: int, column: int):
    """The cell of a row, counted from 0, and a day of the month."""
    weeks = sum(1 for day in range(1, column) if date(2015, 4, day).isoweekday() == 7)
    return page.locator("tbody tr").nth(row).locator("td").nth(column - 1 + weeks)


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def days() -> dict:
    rows = WorkDay.objects.select_related("enrolment__participant")
    return {
        (row.enrolment.participant.last_name, row.day.day): str(Presence.of(row)) for row in rows
    }


def test_a_month_is_typed_pasted_and_saved_by_keyboard(opened):
    make.rate("weekly_hours", "10")
    make.rate("monthly_hours", "40")
    edition = make.edition()
    parts = [make.enrolment(person(name), edition) for name in ("Ala", "Iga", "Ola")]
    page = opened(f"/edycje/{edition.pk}/godziny/?month=2015-04", Role.CASEWORKER)
    state, live = page.locator("[data-state]"), page.locator("[data-live]")
    cell(page, 0, 1).click()
    page.keyboard.type("4")
    keys(page, "Tab")
    page.keyboard.type("4,50")
    keys(page, "Enter")
    expect(cell(page, 0, 2)).to_have_text("4,5")
    expect(cell(page, 1, 2)).to_be_focused()
    page.keyboard.type("n")
    keys(page, "ArrowLeft")
    page.keyboard.type("9")
    keys(page, "Escape")
    expect(cell(page, 1, 1)).to_have_text("")
    keys(page, "F2")
    page.keyboard.type("0")
    keys(page, "Enter", "End", "Home", "Control+ArrowUp")
    expect(cell(page, 0, 1)).to_be_focused()
    expect(state).to_have_text("Niezapisane zmiany: 4")
    # The week began in March; its days of April are on the sheet.
    expect(page.locator("tbody tr").first.locator("td.sum").first).to_have_text("8,5")

    cell(page, 0, 8).click()
    page.get_by_role("button", name="Jak w zeszłym tygodniu: wszyscy").click()
    expect(cell(page, 0, 8)).to_have_text("4")
    expect(cell(page, 1, 9)).to_have_text("")
    cell(page, 0, 10).click()
    page.keyboard.type("2")
    keys(page, "Enter")
    expect(live).to_contain_text("Ponad limit. Ala Anna: suma tygodnia od 06.04.2015: 10,5 h")
    expect(page.locator("tbody tr").first.locator("[data-over]")).to_have_text("ponad limit")
    cell(page, 0, 10).click()
    keys(page, "Delete")
    expect(page.locator("tbody tr").first.locator("[data-over]")).to_be_hidden()

    cell(page, 1, 13).click()
    paste(page, "2\t2,25\tx\r\n3\tu\t1\r\n9\t9\t9\r\n")
    expect(cell(page, 2, 14)).to_have_text("u")
    problems = page.locator("[data-problems] li")
    expect(problems).to_have_count(4)
    expect(problems.first).to_contain_text("Iga Anna, środa 15.04.2015, „x”: wpisz godziny")
    expect(problems.last).to_have_text("„9”: poza tabelą")
    cell(page, 0, 20).click()
    paste(page, "ola ANNA\t1\t1\nNieznana Ewa\t1\t1\n")
    expect(cell(page, 2, 21)).to_have_text("1")
    expect(problems).to_have_text(["„Nieznana Ewa”: nie ma takiej osoby w tabeli"])
    is_fit(page, "sheet with changes")
    keys(page, "Control+s")
    expect(state).to_contain_text("Zapisano")
    page.reload()
    expect(cell(page, 0, 2)).to_have_text("4,5")
    assert days() == {
        ("Ala", 1): "4",
        ("Ala", 2): "4,5",
        ("Ala", 8): "4",
        ("Ala", 9): "4,5",
        ("Iga", 1): "0",
        ("Iga", 2): "n",
        ("Iga", 8): "0",
        ("Iga", 13): "2",
        ("Iga", 14): "2,25",
        ("Ola", 13): "3",
        ("Ola", 14): "u",
        ("Ola", 15): "1",
        ("Ola", 20): "1",
        ("Ola", 21): "1",
    }
    assert WorkMonth.objects.get(enrolment=parts[0]).hours == Decimal("17.00")


def test_a_month_that_runs_opens_on_today(opened, time_machine):
    time_machine.move_to(date(2015, 4, 22), tick=True)
    edition = make.edition()
    make.enrolment(person("Ala"), edition)
    page = opened(f"/edycje/{edition.pk}/godziny/?month=2015-04", Role.CASEWORKER)
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    expect(cell(page, 0, 22)).to_be_in_viewport()
    expect(cell(page, 0, 22)).to_have_attribute("tabindex", "0")
    expect(page.locator("thead th[aria-current=date]")).to_have_text("środa 22.04.2015śr22")
    expect(cell(page, 0, 1)).not_to_be_in_viewport()
    page.goto(page.url.replace("2015-04", "2015-03"))
    expect(page.locator("tbody td[tabindex='0']")).to_have_count(1)
    expect(page.locator("tbody td").first).to_have_attribute("tabindex", "0")


def test_a_limit_exceeded_by_a_colleagues_hours_is_explained(opened):
    make.rate("weekly_hours", "10")
    edition = make.edition()
    make.enrolment(person("Ala"), edition)
    path = f"/edycje/{edition.pk}/godziny/?month=2015-04"
    mine, theirs = opened(path, Role.CASEWORKER), opened(path, Role.HEAD)
    for page, day, state in ((theirs, 7, "Zapisano"), (mine, 8, "Nie zapisano")):
        cell(page, 0, day).click()
        page.keyboard.type("6")
        keys(page, "Enter", "Control+s")
        expect(page.locator("[data-state]")).to_contain_text(state)
    problems = mine.locator("[data-problems] li")
    expect(problems.first).to_contain_text("12 h przy limicie 10 h")
    expect(problems.last).to_contain_text("Wliczono godziny, które ktoś wpisał w tym czasie.")


def test_two_clerks_at_one_sheet_overwrite_nothing_unseen(opened):
    make.rate("weekly_hours", "10")
    edition = make.edition()
    for name in ("Ala", "Ola"):
        make.enrolment(person(name), edition)
    path = f"/edycje/{edition.pk}/godziny/?month=2015-04"
    mine, theirs = opened(path, Role.CASEWORKER), opened(path, Role.HEAD)
    for page, hours in ((theirs, "3"), (mine, "5")):
        cell(page, 0, 1).click()
        page.keyboard.type(hours)
        keys(page, "Enter")
        page.keyboard.type(hours)
        keys(page, "Enter")
        if page is theirs:
            cell(page, 1, 1).click()
            keys(page, "Delete")
        keys(page, "Control+s")
        expect(page.locator("[data-state]")).to_contain_text("Zapisano")
    told = mine.locator("[data-problems] li")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("Ala Anna, środa 01.04.2015: kierownik w tym czasie: 3; tutaj: 5.")
    expect(cell(mine, 0, 1)).to_have_text("5")
    assert days() == {("Ala", 1): "3", ("Ola", 1): "5"}
    cell(mine, 1, 2).click()
    mine.keyboard.type("6")
    keys(mine, "Control+s")
    expect(mine.locator("[data-problems]")).to_contain_text("11 h przy limicie 10 h")
    mine.get_by_label("Dlaczego ponad limit").fill("zgodnie z listą")
    mine.get_by_role("button", name="Zapisz godziny").click()
    expect(mine.locator("[data-state]")).to_contain_text("Zapisano")
    expect(mine.locator("[data-problems]")).to_be_hidden()
    assert days() == {("Ala", 1): "5", ("Ola", 1): "5", ("Ola", 2): "6"}


def test_a_total_is_replaced_by_days_after_a_warning(opened):
    edition = make.edition()
    part = make.enrolment(person("Ala"), edition)
    actions.record_hours(by=staff(), enrolment=part, month=date(2015, 4, 1), hours=Decimal(30))
    page = opened(f"/edycje/{edition.pk}/godziny/?month=2015-04", Role.CASEWORKER)
    note = page.get_by_text("wpisano sumę miesiąca 04.2015: 30 h")
    expect(note).to_be_visible()
    cell(page, 0, 1).click()
    page.keyboard.type("4")
    keys(page, "Control+s")
    expect(page.locator("[data-problems]")).to_contain_text("Dni zastąpią sumę miesiąca.")
    page.get_by_label("Zastąp wpisaną sumę miesiąca sumą dni").check()
    keys(page, "Control+s")
    expect(page.locator("[data-state]")).to_contain_text("Zapisano")
    expect(note).to_be_hidden()
    assert WorkMonth.objects.get().hours == 4


def test_scores_move_on_by_themselves_and_presence_of_all_is_one_press(opened):
    edition = make.edition(kind="pai")
    activity = actions.plan_activity(by=staff(), edition=edition, kind="workshop", name="Kurs")
    parts = [make.enrolment(person(name), edition) for name in ("Ala", "Ola")]
    page = opened(f"/edycje/{edition.pk}/oceny/", Role.CASEWORKER)
    row = page.locator("tbody tr").first
    row.locator("td").first.click()
    page.keyboard.type("2435")
    expect(row.locator("td.sum").first).to_have_text("+2")
    expect(row.locator("[data-missing]")).to_have_text("brakuje ocen: 8")
    keys(page, "Control+s")
    expect(page.locator("[data-state]")).to_contain_text("Zapisano")
    is_fit(page, "scores")
    assert sorted(parts[0].assessments.values_list("area", "stage", "score")) == [
        ("self_esteem", "after", 5),
        ("self_esteem", "before", 3),
        ("social_competence", "after", 4),
        ("social_competence", "before", 2),
    ]

    page.goto(f"{page.url.split('/edycje')[0]}/edycje/zajecia/{activity.pk}/?day=2015-04-08")
    page.get_by_label("Godziny spotkania").fill("1,5")
    page.locator("tbody td").first.click()
    page.get_by_role("button", name="Wszyscy obecni w tym dniu").click()
    is_fit(page, "attendance")
    keys(page, "Control+s")
    expect(page.locator("[data-state]")).to_contain_text("Zapisano")
    hours = activity.attendances.values_list("mark", "hours")
    assert list(hours) == [("present", Decimal("1.50"))] * 2


def test_a_limit_is_told_before_the_cell_is_left(opened):
    make.rate("weekly_hours", "10")
    edition = make.edition()
    make.enrolment(person("Ala"), edition)
    page = opened(f"/edycje/{edition.pk}/godziny/?month=2015-04", Role.CASEWORKER)
    cell(page, 0, 1).click()
    page.keyboard.type("1")
    note = page.locator("tbody tr").first.locator("[data-over]")
    expect(note).to_be_hidden()
    page.keyboard.type("1")
    expect(note).to_have_text("ponad limit")
    expect(page.locator("[data-live]")).to_contain_text("suma tygodnia od 30.03.2015: 11 h")
    keys(page, "Escape")
    expect(note).to_be_hidden()
    expect(page.locator("tbody tr").first.locator("td.sum").first).to_have_text("")


def test_lines_from_excel_find_their_people_however_they_begin(opened):
    edition = make.edition()
    for name in ("Ala", "Iga", "Zofia"):
        make.enrolment(person(name, "Maria" if name == "Ala" else "Anna"), edition)
    make.enrolment(person("Zofia", "Anna"), edition)
    page = opened(f"/edycje/{edition.pk}/godziny/?month=2015-04", Role.CASEWORKER)
    cell(page, 0, 1).click()
    paste(page, "1.\tIga\tAnna\t2\t3\n\t\t\t\t\n2.\tMaria Ala\t\t4\n3.\tZofia\tAnna\t5\t5\n")
    expect(cell(page, 1, 2)).to_have_text("3")
    expect(cell(page, 0, 1)).to_have_text("")
    expect(cell(page, 0, 2)).to_have_text("4")
    told = page.locator("[data-problems] li")
    expect(told).to_have_text(
        ["„Zofia Anna”: w tabeli jest kilka takich wierszy, wklej do nich same godziny"]
    )
    expect(page.locator("[data-state]")).to_have_text("Niezapisane zmiany: 3")


def test_hours_typed_after_the_session_ended_are_saved_after_logging_in_elsewhere(
    opened, live_server, client_as
):
    edition = make.edition()
    make.enrolment(person("Ala"), edition)
    page = opened(f"/edycje/{edition.pk}/godziny/?month=2015-04", Role.CASEWORKER)
    cell(page, 0, 1).click()
    page.keyboard.type("4")
    keys(page, "Enter")
    page.context.clear_cookies(name="sessionid")
    keys(page, "Control+s")
    expect(page.locator("[data-problems]")).to_contain_text("Nie zapisano: sesja się skończyła.")
    expect(page.locator("#session-over")).to_be_visible()
    cookie = client_as(Role.CASEWORKER).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.context.add_cookies([{"name": "csrftoken", "value": "b" * 32, "url": live_server.url}])
    keys(page, "Control+s")
    expect(page.locator("[data-problems]")).to_contain_text("w tym czasie zalogowano się ponownie")
    assert days() == {}
    keys(page, "Control+s")
    expect(page.locator("[data-state]")).to_contain_text("Zapisano")
    assert days() == {("Ala", 1): "4"}


def test_a_tap_opens_a_cell_and_a_swipe_does_not(browser, opened, live_server, client_as):
    edition = make.edition()
    make.enrolment(person("Ala"), edition)
    with browser.new_context(has_touch=True, viewport={"width": 390, "height": 800}) as context:
        cookie = client_as(Role.CASEWORKER).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/edycje/{edition.pk}/godziny/?month=2015-04")
        box = cell(page, 0, 1).bounding_box()
        page.locator(".sheet-table").dispatch_event("pointerdown", {"pointerType": "touch"})
        expect(page.locator(".sheet-input")).to_have_count(0)
        page.touchscreen.tap(box["x"] + 8, box["y"] + 8)
        expect(page.locator(".sheet-input")).to_be_focused()
        page.keyboard.type("3")
        keys(page, "Enter")
        expect(cell(page, 0, 1)).to_have_text("3")
