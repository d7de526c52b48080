"""Facts, profiles and contracts entered from a person's page."""

from datetime import date

import pytest
from django.urls import reverse

from mops.models import AccessEntry
from mops.roles import Role
from participants import actions
from participants.models import DatedFact, ProfileAssessment, SocialContract
from participants.tests.factories import person, staff

pytestmark = pytest.mark.django_db

DAY = date(2015, 3, 1)


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


def send(client, name: str, pk: int, **fields):
    return client.post(reverse(name, args=[pk]), fields)


def test_a_fact_is_added_and_ended(client):
    someone = person()
    response = send(client, "fact_create", someone.pk, kind="disability", valid_from="2015-03-01")
    assert response.url == someone.get_absolute_url()
    fact = DatedFact.objects.get()
    assert (fact.participant, fact.kind, fact.valid_from) == (someone, "disability", DAY)
    assert send(client, "fact_end", fact.pk, on="2015-04-01").url == someone.get_absolute_url()
    fact.refresh_from_db()
    assert fact.valid_to == date(2015, 4, 1)
    again = send(client, "fact_end", fact.pk, on="2015-05-01").context["form"]
    assert again.non_field_errors() == ["Ten fakt ma już datę końcową: 01.04.2015."]


def test_a_fact_that_overlaps_another_is_refused_in_words(client):
    someone = person()
    for _ in range(2):
        response = send(
            client, "fact_create", someone.pk, kind="disability", valid_from="2015-03-01"
        )
    assert response.context["form"].non_field_errors() == [
        "W tym czasie taki fakt jest już zapisany."
    ]


def test_a_profile_is_added(client):
    someone = person()
    send(client, "profile_create", someone.pk, profile="III", on="2015-03-01", source="PUP")
    kept = ProfileAssessment.objects.get()
    assert (kept.participant, kept.profile, kept.assessed_on) == (someone, "III", DAY)


def test_a_contract_is_signed_and_settled_once(client):
    someone = person()
    send(client, "contract_create", someone.pk, kind="A", purpose="general", on="2015-03-01")
    contract = SocialContract.objects.get()
    assert (contract.participant, contract.signed_on) == (someone, DAY)
    send(client, "contract_settle", contract.pk, fulfilled="yes", on="2015-06-01")
    again = send(client, "contract_settle", contract.pk, fulfilled="no", on="2015-07-01")
    assert again.context["form"].non_field_errors() == ["Ten kontrakt rozliczono już 01.06.2015."]
    contract.refresh_from_db()
    assert (contract.result, contract.settled_on) == ("fulfilled", date(2015, 6, 1))


@pytest.mark.time_machine("2015-02-01")
def test_a_day_that_has_not_come_is_refused(client):
    form = send(client, "profile_create", person().pk, profile="III", on="2015-02-02").context[
        "form"
    ]
    assert dict(form.errors) == {"on": ["Ten dzień jeszcze nie nadszedł."]}


class TestPersonsPage:
    LINKS = (
        "participant_edit",
        "participant_pesel",
        "fact_create",
        "profile_create",
        "contract_create",
    )

    def test_buttons_are_for_those_who_may(self, client_as):
        someone = person()
        fact = actions.record_fact(
            by=staff(), participant=someone, kind="disability", valid_from=DAY
        )
        contract = actions.sign_contract(by=staff(), participant=someone, kind="A", on=DAY)
        urls = [reverse(name, args=[someone.pk]) for name in self.LINKS]
        urls += [
            reverse("fact_end", args=[fact.pk]),
            reverse("contract_settle", args=[contract.pk]),
        ]
        seen = {}
        for role in Role:
            text = client_as(role).get(someone.get_absolute_url()).text
            seen[role.value] = [url for url in urls if f'href="{url}"' in text]
        assert seen == {"pracownik": urls, "kierownik": urls, "administrator": urls, "audytor": []}

    def test_what_comes_next(self, client, account):
        someone = person(pesel=None, no_pesel_reason="foreigner")
        actions.sign_contract(
            by=staff(), participant=someone, kind="A", on=DAY, valid_to=date(2015, 4, 1)
        )
        steps = client.get(someone.get_absolute_url()).context["steps"]
        assert [step.verb for step in steps] == [
            "Wpisz PESEL",
            "Wyznacz opiekuna",
            "Uzupełnij kontakt",
            "Opisz sytuację życiową",
            "Rozlicz kontrakt",
        ]

    def test_a_record_that_wants_nothing_has_no_next_steps(self, client, account):
        someone = person(caseworker=account(Role.CASEWORKER), phone="1")
        actions.record_fact(by=staff(), participant=someone, kind="disability", valid_from=DAY)
        page = client.get(someone.get_absolute_url())
        assert (page.context["steps"], page.text.count("Co dalej")) == ([], 0)


class TestContractsPastTheirTerm:
    def signed(self, name: str, carer, valid_to: date):
        one = person(name, caseworker=carer)
        return actions.sign_contract(
            by=staff(), participant=one, kind="A", on=date(2015, 1, 12), valid_to=valid_to
        )

    def test_ones_own_are_listed_the_oldest_first(self, client_as, account):
        me, past = account(Role.CASEWORKER), date(2015, 5, 1)
        later, first = self.signed("Ala", me, past), self.signed("Ola", me, date(2015, 4, 1))
        settled = self.signed("Iga", me, past)
        actions.settle_contract(by=staff(), contract=settled, on=past, fulfilled=True)
        self.signed("Obca", account(Role.HEAD), past)
        self.signed("Ewa", me, date.max)
        page = client_as(Role.CASEWORKER).get(reverse("contracts_overdue"))
        assert list(page.context["page_obj"]) == [first, later]
        seen = {first.participant_id, later.participant_id}
        assert set(AccessEntry.objects.latest("pk").participant_ids) == seen

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_asks_as_often_for_three_as_for_one(
        self, number, client_as, account, django_assert_num_queries
    ):
        client = client_as(Role.CASEWORKER)
        for one in range(number):
            self.signed(f"Osoba{'a' * one}", account(Role.CASEWORKER), date(2015, 5, 1))
        # session, account, permissions twice, count, contracts, journal, centre, roles
        with django_assert_num_queries(9):
            page = client.get(reverse("contracts_overdue"))
        assert len(page.context["page_obj"]) == number
