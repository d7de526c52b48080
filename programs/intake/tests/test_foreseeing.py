"""What taking a list back would do, counted in the database as undoing itself would find it."""

from datetime import date

import pytest
from django.urls import reverse

from mops.models import AccessEntry
from mops.roles import Role
from participants import actions as people
from participants.models import DatedFact, Participant, ProfileAssessment
from participants.tests.factories import person, staff
from programs import actions
from programs.intake.importing.foreseeing import Foreseen
from programs.intake.importing.undoing import Undoing, taken_rows
from programs.intake.tests.corpus.people import JAN_PESEL, pesel
from programs.intake.tests.lists import judged, take_in
from programs.intake.verdicts.verdict import Kind
from programs.models import Referral, ReferralList
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

JAN_ROW = ["Kowalski", "Jan", JAN_PESEL, None, None, "601234567", "Leśna", "5", "Jaworzno", "III",
           date(2014, 9, 1)]  # fmt: skip


def new_row(number: int) -> list:
    day = date(1980, 3, 1 + number)
    return ["Nowak", "Anna", pesel(day, "0124"), *JAN_ROW[3:]]


def taken_in(people: int = 3) -> ReferralList:
    """A known person whose card the list changes, and new ones."""
    person("Kowalski", "Jan", pesel=JAN_PESEL, born=date(1944, 5, 14), sex="M", phone="500500500")
    wrong = ["Lis", "Ola", "44051401459"]
    rows = judged(JAN_ROW, *map(new_row, range(people - 1)), wrong)
    return take_in(rows, accept=(Kind.NEW, Kind.KNOWN, Kind.CHANGED))


def nothing(card):
    pass


def enrolled(card):
    make.enrolment(card, make.edition(), referral=card.referrals.get())


def decided(card):
    actions.decide(
        by=staff(), referral=card.referrals.get(), decision="qualified", on=date(2015, 2, 9)
    )


def interviewed(card):
    actions.record_interview(by=staff(), referral=card.referrals.get(), on=date(2015, 3, 2))


def changed(**values):
    return lambda card: card.referrals.update(**values)


def edited(card):
    people.update_participant(
        by=staff(), participant=card, version=card.updated_at, phone="500500500", city="Gliwice"
    )


def supported(card):
    people.sign_contract(by=staff(), participant=card, kind="A", on=date(2015, 3, 1))


def put_forward_again(card):
    make.referral(card, year=2016)


def fact_ended(card):
    card.facts.update(valid_to=date(2015, 5, 1))


def fact_added(card):
    DatedFact.objects.create(participant=card, kind="disability", valid_from=date(2015, 3, 1))


def facts_removed(card):
    card.facts.all().delete()
    card.profiles.all().delete()


def profile_edited(card):
    card.profiles.update(profile="II")


def profile_added(card):
    ProfileAssessment.objects.create(participant=card, profile="II", assessed_on=date(2016, 1, 1))


def merged(card):
    Participant.objects.filter(pk=card.pk).update(merged_into=person("Lis", "Jan"))


def merged_with_another(card):
    people.merge_participants(by=staff(), kept=card, merged=person("Lis", "Jan"))


def referral_removed(card):
    card.referrals.all().delete()


SINCE = {
    "nothing": nothing,
    "enrolled": enrolled,
    "decided": decided,
    "interviewed": interviewed,
    "referral_of_another_day": changed(referred_on=date(2015, 2, 3)),
    "referral_of_another_year": changed(year=2014),
    "referral_of_somebody_on_assistance": changed(uses_assistance=True),
    "edited": edited,
    "supported": supported,
    "put_forward_again": put_forward_again,
    "fact_ended": fact_ended,
    "fact_added": fact_added,
    "facts_removed": facts_removed,
    "profile_edited": profile_edited,
    "profile_added": profile_added,
    "referral_removed": referral_removed,
    "merged": merged,
    "merged_with_another": merged_with_another,
}


@pytest.mark.parametrize("since", SINCE.values(), ids=SINCE)
@pytest.mark.parametrize("number", [2, 3], ids=["known", "new"])
def test_what_is_foreseen_is_what_undoing_does(since, number):
    taken = taken_in()
    since(taken.rows.get(number=number).participant)

    foreseen, undoing = Foreseen.of(taken), Undoing.of_rows(taken_rows(taken))

    assert foreseen.going == {
        "skierowania do usunięcia": sum(one.referral is not None for one in undoing.rows),
        "karty osób do usunięcia": sum(one.person is not None for one in undoing.rows),
        "karty, na których wrócą poprzednie dane": sum(bool(one.fields) for one in undoing.rows),
        "fakty i profile do usunięcia": sum(
            len(one.facts) + len(one.profiles) for one in undoing.rows
        ),
    }
    staying = [(one.row.number, one.remains) for one in undoing.staying]
    named = Undoing.of_rows(foreseen.rows()).rows
    assert [(one.row.number, one.remains) for one in named] == staying
    assert foreseen.staying == len(staying)


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_reads_no_more_rows_for_a_long_list(many, client_as, django_assert_num_queries):
    taken = taken_in(many)
    Referral.objects.update(decision=Referral.Decision.QUALIFIED, decided_on=date(2015, 2, 9))
    client = client_as(Role.CASEWORKER)
    url = reverse("imported_list_undo", args=[taken.pk])
    client.get(url)
    with django_assert_num_queries(15):
        page = client.get(url)

    assert len(page.context["page_obj"].object_list) == min(many, 25)
    assert len(AccessEntry.objects.last().participant_ids) == min(many, 25)
    if many > 25:
        rest = client.get(url, {"page": 2}).context["page_obj"]
        assert [one.row.number for one in rest] == [27, 28, 29, 30, 31]
