"""The administration refuses what the database would refuse, in words and with the form kept."""

import pytest
from django.urls import reverse

from mops.roles import Role
from participants.models import Participant
from participants.tests.factories import person
from programs.models import Enrolment, Institution
from programs.tests.factories import edition, enrolment

pytestmark = pytest.mark.django_db


def post(client, record, **values):
    url = reverse(f"admin:{record._meta.label_lower.replace('.', '_')}_change", args=[record.pk])
    form = client.get(url).context["adminform"].form
    shown = {name: form[name].value() for name in form.fields}
    filled = {name: value for name, value in (shown | values).items() if value is not None}
    return client.post(url, filled)


@pytest.mark.parametrize("pesel", ["123", "12345678901", "99999999999", "4405140145a"])
def test_impossible_pesel(client_as, pesel):
    someone = person("Nowak")
    response = post(client_as(Role.ADMINISTRATOR), someone, pesel=pesel)
    assert list(response.context["adminform"].form.errors) == ["pesel"]
    assert Participant.objects.get(pk=someone.pk).pesel == someone.pesel


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"started_on": "1999-01-01"}, "Daty udziału muszą mieścić się w datach edycji."),
        (
            {"ended_on": "1999-01-01", "result": Enrolment.Result.COMPLETED},
            "Data końcowa nie może być wcześniejsza od początkowej.",
        ),
    ],
)
def test_days_that_cannot_be(client_as, days, sentence):
    part = enrolment()
    response = post(client_as(Role.ADMINISTRATOR), part, **days)
    assert response.context["adminform"].form.non_field_errors() == [sentence]
    assert Enrolment.objects.get(pk=part.pk).started_on == part.started_on


def test_edition_number_is_one_that_is_printed(client_as):
    one = edition(1)
    response = post(client_as(Role.ADMINISTRATOR), one, number=9999)
    errors = response.context["adminform"].form.non_field_errors()
    assert errors == ["Numer edycji jest liczbą od 1 do 399."]


def test_who_is_in_an_edition_is_decided_where_conditions_are_judged(client_as):
    part, other = enrolment(), person("Inna")
    client = client_as(Role.ADMINISTRATOR)
    assert client.get(reverse("admin:programs_enrolment_add")).status_code == 403
    post(client, part, participant=other.pk, edition=edition(2).pk, group="A", facility=None)
    changed = Enrolment.objects.get(pk=part.pk)
    assert (changed.participant, changed.edition, changed.group) == (
        part.participant,
        part.edition,
        "A",
    )


def test_the_second_of_two_editors_sees_both_values_and_loses_nothing(client_as):
    office = Institution.objects.create(name="Urząd", kind="pup", address="Rynek 1")
    url = reverse("admin:programs_institution_change", args=[office.pk])
    mine, theirs = client_as(Role.ADMINISTRATOR), client_as(None, is_superuser=True)

    def opened(client) -> dict:
        context = client.get(url).context
        form = context["adminform"].form
        shown = {name: form[name].value() for name in form.fields}
        filled = {name: value for name, value in shown.items() if value is not None}
        return filled | {"opened_with": context["opened_with"]}

    typed = opened(mine)
    theirs.post(url, opened(theirs) | {"phone": "111", "address": "Rynek 2"})
    response = mine.post(url, typed | {"phone": "222"})
    form = response.context["adminform"].form
    sentence, *told = form.non_field_errors()
    assert sentence.startswith("Ten wpis zmienił w tym czasie ktoś inny: bez-roli. ")
    assert told == [
        "adres: było Rynek 1, teraz jest Rynek 2.",
        "telefon: było (puste), teraz jest 111, w Twoim formularzu 222.",
    ]
    assert f'name="opened_with" value="{response.context["opened_with"]}"' in response.text
    again = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    mine.post(url, again | {"opened_with": response.context["opened_with"]})
    office.refresh_from_db()
    assert (office.phone, office.address) == ("222", "Rynek 2")
