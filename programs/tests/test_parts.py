"""A person's part in an edition corrected on a page."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.actions.parts import CLOSED, HOURS_BEFORE
from programs.admission.usual import add_usual_conditions
from programs.models import Enrolment, Facility
from programs.tests import factories as make
from programs.tests.test_entry import MAY, errors, said, url

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2015-04-15")]


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


def opened(client, part) -> dict:
    form = client.get(url("enrolment_edit", part)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def send(client, part, typed: dict | None = None, **changes):
    typed = opened(client, part) if typed is None else typed
    return client.post(url("enrolment_edit", part), {**typed, **changes})


def again(client, part, page, **changes):
    """The form as it came back, with a reason typed in."""
    typed = {name: value[0] for name, value in page.context["form"].data.lists()}
    changes = {"override_reason": "zgoda kierownika", **changes}
    return send(client, part, typed, **changes)


def test_a_part_is_corrected_and_the_rest_stays(client):
    part = make.enrolment()
    other = make.facility("Inna Placówka")
    response = send(client, part, started_on="5.3.2015", facility=other.pk, group="poranna")
    assert (response.url, said(response)) == (
        part.get_absolute_url(), ["Zmiany w udziale są zapisane."]
    )  # fmt: skip
    changed = Enrolment.objects.get()
    assert (changed.started_on, changed.facility, changed.group) == (
        date(2015, 3, 5), other, "poranna"
    )  # fmt: skip
    assert (changed.participant, changed.edition, changed.result, changed.override_reason) == (
        part.participant, part.edition, "ongoing", ""
    )  # fmt: skip


def test_a_full_facility_wants_a_reason_that_is_kept(client):
    full = make.facility("Pełna")
    Facility.objects.filter(pk=full.pk).update(capacity=1)
    edition = make.edition()
    make.enrolment(person("Pierwsza"), edition, facility=full)
    part = make.enrolment(person("Druga"), edition)
    page = send(client, part, facility=full.pk)
    assert errors(page) == {"override_reason": ["Napisz, dlaczego mimo to, albo zmień wybór."]}
    [objection] = page.context["form"].objections
    assert objection.finding == "osób będzie 2, a miejsc jest 1"
    assert Enrolment.objects.get(pk=part.pk).facility != full
    again(client, part, page)
    changed = Enrolment.objects.get(pk=part.pk)
    assert (changed.facility, changed.override_reason) == (full, "zgoda kierownika")
    assert [one.reason for one in changed.overrides.all()] == ["zgoda kierownika"]
    # What has been answered for is not asked again.
    assert send(client, part, group="B").status_code == 302


def test_another_first_day_is_judged_as_taking_in_on_it(client):
    add_usual_conditions()
    edition = make.edition(kind="pai", agreement=make.agreement(on=date(2015, 3, 10)))
    part = make.enrolment(person(), edition, on=date(2015, 4, 1))
    page = send(client, part, started_on="02.03.2015")
    found = [one.finding for one in page.context["form"].objections if one.needs_reason]
    assert found == ["obowiązuje dopiero od 10.03.2015"]
    again(client, part, page)
    assert Enrolment.objects.get().started_on == date(2015, 3, 2)


def test_her_own_part_is_no_earlier_one(client):
    add_usual_conditions()
    half_a_year = {"starts_on": date(2015, 1, 1), "ends_on": date(2015, 6, 29)}
    part = make.enrolment(person(), make.edition(kind="pai", **half_a_year))
    assert send(client, part, started_on="2015-01-02").status_code == 302


def test_what_is_entered_already_stays_inside(client):
    part = make.enrolment()
    actions.record_hours(by=staff(), enrolment=part, month=date(2015, 3, 1), hours=Decimal(8))
    refused = send(client, part, started_on="2015-04-01")
    assert errors(refused) == {"started_on": [HOURS_BEFORE]}
    outside = send(client, part, started_on="2015-02-01")
    assert errors(outside) == {"__all__": ["Daty udziału muszą mieścić się w datach edycji."]}


def test_a_second_editor_is_told_both_values(client):
    part = make.enrolment()
    typed = opened(client, part)
    actions.correct_part(by=staff(), enrolment=part, group="A")
    page = send(client, part, typed, group="B")
    [row] = page.context["stale"].rows
    assert (row.label, row.now, row.typed, row.is_conflict) == ("Grupa", "A", "B", True)
    assert Enrolment.objects.get().group == "A"


def test_a_closed_edition_is_opened_first(client):
    part = actions.complete(by=staff(), enrolment=make.enrolment(), on=date(2015, 4, 1))
    actions.close_edition(by=staff(), edition=part.edition, on=date(2015, 4, 2), reason="x")
    with pytest.raises(ValidationError) as refused:
        actions.correct_part(by=staff(), enrolment=part, group="A")
    assert refused.value.messages == [CLOSED]
    assert url("enrolment_edit", part) not in client.get(part.get_absolute_url()).text


@pytest.mark.parametrize("role", Role)
def test_the_link_stands_where_the_role_may(role, client_as):
    part = make.enrolment()
    page = client_as(role).get(part.get_absolute_url()).text
    assert (url("enrolment_edit", part) in page) == (role in MAY)
