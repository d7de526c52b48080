"""What came of a person's part in an edition, put right after it was entered."""

from datetime import date

import pytest
from django.urls import reverse

from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.models import Outcome
from programs.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


@pytest.fixture
def part():
    return make.enrolment(person("Ala"), make.edition())


@pytest.fixture
def outcome(part):
    return actions.record_outcome(
        by=staff(), enrolment=part, kind="course", on=date(2015, 5, 4), proof="zaświadczenie"
    )


def opened(client, name: str, record) -> tuple[str, dict]:
    """The address of the form and what stands in it."""
    url = reverse(name, args=[record.pk])
    form = client.get(url).context["form"]
    return url, {one: form[one].value() or "" for one in form.fields}


def errors(response) -> dict:
    return {name: list(told) for name, told in response.context["form"].errors.items()}


class TestOutcome:
    def test_it_is_corrected(self, client, outcome):
        url, typed = opened(client, "outcome_edit", outcome)
        typed |= {"kind": "open_market_job", "occurred_on": "05.05.2015", "detail": "magazynier"}
        assert client.post(url, typed).url == outcome.enrolment.get_absolute_url()
        outcome.refresh_from_db()
        assert (outcome.kind, outcome.occurred_on, outcome.detail, outcome.proof) == (
            "open_market_job",
            date(2015, 5, 5),
            "magazynier",
            "zaświadczenie",
        )

    def test_it_comes_no_earlier_than_the_part_begins(self, client, outcome):
        url, typed = opened(client, "outcome_edit", outcome)
        response = client.post(url, typed | {"occurred_on": "2015-01-05"})
        assert list(errors(response)) == ["occurred_on"]

    def test_the_second_of_two_editors_sees_both_values(self, client, client_as, outcome):
        url, mine = opened(client, "outcome_edit", outcome)
        client_as(Role.HEAD).post(url, mine | {"detail": "kucharz", "proof": "umowa"})
        stale = client.post(url, mine | {"detail": "piekarz"}).context["stale"]
        assert stale.by == "kierownik"
        assert {row.label: (row.was, row.now, row.typed) for row in stale.rows} == {
            "Szczegóły": ("(puste)", "kucharz", "piekarz"),
            "Potwierdzenie": ("zaświadczenie", "umowa", "umowa"),
        }

    def test_it_is_removed_once_for_a_reason(self, client, outcome):
        url, typed = opened(client, "outcome_remove", outcome)
        assert client.post(url, typed).status_code == 200
        typed |= {"reason": "wpisano innej osobie"}
        addresses = {client.post(url, typed).url for _ in range(2)}
        assert addresses == {outcome.enrolment.get_absolute_url()}
        assert Outcome.objects.count() == 0
        last = Outcome.pgh_event_model.objects.order_by("pgh_id").last()
        assert last.pgh_context.metadata["reason"] == "wpisano innej osobie"
