"""Editions closed and opened again, results taken back, certificates, answers to reminders."""

from datetime import date
from functools import partial

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from mops.changes import event_model_of
from mops.roles import Role
from participants.models import ProfileAssessment
from participants.tests.factories import person, staff
from programs import actions
from programs.models import Edition, Enrolment, FollowUp
from programs.tests import factories as make
from programs.tests.test_entry import at_once, errors

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2015-08-01")]

START, END = date(2015, 3, 2), date(2015, 6, 30)
CLOSED = "Ta edycja jest zamknięta. Najpierw otwórz ją ponownie."


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


def url(name: str, record, query: str = "") -> str:
    return reverse(name, args=[record.pk]) + query


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def reason_in_journal(model) -> str:
    """Why the last change of such a record was made."""
    return event_model_of(model).objects.latest("pgh_id").pgh_context.metadata["reason"]


def completed(edition=None, **details) -> Enrolment:
    part = make.enrolment(in_edition=edition or make.edition(agreement=make.agreement()))
    return actions.complete(by=staff(), enrolment=part, **details)


class TestClosing:
    def test_when_nothing_is_missing_one_button_closes_it(self, client, account):
        edition = completed().edition
        page = client.get(url("edition_close", edition))
        assert (page.context["missing"], page.context["open_parts"]) == ([], 0)
        assert list(page.context["form"].fields) == ["entry"]
        response = client.post(url("edition_close", edition), {})
        edition.refresh_from_db()
        assert (response.url, said(response)) == (
            edition.get_absolute_url(), ["Edycja jest zamknięta."]
        )  # fmt: skip
        assert (edition.closed_on, edition.closed_by, edition.closing_reason) == (
            date(2015, 8, 1), account(Role.CASEWORKER), ""
        )  # fmt: skip

    def test_what_is_missing_is_listed_and_wants_a_reason(self, client):
        edition = completed(make.edition(kind="pisiz")).edition
        page = client.get(url("edition_close", edition))
        assert [item.text for item in page.context["missing"]] == [
            "1 osoba bez zaświadczenia mimo ukończenia",
            "edycja bez porozumienia",
        ]
        assert errors(client.post(url("edition_close", edition), {})) == {
            "reason": ["To pole jest wymagane."]
        }
        client.post(url("edition_close", edition), {"reason": "nie wydawano"})
        edition.refresh_from_db()
        assert (edition.closing_reason, bool(edition.closed_on)) == ("nie wydawano", True)

    def test_a_part_without_a_result_keeps_it_open(self, client):
        part = make.enrolment()
        page = client.get(url("edition_close", part.edition))
        assert page.context["open_parts"] == 1
        assert page.text.count(">Zamknij edycję</button>") == 0
        refused = client.post(url("edition_close", part.edition), {"reason": "x"})
        assert errors(refused) == {
            "__all__": ["Najpierw wpisz wynik każdego udziału w tej edycji."]
        }
        assert Edition.objects.get().closed_on is None

    def test_a_closed_edition_takes_nobody_in_and_gives_no_result_back(self):
        part = completed()
        edition = part.edition
        actions.close_edition(by=staff(), edition=edition, on=date(2015, 7, 1))
        steps = (
            partial(actions.enter_past_part, participant=person(), edition=edition),
            partial(actions.reopen_enrolment, enrolment=part, reason="pomyłka"),
        )
        for step in steps:
            with pytest.raises(ValidationError) as refused:
                step(by=staff())
            assert refused.value.messages == [CLOSED]
        actions.issue_certificates(by=staff(), edition=edition, enrolments=[part], on=END)

    def test_it_is_opened_again_with_a_reason(self, client):
        edition = completed().edition
        actions.close_edition(
            by=staff(), edition=edition, on=date(2015, 7, 1), reason="za wcześnie"
        )
        page = client.get(edition.get_absolute_url())
        assert (page.text.count("Otwórz ponownie"), page.text.count("Przyjmij osoby")) == (1, 0)
        client.post(url("edition_reopen", edition), {"reason": "doszła osoba"})
        edition.refresh_from_db()
        assert (edition.closed_on, edition.closed_by, edition.closing_reason) == (None, None, "")
        assert reason_in_journal(Edition) == "doszła osoba"
        make.enrolment(person("Nowa"), edition)

    def test_it_is_closed_and_opened_once(self):
        edition = completed().edition
        refusals = []
        for step in (
            partial(actions.reopen_edition, reason="x"),
            partial(actions.close_edition, on=END),
            partial(actions.close_edition, on=END),
        ):
            try:
                step(by=staff(), edition=edition)
            except ValidationError as refused:
                refusals += refused.messages
        assert refusals == [
            "Ta edycja jest już otwarta.", "Ta edycja jest już zamknięta (30.06.2015)."
        ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_nobody_slips_into_an_edition_that_is_being_closed():
    edition = make.edition()
    someone = person()
    answers = at_once(
        partial(actions.close_edition, by=staff(), edition=edition, on=END),
        partial(actions.enrol, by=staff(), participant=someone, edition=edition),
    )
    told = {f"{someone}: {CLOSED}", "Najpierw wpisz wynik każdego udziału w tej edycji."}
    assert (answers[1], answers[0] in told) == ("done", True)
    edition.refresh_from_db()
    assert bool(edition.closed_on) != edition.enrolments.exists()


class TestTakingBack:
    def test_a_completion_is_taken_back_with_its_certificate(self, client):
        part = completed(certificate_number="8/PSU/2015")
        page = client.get(url("enrolment_reopen", part))
        assert page.text.count("Zaświadczenie nr 8/PSU/2015 przestanie być ważne.") == 1
        response = client.post(url("enrolment_reopen", part), {"reason": "nie ta osoba"})
        part.refresh_from_db()
        assert (response.url, said(response)) == (
            part.get_absolute_url(), ["Wynik jest cofnięty, udział znowu trwa."]
        )  # fmt: skip
        assert (part.result, part.ended_on, part.certificate_number, part.certificate_on) == (
            "ongoing", None, "", None
        )  # fmt: skip
        assert reason_in_journal(Enrolment) == "nie ta osoba"

    def test_an_interruption_is_taken_back_unless_the_place_is_taken(self, client):
        part = make.enrolment(person("Pierwsza"))
        part = actions.interrupt(
            by=staff(), enrolment=part, on=date(2015, 4, 1), reason=make.reason()
        )
        second = actions.replace(
            by=staff(), enrolment=part, participant=person("Druga"), on=date(2015, 4, 2)
        )
        refused = client.post(url("enrolment_reopen", part), {"reason": "pomyłka"})
        assert errors(refused) == {"__all__": ["To miejsce zajęła już inna osoba: Druga Anna."]}
        Enrolment.objects.filter(pk=second.pk).delete()
        client.post(url("enrolment_reopen", part), {"reason": "pomyłka"})
        part.refresh_from_db()
        assert (part.result, part.reason) == ("ongoing", None)

    def test_a_reason_is_asked_for(self, client):
        part = completed()
        assert errors(client.post(url("enrolment_reopen", part), {"reason": " "})) == {
            "reason": ["To pole jest wymagane."]
        }
        part.refresh_from_db()
        assert part.result == "completed"

    @pytest.mark.parametrize(("role", "count"), [(Role.CASEWORKER, 1), (Role.AUDITOR, 0)])
    def test_the_button_stands_where_there_is_something_to_take_back(self, client_as, role, count):
        part = completed()
        ongoing = make.enrolment(person("Trwająca"), part.edition)
        pages = [client_as(role).get(one.get_absolute_url()).text for one in (part, ongoing)]
        assert [text.count(">Cofnij ukończenie</a>") for text in pages] == [count, 0]


class TestAfterTheEnd:
    def parts(self, edition, *names: str):
        parts = [make.enrolment(person(name), edition) for name in names]
        return [actions.complete(by=staff(), enrolment=part) for part in parts]

    def test_numbers_are_given_to_those_without_one_in_order(self, client):
        edition = make.edition()
        bea, ada, done = self.parts(edition, "Bea", "Ada", "Cela")
        actions.issue_certificates(by=staff(), edition=edition, enrolments=[done], on=END)
        page = client.get(url("certificates_issue", edition))
        assert list(page.context["form"].fields["enrolment"].queryset) == [ada, bea]
        typed = {"enrolment": [ada.pk, bea.pk], "on": "2015-07-02"}
        assert said(client.post(url("certificates_issue", edition), typed)) == [
            "Nadane numery zaświadczeń: 2."
        ]
        rows = edition.enrolments.order_by("participant__sort_key")
        assert list(rows.values_list("certificate_number", "certificate_on")) == [
            ("2/PSU/2015", date(2015, 7, 2)),
            ("3/PSU/2015", date(2015, 7, 2)),
            ("1/PSU/2015", END),
        ]

    def test_a_certificate_is_not_older_than_the_completion(self, client):
        edition = make.edition()
        [ada] = self.parts(edition, "Ada")
        typed = {"enrolment": [ada.pk], "on": "2015-06-29"}
        assert errors(client.post(url("certificates_issue", edition), typed)) == {
            "__all__": ["Ada Anna: Ten udział ukończono dopiero 30.06.2015."]
        }

    def test_those_of_whom_nothing_is_new_are_noted_together(self, client, account):
        edition = make.edition()
        parts = self.parts(edition, "Ada", "Bea")
        page = client.get(url("follow_ups_add", edition, "?after=30"))
        assert list(page.context["form"].fields["enrolment"].queryset) == parts
        assert page.text.count(reverse("outcomes_add", args=[edition.pk])) == 1
        typed = {"enrolment": [part.pk for part in parts], "on": "2015-08-01", "note": "telefon"}
        client.post(url("follow_ups_add", edition), typed)
        rows = FollowUp.objects.values_list("due_after", "checked_on", "note", "by")
        by = account(Role.CASEWORKER).pk
        assert list(rows) == [(30, date(2015, 8, 1), "telefon", by)] * 2
        assert client.get(url("follow_ups_add", edition)).context["is_empty"] is True
        told = client.get(parts[0].get_absolute_url()).text
        assert told.count("01.08.2015: sprawdzono po 30 dniach, bez zmian, telefon") == 1

    @pytest.mark.parametrize("query", ["?after=31", "?after=x"])
    def test_an_unknown_reminder_is_refused(self, client, query):
        assert client.get(url("follow_ups_add", make.edition(), query)).status_code == 400

    def test_it_is_too_early_to_ask(self, client):
        edition = make.edition()
        [ada] = self.parts(edition, "Ada")
        typed = {"enrolment": [ada.pk], "on": "2015-07-29"}
        assert errors(client.post(url("follow_ups_add", edition), typed)) == {
            "__all__": ["Ada Anna: W tym dniu nie minęło jeszcze 30 dni od końca udziału."]
        }

    def test_new_profiles_are_entered_together(self, client):
        edition = make.edition(kind="pai")
        parts = self.parts(edition, "Ada", "Bea")
        typed = {"enrolment": [part.pk for part in parts], "profile": "II", "on": "2015-07-10"}
        client.post(url("profiles_add", edition), typed)
        assert (
            list(ProfileAssessment.objects.values_list("profile", "assessed_on"))
            == [("II", date(2015, 7, 10))] * 2
        )


class TestTwoEditors:
    def opened(self, client, edition) -> dict:
        form = client.get(url("edition_edit", edition)).context["form"]
        return {name: form[name].value() or "" for name in form.fields}

    def test_the_second_is_told_both_values_and_loses_nothing(self, client, account):
        edition = make.edition(places=10, hours=80)
        typed = self.opened(client, edition)
        actions.change_edition(
            by=account(Role.HEAD, first_name="Ewa"), edition=edition, places=12, hours=60
        )
        second = client.post(url("edition_edit", edition), typed | {"places": "15"})
        stale = second.context["stale"]
        assert stale.by == "Ewa"
        assert [
            (row.label, row.was, row.now, row.typed, row.is_conflict) for row in stale.rows
        ] == [
            ("Planowane miejsca", "10", "12", "15", True),
            ("Planowane godziny na osobę", "80", "60", "60", False),
        ]
        edition.refresh_from_db()
        assert (edition.places, edition.hours) == (12, 60)
        form = second.context["form"]
        again = {name: form[name].value() or "" for name in form.fields}
        assert client.post(url("edition_edit", edition), again).status_code == 302
        edition.refresh_from_db()
        assert (edition.places, edition.hours) == (15, 60)

    def test_nobody_is_told_of_what_did_not_change(self, client):
        edition = make.edition(places=10, agreement=make.agreement())
        typed = self.opened(client, edition)
        assert (
            client.post(url("edition_edit", edition), typed | {"places": "15"}).status_code == 302
        )

    @pytest.mark.parametrize("shown", ["x", "[]", '{"foo": 1}', '{"places": "x"}'])
    def test_a_form_that_was_tampered_with_is_refused(self, client, shown):
        edition = make.edition()
        typed = self.opened(client, edition) | {"shown": shown}
        assert list(errors(client.post(url("edition_edit", edition), typed))) == ["shown"]
