"""A list against the one before it: new, gone and changed people, and the reasons of those gone."""

from datetime import date

import pytest
from django.urls import reverse

from mops.roles import Role
from participants.models import Participant
from participants.tests.factories import staff
from programs import actions
from programs.intake.against import Comparison
from programs.intake.tests.corpus.people import ANNA_PESEL, EWA_PESEL, JAN_PESEL
from programs.intake.tests.lists import judged, take_in
from programs.intake.verdicts.verdict import Kind
from programs.models import Referral, ReferralList
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

JAN = ["Kowalski", "Jan", JAN_PESEL, None, None, "601234567"]
ANNA, EWA = ["Nowak", "Anna", ANNA_PESEL], ["Żak", "Ewa", EWA_PESEL]
ACCEPT = (Kind.NEW, Kind.KNOWN, Kind.CHANGED)


@pytest.fixture
def later() -> ReferralList:
    """The second list of the year: Anna is gone, Ewa is new, Jan is on both."""
    take_in(judged(JAN, ANNA), content=b"first")
    return take_in(judged([*JAN[:5], "700700700"], EWA), content=b"second", accept=ACCEPT)


def numbers(*surnames: str) -> frozenset[int]:
    return frozenset(Participant.objects.get(last_name=name).pk for name in surnames)


def test_people_are_new_gone_or_on_both_lists(later):
    found = Comparison.of(later)

    assert (found.new, found.gone, found.both) == (
        numbers("Żak"), numbers("Nowak"), numbers("Kowalski")
    )  # fmt: skip


def test_what_is_told_otherwise_of_somebody_already_referred_is_shown_and_not_written():
    take_in(judged(JAN, ANNA), content=b"first")
    told = [*JAN[:5], "700700700", None, None, None, "III"]
    found = Comparison.of(take_in(judged(told, EWA), content=b"second", accept=ACCEPT))

    (one,) = found.changed()
    assert one.changes == (
        "telefon: 601 234 567 → 700 700 700", "profil pomocy: brak danych → III"
    )  # fmt: skip
    jan = Participant.objects.get(last_name="Kowalski")
    assert (jan.phone, jan.referrals.get().profile) == ("601 234 567", "")
    assert [row.decision for row in found.current.rows.all()] == ["left", "created"]


def test_a_list_that_told_otherwise_of_somebody_is_taken_back_without_a_trace(later):
    before = Participant.objects.get(last_name="Kowalski").phone
    actions.undo_list(by=staff(), referral_list=later)

    assert Participant.objects.get(last_name="Kowalski").phone == before
    assert numbers("Kowalski", "Nowak") == frozenset(
        Referral.objects.values_list("participant", flat=True)
    )


def test_what_a_list_of_the_next_edition_tells_otherwise_is_shown():
    take_in(judged(JAN), content=b"first")
    told = [*JAN[:5], "700700700", None, None, None, "III"]
    found = Comparison.of(
        take_in(judged(told, edition=make.edition()), content=b"second", accept=ACCEPT)
    )

    (one,) = found.changed()
    assert one.changes == (
        "telefon: 601 234 567 → 700 700 700", "profil pomocy: brak danych → III"
    )  # fmt: skip


def test_the_reason_of_those_gone_is_what_the_report_tells(later, client_as):
    client, url = client_as(Role.HEAD), reverse("imported_list_against", args=[later.pk])
    anna = Referral.objects.get(participant__last_name="Nowak")
    reason = make.reason("took_job")
    page = client.get(url)
    typed = {
        "entry": page.context["form"]["entry"].value(), "referral": [anna.pk],
        "decision": "never_offered", "on": "2015-03-02", "reason": reason.pk,
    }  # fmt: skip

    responses = [client.post(url, typed), client.post(url, typed)]

    assert [response.url for response in responses] == [url, url]
    anna.refresh_from_db()
    assert (anna.decision, anna.decided_on, anna.reason) == (
        "never_offered", date(2015, 3, 2), reason
    )  # fmt: skip
    page = client.get(url)
    assert (page.context["waiting"], page.context["settled"]) == ([], [anna])


def test_a_reason_is_asked_for(later, client_as):
    anna = Referral.objects.get(participant__last_name="Nowak")
    typed = {"referral": [anna.pk], "decision": "never_offered", "on": "2015-03-02"}

    page = client_as(Role.HEAD).post(reverse("imported_list_against", args=[later.pk]), typed)

    assert page.context["form"].errors == {"reason": ["Ta decyzja wymaga przyczyny."]}


def test_a_list_taken_back_is_compared_with_nothing(later, client_as):
    first = ReferralList.objects.earliest("pk")
    assert Comparison.of(first) is None
    ReferralList.objects.filter(pk=first.pk).update(undone_at=later.imported_at)

    page = client_as(Role.HEAD).get(reverse("imported_list_against", args=[later.pk]))

    assert "To pierwsza lista tego programu" in page.text


def test_a_list_that_kept_nothing_of_people_already_referred_says_so(client_as):
    take_in(judged(JAN, ANNA), content=b"first")
    told = take_in(judged([*JAN[:5], "700700700"], EWA), content=b"second", accept=ACCEPT)
    assert Comparison.of(told).untold() == 0
    told.rows.filter(verdict="referred").update(written={})

    page = client_as(Role.ADMINISTRATOR).get(reverse("imported_list_against", args=[told.pk]))

    assert page.context["untold"] == 1
    assert "Nie wiadomo, czy ta lista podaje inne dane" in page.text
