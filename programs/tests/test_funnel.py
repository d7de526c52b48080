"""The list of people put forward: its stages, what is marked in it, and how that is taken back."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from mops.models import AccessEntry
from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.models import Referral
from programs.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2015-05-10")]

DAY = date(2015, 2, 10)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


@pytest.fixture
def edition():
    return make.edition()


def referred(edition, *names: str):
    return [make.referral(person(name), edition=edition) for name in names]


def url(edition, query: str = "") -> str:
    return reverse("edition_referrals", args=[edition.pk]) + query


def shown_on(page) -> dict:
    """What the page's rows carry of how each referral stands."""
    return {f"was-{row.pk}": row.shown for row in page.context["rows"]}


def mark(client, edition, step: str, *referrals, shown: dict | None = None, **fields):
    shown = shown_on(client.get(url(edition))) if shown is None else shown
    typed = {"referral": [one.pk for one in referrals], "on": "2015-02-10", "step": step, **fields}
    return client.post(url(edition), {**shown, **typed}, headers=HTMX)


def said(response) -> tuple[str, bool]:
    return response.context["said"].text, response.context["said"].is_error


def state(referral) -> tuple:
    referral.refresh_from_db()
    reason = referral.reason and referral.reason.code
    return (
        referral.interviewed_on,
        referral.offered_on,
        referral.decision,
        referral.decided_on,
        reason,
    )


class TestMarking:
    @pytest.mark.parametrize(
        ("step", "expected"),
        [
            ("interview", (DAY, None, "pending", None, None)),
            ("offer", (None, DAY, "pending", None, None)),
            ("qualify", (None, None, "qualified", DAY, None)),
            ("reserve", (None, None, "reserve", DAY, None)),
            ("reject", (None, None, "not_qualified", DAY, "illness")),
            ("pass", (None, None, "never_offered", DAY, "illness")),
        ],
    )
    def test_each_step_marks_many_on_the_day_above_the_list(self, client, edition, step, expected):
        ala, ola, iga = referred(edition, "Ala", "Ola", "Iga")
        response = mark(client, edition, step, ala, ola, reason=make.reason("illness").pk)
        assert (state(ala), state(ola)) == (expected, expected)
        assert state(iga) == (None, None, "pending", None, None)
        assert said(response)[0].endswith("Osoby: 2.")

    def test_a_step_that_changes_nothing_says_so(self, client, edition):
        [ala] = referred(edition, "Ala")
        mark(client, edition, "interview", ala)
        again = mark(client, edition, "interview", ala)
        assert said(again) == ("Niczego nie zmieniono: „rozmowa” z tą datą jest już wpisane.", True)

    def test_declining_comes_after_an_offer_and_back_again(self, client, edition):
        [ala] = referred(edition, "Ala")
        reason = make.reason("illness").pk
        refused = mark(client, edition, "decline", ala, reason=reason)
        sentence = (
            "Ala Anna: Odrzucona propozycja musi mieć datę przedstawienia i przyczynę odmowy."
        )
        assert said(refused) == (sentence, True)
        mark(client, edition, "offer", ala)
        mark(client, edition, "decline", ala, reason=reason)
        assert state(ala) == (None, DAY, "declined", DAY, "illness")
        mark(client, edition, "reset", ala)
        assert state(ala) == (None, DAY, "pending", None, None)

    @pytest.mark.parametrize(
        ("step", "fields", "sentence"),
        [
            ("reject", {}, "Przyczyna: Wybierz przyczynę."),
            (
                "qualify",
                {"on": "2015-05-11"},
                "Data, z którą zapisywać: Ten dzień jeszcze nie nadszedł.",
            ),
            (
                "qualify",
                {"on": "2015-01-31"},
                "Ala Anna: Data nie może być wcześniejsza niż skierowanie (01.02.2015).",
            ),
            (
                "x",
                {},
                "Decyzja: Takiej decyzji nie ma na tej liście.",
            ),
            ("qualify", {"referral": []}, "Zaznacz co najmniej jedną osobę."),
            ("qualify", {"referral": ["99"]}, "Kogoś z zaznaczonych nie ma już na tej liście."),
        ],
    )
    def test_what_is_refused_is_said_and_the_ticks_stay(
        self, client, edition, step, fields, sentence
    ):
        [ala] = referred(edition, "Ala")
        response = mark(client, edition, step, ala, **fields)
        assert said(response) == (sentence, True)
        assert state(ala)[2] == "pending"
        if "referral" not in fields:
            assert response.context["ticked"] == [str(ala.pk)]
            assert response.text.count(" checked>") == 1

    def test_whoever_is_second_is_told_and_overwrites_only_knowingly(self, client, edition):
        ala, ola = referred(edition, "Ala", "Ola")
        earlier = shown_on(client.get(url(edition)))
        actions.decide(by=staff(), referral=ala, decision="reserve", on=DAY)
        second = mark(client, edition, "qualify", ala, ola, shown=earlier)
        sentence = "Ala Anna: Ktoś zmienił to skierowanie w tym czasie: rezerwa, od 10.02.2015."
        assert said(second) == (sentence, True)
        assert (state(ala)[2], state(ola)[2]) == ("reserve", "pending")
        mark(client, edition, "qualify", ala, ola, shown=shown_on(second))
        assert (state(ala)[2], state(ola)[2]) == ("qualified", "qualified")

    def test_without_javascript_it_returns_to_the_same_list(self, client, edition):
        [ala] = referred(edition, "Ala")
        address = url(edition, "?stage=pending")
        shown = shown_on(client.get(address))
        typed = {"referral": [ala.pk], "on": "2015-02-10", "step": "qualify"}
        response = client.post(address, {**shown, **typed})
        assert response.url == address
        assert [str(one) for one in get_messages(response.wsgi_request)] == [
            "Zapisano „zakwalifikowany”. Osoby: 1."
        ]

    def test_those_ticked_go_on_to_be_taken_in(self, client, edition):
        ala, ola = referred(edition, "Ala", "Ola")
        target = reverse("enrolments_add", args=[edition.pk])
        response = mark(client, edition, "enrol", ala, ola)
        assert response.headers["HX-Redirect"] == f"{target}?referral={ala.pk}&referral={ola.pk}"
        plain = client.post(url(edition), {"referral": [ala.pk], "step": "enrol"})
        assert plain.url == f"{target}?referral={ala.pk}"


class TestUndoing:
    def undo(self, client, edition, key: str):
        return client.post(url(edition), {"undo": key}, headers=HTMX)

    def test_the_last_change_is_put_back(self, client, edition):
        ala, ola = referred(edition, "Ala", "Ola")
        mark(client, edition, "interview", ala)
        response = mark(client, edition, "reserve", ala, ola)
        response = self.undo(client, edition, response.context["undo"])
        assert said(response) == ("Cofnięto ostatnią zmianę. Osoby: 2.", False)
        assert state(ala) == (DAY, None, "pending", None, None)
        assert (state(ola)[2], response.context["undo"]) == ("pending", "")

    def test_an_older_change_or_a_strangers_is_not(self, client, edition):
        [ala] = referred(edition, "Ala")
        first = mark(client, edition, "interview", ala).context["undo"]
        mark(client, edition, "reserve", ala)
        refused = self.undo(client, edition, first)
        assert said(refused) == ("Tej zmiany nie można już cofnąć.", True)
        assert state(ala)[2] == "reserve"

    def test_it_is_offered_only_in_the_list_in_which_it_was_made(self, client, edition):
        [ala] = referred(edition, "Ala")
        other = make.edition(2)
        make.referral(person("Obca"), edition=other)
        key = mark(client, edition, "reserve", ala).context["undo"]
        offered = [client.get(one.get_absolute_url()).context["undo"] for one in (edition, other)]
        assert offered == [key, ""]
        assert said(self.undo(client, other, key)) == ("Tej zmiany nie można już cofnąć.", True)
        assert state(ala)[2] == "reserve"

    def test_what_somebody_changed_since_stays(self, client, edition):
        [ala] = referred(edition, "Ala")
        key = mark(client, edition, "reserve", ala).context["undo"]
        actions.decide(by=staff(), referral=ala, decision="qualified", on=DAY)
        sentence = (
            "Ala Anna: Nie można cofnąć, ktoś zmienił to skierowanie: "
            "zakwalifikowany, od 10.02.2015."
        )
        assert said(self.undo(client, edition, key)) == (sentence, True)
        assert state(ala)[2] == "qualified"


class TestList:
    def names(self, client, address: str) -> list[str]:
        return [row.participant.last_name for row in client.get(address).context["page_obj"]]

    def test_stages_count_what_they_list(self, client, edition):
        talked, offered, taken, waiting = referred(edition, "A", "B", "C", "D")
        make.referral(person("E"))
        actions.record_interview(by=staff(), referral=talked, on=DAY)
        actions.offer(by=staff(), referral=offered, on=DAY)
        actions.decide(by=staff(), referral=waiting, decision="reserve", on=DAY)
        make.enrolment(taken.participant, edition)
        page = client.get(url(edition))
        counts = {name: count for name, _, count in page.context["stages"] if count}
        assert counts == {
            "waiting": 4, "pending": 3, "interviewed": 1, "offered": 1, "reserve": 1, "taken": 1
        }  # fmt: skip
        for stage, count in counts.items():
            assert len(self.names(client, url(edition, f"?stage={stage}"))) == count
        assert self.names(client, url(edition, "?listed=year")) == ["E"]
        assert self.names(client, url(edition)) == ["A", "B", "C", "D", "E"]

    def test_a_years_list_is_a_page_of_its_own(self, client, edition):
        listed = make.referral(person("Zlisty"))
        referred(edition, "Doedycji")
        make.referral(person("Stara"), on=date(2014, 2, 1))
        address = reverse("year_referrals", args=[make.program().pk, 2015])
        assert self.names(client, address) == ["Zlisty"]
        shown = shown_on(client.get(address))
        typed = {"referral": [listed.pk], "on": "2015-02-10", "step": "offer"}
        client.post(address, {**shown, **typed})
        assert state(listed)[1] == DAY
        assert client.get(address.replace("2015", "1900")).status_code == 404

    def test_a_name_is_found_and_kept_out_of_the_address(self, client, edition):
        referred(edition, "Żółkiewska", "Obca")
        make.referral(person("Żółkiewska", "Ewa"), edition=make.edition(2))
        search = reverse("edition_referrals_search", args=[edition.pk])
        moved = client.post(search, {"q": "zolkiewska", "stage": "pending", "listed": ""})
        assert "olkiewska" not in moved.url
        assert self.names(client, moved.url) == ["Żółkiewska"]
        entry = AccessEntry.objects.latest("pk")
        assert (entry.kind, entry.subject) == ("search", f"skierowani – edycja nr {edition.pk}")
        assert client.get(url(edition, "?q=x")).status_code == 400

    @pytest.mark.parametrize("query", ["?stage=x", "?foo=1", "?sort=foo", "?page=0"])
    def test_it_refuses_what_it_does_not_know(self, client, edition, query):
        assert client.get(url(edition, query)).status_code == 400

    @pytest.mark.parametrize("people", [1, 3])
    def test_it_asks_as_often_for_three_people_as_for_one(
        self, people, client, edition, django_assert_num_queries
    ):
        referred(edition, *[f"Osoba{'a' * number}" for number in range(people)])
        # session, account, permissions twice, edition, count, people, journal, stages, reasons,
        # centre, roles
        with django_assert_num_queries(12):
            page = client.get(url(edition))
        assert len(page.context["page_obj"]) == people

    @pytest.mark.parametrize("people", [1, 3])
    def test_a_years_list_asks_as_often_for_three_people_as_for_one(
        self, people, client, django_assert_num_queries
    ):
        for number in range(people):
            make.referral(person(f"Osoba{'a' * number}"))
        listed = reverse("year_referrals", args=[make.program().pk, 2015])
        # as an edition's, with the programme in place of the edition
        with django_assert_num_queries(12):
            page = client.get(listed)
        assert len(page.context["page_obj"]) == people

    def test_an_auditor_reads_and_marks_nothing(self, client_as, edition):
        [ala] = referred(edition, "Ala")
        auditor = client_as(Role.AUDITOR)
        page = auditor.get(url(edition))
        assert (page.text.count('type="checkbox"'), page.text.count('id="funnel"')) == (0, 0)
        refused = auditor.post(url(edition), {"referral": [ala.pk], "step": "qualify"})
        assert (refused.status_code, Referral.objects.get().decision) == (403, "pending")
