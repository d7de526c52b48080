"""Monthly costs at the keyboard, in real Chromium."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from mops.roles import Role
from participants.tests.factories import person
from participants.tests.test_people_browser import is_fit
from programs.models import Program
from programs.tests import factories as make
from programs.tests.test_grid_browser import keys, opened, paste  # noqa: F401 - a fixture
from programs.tests.test_monthly_costs import amounts, entry, record

pytestmark = pytest.mark.django_db(transaction=True)


def cell(page: Page, row: int, month: int):
    return page.locator("tbody tr").nth(row).locator("td").nth(month - 1)


def test_a_year_is_typed_pasted_copied_forward_and_saved(opened):  # noqa: F811
    works = make.program(Program.Kind.PUBLIC_WORKS)
    make.enrolment(person(), make.edition(kind=works.kind, ends_on=date(2015, 5, 31)))
    page = opened(f"/programy/{works.pk}/koszty/2015/", Role.HEAD)
    state, foot = page.locator("[data-state]"), page.locator("tfoot td")
    expect(page.locator("[data-months]")).to_have_text("marzec, kwiecień, maj")
    cell(page, 0, 3).click()
    page.keyboard.type("1234,5")
    keys(page, "Tab")
    expect(cell(page, 0, 3)).to_have_text("1\u00a0234,50")
    expect(page.locator("[data-months]")).to_have_text("kwiecień, maj")
    cell(page, 1, 3).click()
    paste(page, "10,00\t11\r\n1 000,25 zł\t-3\r\n")
    expect(cell(page, 2, 3)).to_have_text("1\u00a0000,25")
    expect(page.locator("[data-problems] li")).to_have_text(
        [("dopłata do wynagrodzeń osobowych, MOPS (gmina), kwiecień 2015, „-3”: kwota musi być "
         "większa od zera; żeby ją skasować, wyczyść komórkę")]
    )  # fmt: skip
    cell(page, 0, 4).click()
    page.get_by_role("button", name="Puste kwoty jak w poprzednim miesiącu").click()
    expect(cell(page, 0, 4)).to_have_text("1\u00a0234,50")
    expect(cell(page, 1, 4)).to_have_text("11,00")
    expect(foot.nth(2)).to_have_text("2\u00a0244,75")
    expect(foot.nth(4)).to_have_text("nie wpisano")
    expect(foot.last).to_have_text("4\u00a0490,50")
    expect(page.locator("[data-months]")).to_have_text("maj")
    cell(page, 0, 5).click()
    page.keyboard.type("zero")
    keys(page, "Enter", "Control+s")
    expect(page.locator("[data-problems] h2")).to_have_text("Popraw, zanim zapiszesz")
    cell(page, 0, 5).click()
    keys(page, "Delete", "Control+s")
    expect(state).to_contain_text("Zapisano")
    is_fit(page, "sheet of costs")
    page.reload()
    expect(cell(page, 0, 3)).to_have_text("1\u00a0234,50")
    assert amounts() == {
        ("wages-pup", 3): "1234.50",
        ("labour_fund-mops", 3): "10.00",
        ("wage_top_up-mops", 3): "1000.25",
        ("wages-pup", 4): "1234.50",
        ("labour_fund-mops", 4): "11.00",
        ("wage_top_up-mops", 4): "1000.25",
    }


def test_of_two_editors_the_second_sees_both_amounts_and_chooses(opened):  # noqa: F811
    works = make.program(Program.Kind.PUBLIC_WORKS)
    march = date(2015, 3, 1)
    record(works, entry("wages-pup", march, "100"))
    page = opened(f"/programy/{works.pk}/koszty/2015/", Role.HEAD)
    record(works, entry("wages-pup", march, "120", "100"))
    cell(page, 0, 3).click()
    page.keyboard.type("5 000")
    keys(page, "Enter", "Control+s")
    problem = page.locator("[data-problems] li")
    expect(problem).to_contain_text("w tym czasie: 120,00; tutaj: 5\u00a0000,00.")
    assert amounts() == {("wages-pup", 3): "120.00"}
    keys(page, "Control+s")
    expect(page.locator("[data-state]")).to_contain_text("Zapisano")
    expect(page.locator("[data-problems]")).to_be_hidden()
    assert amounts() == {("wages-pup", 3): "5000.00"}


def test_an_amount_ten_times_the_largest_asks_to_be_confirmed(opened):  # noqa: F811
    works = make.program(Program.Kind.PUBLIC_WORKS)
    record(works, entry("wages-pup", date(2014, 3, 1), "100"))
    page = opened(f"/programy/{works.pk}/koszty/2015/", Role.HEAD)
    cell(page, 0, 3).click()
    page.keyboard.type("5000")
    keys(page, "Enter", "Control+s")
    expect(page.locator("[data-problems] li")).to_contain_text("a największa dotąd kwota wynosi")
    page.get_by_label("Sprawdzone, te kwoty są właśnie takie").check()
    page.get_by_role("button", name="Zapisz koszty").click()
    expect(page.locator("[data-state]")).to_contain_text("Zapisano")
    assert amounts() == {("wages-pup", 3): "5000.00"}
