"""Nothing typed is lost when the session ends before the form is sent."""

import re
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from mops.roles import Role
from participants.models import Participant

WAITING = reverse("unsent_form")


@pytest.fixture
def worked_in(account):
    """Makes a browser in which the role's account has worked and whose session is over."""

    def make(role: str, **options) -> Client:
        browser = Client(**options)
        user = account(role)
        user.set_password("zielony-rower-2015")
        user.save()
        browser.force_login(user)
        browser.get(reverse("password_change_done"))
        end_session(browser)
        return browser

    return make


def end_session(browser: Client) -> None:
    Session.objects.filter(pk=browser.cookies["sessionid"].value).delete()


def log_in(browser: Client, role: str) -> str:
    typed = {"username": role, "password": "zielony-rower-2015", "next": WAITING}
    return browser.post(reverse("login"), typed).url


def new_person(**details) -> dict:
    return {
        "first_name": "Łucja",
        "last_name": "Gąska",
        "birth_date": "1980-05-17",
        "sex": "F",
        "no_pesel_reason": "not_shown",
        "entry": "once",
        **details,
    }


def hidden_fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def send_again(browser: Client, page: str):
    path = re.search(
        r'<form method="post" action="([^"]+)">\s*<input type="hidden" name="csrf', page
    )
    return browser.post(path[1] if path else reverse("participant_create"), hidden_fields(page))


def test_form_sent_after_the_session_is_saved_after_logging_in(worked_in, db):
    browser = worked_in(Role.CASEWORKER)
    response = browser.post(reverse("participant_create"), new_person())
    assert response.url == f"{reverse('login')}?next={WAITING}"
    assert Participant.objects.count() == 0
    assert log_in(browser, Role.CASEWORKER) == WAITING
    saved = send_again(browser, browser.get(WAITING).text)
    someone = Participant.objects.get()
    assert (str(someone), someone.birth_date) == ("Gąska Łucja", date(1980, 5, 17))
    assert saved.url == someone.get_absolute_url()
    assert browser.get(WAITING).context["form"] is None


def test_login_page_says_that_the_form_waits(worked_in, db):
    browser = worked_in(Role.CASEWORKER)
    browser.post(reverse("participant_create"), new_person())
    assert (
        "To, co wpisano w formularzu, czeka"
        in browser.get(f"/konto/logowanie/?next={WAITING}").text
    )


def test_somebody_else_does_not_get_what_was_typed(worked_in, account, db):
    browser = worked_in(Role.CASEWORKER)
    browser.post(reverse("participant_create"), new_person())
    head = account(Role.HEAD)
    head.set_password("zielony-rower-2015")
    head.save()
    log_in(browser, Role.HEAD)
    page = browser.get(WAITING)
    assert (page.context["form"], "Gąska" in page.text) == (None, False)
    assert "unsent" not in browser.session


def test_stranger_fills_no_session(client, db):
    client.post(reverse("participant_create"), new_person())
    assert Session.objects.count() == 0


def test_passwords_are_not_kept(worked_in, db):
    browser = worked_in(Role.CASEWORKER)
    browser.post(reverse("password_change"), {"old_password": "a", "new_password1": "b"})
    assert Session.objects.count() == 0


def test_dropped_form_is_gone(worked_in, db):
    browser = worked_in(Role.CASEWORKER)
    browser.post(reverse("participant_create"), new_person())
    log_in(browser, Role.CASEWORKER)
    assert browser.post(WAITING).url == reverse("start")
    assert browser.get(WAITING).context["form"] is None
    assert Participant.objects.count() == 0


def test_form_that_was_refused_waits_until_it_is_saved(worked_in, db):
    browser = worked_in(Role.CASEWORKER)
    browser.post(reverse("participant_create"), new_person(birth_date=""))
    log_in(browser, Role.CASEWORKER)
    refused = send_again(browser, browser.get(WAITING).text)
    assert (refused.status_code, refused.context["form"].errors.keys()) == (200, {"birth_date"})
    assert browser.get(WAITING).context["form"] is not None


def test_what_is_typed_while_logged_out_is_not_taken_for_a_form(worked_in, db):
    browser = worked_in(Role.CASEWORKER)
    response = browser.post(
        reverse("participant_pesel_check"), {"pesel": "4405"}, headers={"HX-Request": "true"}
    )
    assert (response.status_code, response.content) == (401, b"")
    assert Session.objects.count() == 0


ORIGIN = "http://testserver"


@pytest.mark.parametrize(("origin", "status"), [(ORIGIN, 302), ("https://evil.example", 403)])
def test_form_of_an_earlier_login_waits_only_if_it_is_our_own(worked_in, account, origin, status):
    browser = worked_in(Role.CASEWORKER, enforce_csrf_checks=True)
    browser.force_login(account(Role.CASEWORKER))
    response = browser.post(reverse("participant_create"), new_person(), headers={"Origin": origin})
    assert response.status_code == status
    assert ("unsent" in browser.session) == (status == 302)
    assert Participant.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_page_left_open_takes_over_the_login_of_another_tab(page: Page, live_server, worked_in):
    browser = worked_in(Role.CASEWORKER)
    browser.force_login(Participant.caseworker.field.related_model.objects.get())
    cookies = [
        {"name": name, "value": browser.cookies[name].value, "url": live_server.url}
        for name in ("sessionid", "account")
    ]
    page.context.add_cookies(cookies)
    page.goto(f"{live_server.url}{reverse('participant_create')}")
    end_session(browser)
    page.get_by_label("PESEL", exact=True).fill("44051401458")
    page.get_by_label("Nazwisko").fill("Gąska")
    over = page.get_by_role("alert").filter(has_text="Sesja się skończyła.")
    expect(over).to_be_visible()
    with page.context.expect_page() as opened:
        over.get_by_role("link").click()
    tab = opened.value
    tab.get_by_label("Nazwa użytkownika").fill(Role.CASEWORKER)
    tab.get_by_label("Hasło").fill("zielony-rower-2015")
    tab.get_by_role("button", name="Zaloguj się").click()
    tab.wait_for_url(f"{live_server.url}/")
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(over).to_be_hidden()
    page.get_by_label("Imię*", exact=True).fill("Jan")
    page.get_by_label("Data urodzenia").fill("1944-05-14")
    page.get_by_label("Płeć").select_option("M")
    page.get_by_role("button", name=re.compile("^Zapisz")).click()
    expect(page.get_by_role("heading", name="Jan Gąska")).to_be_visible()
