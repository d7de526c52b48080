"""A month from the grid to the refund request, and an earlier one corrected, in real Chromium."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from mops.models import Centre
from mops.roles import Role
from participants.tests.factories import person
from programs.models import Settlement, SettlementDocument
from programs.tests import factories as make
from programs.tests.test_grid_browser import cell, keys
from programs.tests.test_grid_browser import opened as opened
from programs.tests.test_settlements import rates

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edition():
    Centre.objects.create(pk=Centre.ONLY_PK, name="Ośrodek Testowy", city="Łódź")
    rates()
    signed = make.agreement(programs=[make.program()])
    edition = make.edition(starts_on=date(2015, 4, 1), ends_on=date(2015, 5, 29), agreement=signed)
    make.enrolment(person("Ala"), edition)
    return edition


def typed(page: Page, live_server, edition, month: str, hours: str) -> None:
    page.goto(f"{live_server.url}/edycje/{edition.pk}/godziny/sumy/?month={month}")
    page.get_by_role("textbox", name="Godziny: Ala Anna").fill(hours)
    page.get_by_role("button", name="Zapisz godziny").click()


def previewed(page: Page, live_server, month: str) -> None:
    page.goto(f"{live_server.url}/rozliczenia/")
    page.get_by_role("link", name="Rozlicz miesiąc").click()
    page.get_by_label("Miesiąc").fill(f"{month[3:]}-{month[:2]}")
    page.get_by_role("button", name="Pokaż podgląd").click()


def settled(page: Page, live_server, month: str) -> None:
    previewed(page, live_server, month)
    page.get_by_role("button", name=f"Rozlicz miesiąc {month}").click()
    expect(page.get_by_text(f"Miesiąc {month} jest rozliczony.")).to_be_visible()


def test_from_the_grid_to_the_refund_request_and_a_correction_in_the_next_month(
    opened, live_server, edition
):
    page = opened(f"/edycje/{edition.pk}/godziny/?month=2015-04", Role.CASEWORKER)
    cell(page, 0, 1).click()
    keys(page, "4", "Tab", "4", "Enter")
    page.get_by_role("button", name="Zapisz godziny").click()
    expect(page.locator("[data-state]")).to_contain_text("Zapisano")

    previewed(page, live_server, "04.2015")
    page.get_by_label("badania lekarskie: PUP (Fundusz Pracy)").fill("35")
    page.get_by_role("button", name="Przelicz z kosztami").click()
    expect(page.get_by_role("region", name="Koszty według płatników")).to_contain_text("99,80")
    page.get_by_role("button", name="Rozlicz miesiąc 04.2015").click()
    expect(page.get_by_text("Miesiąc 04.2015 jest rozliczony.")).to_be_visible()

    url = page.get_by_role("link", name="Wniosek o refundację (PDF)").get_attribute("href")
    answer = page.request.get(live_server.url + url)
    kept = SettlementDocument.objects.get(kind="refund", format="pdf")
    assert answer.body() == bytes(kept.content)

    page.goto(f"{live_server.url}/edycje/{edition.pk}/godziny/?month=2015-04")
    expect(page.get_by_text("Miesiąc 04.2015 jest już rozliczony.")).to_be_visible()

    page.get_by_role("link", name="Otwórz rozliczenie").click()
    page.get_by_role("link", name="Popraw godziny: Ala Anna").click()
    page.get_by_label("02.04").fill("u")
    page.get_by_label("Powód korekty").fill("poprawiona lista")
    page.get_by_role("button", name="Zapisz korektę").click()
    expect(page.get_by_text("Korekta -4,00 h wejdzie do następnego rozliczenia.")).to_be_visible()

    typed(page, live_server, edition, "2015-05", "10")
    settled(page, live_server, "05.2015")
    expect(page.get_by_role("region", name="Godziny i kwoty")).to_contain_text("korekta za 04.2015")
    may = Settlement.objects.with_sums().get(month=date(2015, 5, 1))
    assert (may.hours, may.allowances) == (6, Decimal("48.60"))
