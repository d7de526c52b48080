"""Every page of the site at three widths, in real Chromium: accessible, in one piece, no errors."""

import pytest
from playwright.sync_api import Page

from mops.roles import Role
from mops.tests import world
from mops.tests.browser import let_in, misfits
from mops.tests.test_access import OK, RULES, url_of

pytestmark = pytest.mark.django_db(transaction=True)

FRAGMENTS = {"fresh_token"}
"""Addresses that answer with something else than a page."""


def pages() -> dict:
    """The addresses that show a page of our own, the administration aside."""
    return {
        key: rule
        for key, rule in RULES.items()
        if rule.get == OK and not key.startswith("admin:") and key not in FRAGMENTS | FILES
    }


FILES = {
    "participant_export",
    "agreement_export",
    "cost_export",
    "benefit_export",
    "grant_export",
    "training_export",
    "settlement_export",
    "spending_export",
    "spending_year_export",
    "list_template",
    "imported_list_pdf",
    "imported_list_xlsx",
}
"""Addresses that answer GET with a download."""
PARTS = 4
"""The pages are shared out, so that all cores take part in opening them."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_at_every_width(part, page: Page, live_server, client_as):
    records = world.build()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    let_in(page.context, live_server.url, client_as(Role.ADMINISTRATOR))
    wrong = {}
    for key, rule in list(pages().items())[part::PARTS]:
        response = page.goto(f"{live_server.url}{url_of(key, rule, records)}")
        seen = (response.status, page.title(), misfits(page))
        if response.status != OK or not page.title() or seen[2]:
            wrong[key] = seen
    assert wrong == {}
    assert errors == []
