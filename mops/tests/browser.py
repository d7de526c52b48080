"""What tests in a real browser ask of every page."""

from pathlib import Path

from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WIDTHS = (1280, 768, 390)


def let_in(context: BrowserContext, site: str, client: Client) -> None:
    """Give the browser the session of a test client, without the way through the form."""
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])


def go(control: Locator) -> None:
    """Press what leads to another page and wait for it, which a click alone does not do."""
    with control.page.expect_navigation():
        control.click()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]


def misfits(page: Page) -> dict[int, list[str]]:
    """At each width: what axe finds, and by how many pixels the page is wider than the window."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wide = [f"{overflow} pixels too wide"] if overflow > 0 else []
        if wrong := violations(page) + wide:
            found[width] = wrong
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found
