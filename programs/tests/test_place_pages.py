"""Institutions and facilities: entered, corrected, and who works where."""

from datetime import date

import pytest
from django.urls import reverse

from mops.models import AccessEntry
from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.models import Facility, Institution
from programs.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2015-06-15")]


@pytest.fixture
def client(client_as):
    return client_as(Role.HEAD)


def errors(response) -> dict:
    return {name: list(told) for name, told in response.context["form"].errors.items()}


def form_of(client, name: str, record, **changed) -> dict:
    form = client.get(reverse(name, args=[record.pk])).context["form"]
    return {one: form[one].value() or "" for one in form.fields if one != "entry"} | changed


class TestInstitutions:
    def test_is_entered_outside_the_administration_and_becomes_a_party(self, client):
        fields = {"name": "Stowarzyszenie „Most”", "kind": "ngo", "phone": "32 111 22 33"}
        response = client.post(reverse("institution_new"), fields)
        made = Institution.objects.get(kind="ngo")
        assert response.url == made.get_absolute_url()
        assert str(made.pk) in client.get(reverse("agreement_new")).text

    def test_the_same_name_twice_is_refused_beside_it(self, client):
        make.institution("Urząd")
        refused = client.post(reverse("institution_new"), {"name": "Urząd", "kind": "city"})
        assert errors(refused) == {"name": ["Taka wartość już istnieje."]}

    def test_the_second_of_two_editors_is_told(self, client):
        one = make.institution("Urząd")
        address = reverse("institution_edit", args=[one.pk])
        first = form_of(client, "institution_edit", one, phone="1")
        second = form_of(client, "institution_edit", one, phone="2")
        client.post(address, first)
        rows = client.post(address, second).context["stale"].rows
        assert [(row.label, row.was, row.now, row.typed) for row in rows] == [
            ("Telefon", "(puste)", "1", "2")
        ]

    def test_shows_its_agreements_and_facilities(self, client):
        make.agreement("Wspólne prace", valid_to=date(2015, 6, 20))
        place = make.facility()
        text = client.get(make.institution().get_absolute_url()).text
        assert "wygasa za 5 dni" in text
        assert place.get_absolute_url() in text


class TestFacilities:
    def test_is_entered_and_corrected(self, client):
        fields = {"name": "Szkoła", "institution": make.institution().pk, "capacity": "3"}
        client.post(reverse("facility_new"), fields)
        one = Facility.objects.get()
        changed = form_of(client, "facility_edit", one, capacity="4", contact="Ewa, 111")
        client.post(reverse("facility_edit", args=[one.pk]), changed)
        one.refresh_from_db()
        assert (one.capacity, one.contact) == (4, "Ewa, 111")

    @pytest.mark.parametrize("capacity", ["-1", "0", "99999"])
    def test_an_absurd_capacity_is_refused(self, capacity, client):
        fields = {"name": "Szkoła", "institution": make.institution().pk, "capacity": capacity}
        assert list(errors(client.post(reverse("facility_new"), fields))) == ["capacity"]

    def test_shows_who_works_there_since_when_and_who_did(self, client):
        edition = make.edition()
        here = make.enrolment(person("Ala"), edition)
        gone = make.enrolment(person("Ola"), edition)
        actions.interrupt(by=staff(), enrolment=gone, on=date(2015, 4, 1), reason=make.reason())
        page = client.get(make.facility().get_absolute_url())
        assert page.context["now"] == [here]
        assert list(page.context["page_obj"]) == [gone]
        noted = AccessEntry.objects.order_by("pk").last()
        assert noted.participant_ids == sorted([here.participant_id, gone.participant_id])

    @pytest.mark.parametrize("many", [1, 3])
    def test_page_takes_as_many_queries_for_three_people_as_for_one(
        self, many, client, django_assert_num_queries
    ):
        edition = make.edition()
        for number in range(many):
            make.enrolment(person(f"Ala{number}"), edition)
        address = make.facility().get_absolute_url()
        # session, account, permissions twice, facility, agreements, taken, people, count of the
        # others, journal, centre, roles
        with django_assert_num_queries(12):
            client.get(address)

    @pytest.mark.parametrize("many", [1, 3])
    def test_register_takes_as_many_queries_for_three_as_for_one(
        self, many, client, django_assert_num_queries
    ):
        for number in range(many):
            make.facility(f"Szkoła {number}")
        # session, account, permissions twice, count, centre, roles, institutions, rows
        with django_assert_num_queries(9):
            client.get(reverse("facility_list"))


class TestStart:
    def test_agreements_that_end_soon_are_announced_to_whoever_prolongs_them(self, client_as):
        make.agreement(valid_to=date(2015, 7, 15))
        prolonged = make.agreement("przedłużone", valid_to=date(2015, 7, 1))
        actions.add_annex(
            by=staff(),
            agreement=prolonged,
            number="1",
            on=date(2015, 6, 1),
            effective_from=date(2015, 7, 2),
            valid_to=date(2015, 12, 31),
        )
        make.edition()
        told = "W ciągu 30 dni kończą się porozumienia i umowy: 1."
        found = {role: told in client_as(role).get(reverse("start")).text for role in Role}
        assert found == {role: role in (Role.HEAD, Role.ADMINISTRATOR) for role in Role}
