"""A list taken in whole or not at all, and taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from participants import actions as people
from participants.models import DatedFact, Participant, ProfileAssessment
from participants.tests.factories import person, staff
from programs import actions
from programs.actions import AlreadyImported, OutdatedVerdicts
from programs.intake.importing.choosing import Choice
from programs.intake.importing.undoing import CARD_EDITED, DECIDED, ENROLLED, Undoing, taken_rows
from programs.intake.importing.writing import Writing
from programs.intake.tests.corpus.people import ANNA_PESEL, EWA_PESEL, JAN_PESEL, pesel
from programs.intake.tests.lists import judged, take_in
from programs.models import ListRow, Referral, ReferralList
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

JAN_BORN = date(1944, 5, 14)
JAN_ROW = ["Kowalski", "Jan", JAN_PESEL, None, None, "601234567", "Leśna", "5", "Jaworzno", "III",
           date(2014, 9, 1)]  # fmt: skip
ANNA_ROW = ["Nowak", "Anna", ANNA_PESEL]
EWA_ROW = ["Żak", "Ewa", EWA_PESEL]
WRITTEN = (Participant, Referral, ReferralList, ListRow, DatedFact, ProfileAssessment)


def jan(**details):
    details = {"pesel": JAN_PESEL, "born": JAN_BORN, "sex": "M", **details}
    return person("Kowalski", "Jan", **details)


def counts() -> list[int]:
    return [model.objects.count() for model in WRITTEN]


def test_a_new_person_comes_with_a_referral_and_what_the_list_tells():
    shown = judged(JAN_ROW)

    taken = take_in(shown, number="PUP.1/2015", office=make.institution())

    card = Participant.objects.get()
    assert (card.pesel, card.birth_date, card.sex, card.phone, card.street) == (
        JAN_PESEL, JAN_BORN, "M", "601 234 567", "Leśna"
    )  # fmt: skip
    referral = card.referrals.get()
    assert (referral.year, referral.edition, referral.source) == (2015, None, "pup")
    assert (referral.referral_list, referral.referred_on) == (taken, date(2015, 2, 1))
    assert (referral.profile, referral.decision) == ("III", "pending")
    assert list(card.facts.values_list("kind", "valid_from")) == [("registered", date(2014, 9, 1))]
    assert list(card.profiles.values_list("profile", "assessed_on")) == [("III", date(2015, 2, 1))]
    assert (taken.imported_by, taken.file_name, taken.office) == (
        staff(), "lista.xlsx", make.institution()
    )  # fmt: skip


def test_what_is_known_already_is_not_noted_again():
    card = jan()
    fact = people.record_fact(
        by=staff(), participant=card, kind="registered", valid_from=date(2013, 1, 1)
    )
    people.record_profile(by=staff(), participant=card, profile="III", on=date(2014, 6, 1))

    take_in(judged(JAN_ROW))

    assert list(card.facts.all()) == [fact]
    assert card.profiles.count() == 1


def test_nothing_filled_is_blanked_or_overwritten():
    card = jan(email="jan@example.org", phone="500500500", second_name="Piotr", postcode="43-600")

    take_in(judged(["Kowalski", "Jan", JAN_PESEL], ANNA_ROW))

    card.refresh_from_db()
    assert (card.email, card.phone, card.second_name, card.postcode) == (
        "jan@example.org", "500500500", "Piotr", "43-600"
    )  # fmt: skip


def test_changed_rows_wait_for_consent():
    card = jan(phone="500500500")
    take_in(judged(JAN_ROW, ANNA_ROW))

    row = ListRow.objects.get(number=2)
    card.refresh_from_db()
    assert (row.verdict, row.decision, row.participant) == ("changed", "left", card)
    assert (card.phone, card.referrals.count()) == ("500500500", 0)


def test_chosen_fields_are_changed_and_kept_with_the_old_values():
    card = jan(phone="500500500", street="Polna", city="Jaworzno")

    take_in(judged(JAN_ROW), choices={2: Choice(update=("phone",))})

    card.refresh_from_db()
    assert (card.phone, card.street, card.house_number) == ("601 234 567", "Polna", "")
    assert ListRow.objects.get().written["fields"] == {"phone": ["500500500", "601 234 567"]}


def test_a_doubtful_row_is_settled_by_hand():
    card = person("Nowak", "Anna", born=date(1980, 3, 5), pesel=None, no_pesel_reason="not_shown")
    shown = judged([*ANNA_ROW, None, None, "601234567"], EWA_ROW)

    take_in(shown, choices={2: Choice(participant=card.pk)})

    card.refresh_from_db()
    assert (card.phone, card.pesel, card.referrals.count()) == ("601 234 567", None, 1)


def test_a_doubtful_row_may_be_a_new_person():
    person("Nowak", "Anna", born=date(1980, 3, 5), pesel=None, no_pesel_reason="not_shown")

    take_in(judged(ANNA_ROW), choices={2: Choice()})

    assert Participant.objects.get(pesel=ANNA_PESEL).referrals.count() == 1


def test_a_doubtful_row_is_nobody_elses():
    person("Nowak", "Anna", born=date(1980, 3, 5))
    shown = judged(ANNA_ROW)

    with pytest.raises(ValidationError, match="nie może dotyczyć"):
        take_in(shown, choices={2: Choice(participant=jan().pk)})


def test_every_row_is_in_the_protocol():
    make.referral(jan())
    take_in(judged(JAN_ROW, ANNA_ROW, ANNA_ROW, ["Lis", "Ola", "44051401459"]))

    assert list(ListRow.objects.values_list("number", "verdict", "decision")) == [
        (2, "referred", "left"),
        (3, "new", "created"),
        (4, "duplicate", "left"),
        (5, "error", "left"),
    ]
    problem = ListRow.objects.get(number=5).problems[0]
    assert (problem["cell"], problem["level"], problem["code"]) == ("C5", "error", "pesel_checksum")


def test_a_card_changed_meanwhile_stops_the_whole_list():
    card = jan()
    shown = judged(JAN_ROW, ANNA_ROW)
    people.update_participant(
        by=staff(), participant=card, version=card.updated_at, phone="500500500"
    )
    before = counts()

    with pytest.raises(OutdatedVerdicts) as stopped:
        take_in(shown)

    assert [(was.kind, now.kind) for was, now in stopped.value.differing] == [("known", "changed")]
    assert stopped.value.messages == [
        "Od sprawdzenia listy zmieniły się dane w kartotece. Wiersze do ponownego sprawdzenia: 2."
    ]
    assert counts() == before


def test_a_person_entered_meanwhile_stops_the_whole_list():
    shown = judged(JAN_ROW)
    jan()

    with pytest.raises(OutdatedVerdicts):
        take_in(shown)


@pytest.mark.parametrize(
    "step", ["people", "changes", "referrals", "facts", "profiles", "protocol"]
)
def test_a_failure_at_any_step_leaves_nothing(step, monkeypatch):
    card = person("Zając", "Ewa", born=date(1999, 12, 31), pesel=EWA_PESEL)
    shown = judged(JAN_ROW, ["Zając", "Ewa", EWA_PESEL, None, None, "601234567"])
    before, version = counts(), card.updated_at
    done = getattr(Writing, step)

    def fail(*args):
        done(*args)
        raise RuntimeError

    monkeypatch.setattr(Writing, step, fail)
    with pytest.raises(RuntimeError):
        take_in(shown)

    card.refresh_from_db()
    assert (counts(), card.phone, card.updated_at) == (before, "", version)


def test_the_same_file_is_refused():
    take_in(judged(JAN_ROW))
    shown = judged(JAN_ROW, ANNA_ROW)

    with pytest.raises(AlreadyImported, match=r"Ten plik już wczytano dnia .* przez tester\."):
        take_in(shown)
    take_in(shown, b"inny plik")

    assert ReferralList.objects.count() == 2


def test_nobody_to_take_in_leaves_no_list():
    with pytest.raises(ValidationError, match="nie ma kogo wczytać"):
        take_in(judged(["Lis", "Ola", "44051401459"]))
    assert ReferralList.objects.count() == 0


def test_undoing_puts_everything_back():
    card = jan(city="Jaworzno", phone="500500500")
    before = counts()
    taken = take_in(judged(JAN_ROW, ANNA_ROW), choices={2: Choice()})

    actions.undo_list(by=staff(), referral_list=taken)

    card.refresh_from_db()
    assert (card.phone, card.street, card.city) == ("500500500", "", "Jaworzno")
    assert [now - was for now, was in zip(counts(), before, strict=True)] == [0, 0, 1, 2, 0, 0]
    taken.refresh_from_db()
    assert taken.undone_at is not None


def test_after_undoing_the_file_can_be_taken_in_again():
    first = take_in(judged(JAN_ROW, ANNA_ROW))
    actions.undo_list(by=staff(), referral_list=first)

    again = take_in(judged(JAN_ROW, ANNA_ROW))

    assert again.referrals.count() == 2
    assert Participant.objects.count() == 2
    with pytest.raises(ValidationError, match="już ją cofnięto"):
        actions.undo_list(by=staff(), referral_list=first)


def test_what_was_built_on_stays_and_says_why():
    taken = take_in(
        judged(JAN_ROW, ANNA_ROW, EWA_ROW, ["Lis", "Ola", pesel(date(1990, 1, 1), "12")])
    )
    by_number = {row.number: row.participant for row in taken.rows.all()}
    referral = by_number[2].referrals.get()
    make.enrolment(by_number[2], make.edition(), referral=referral)
    actions.decide(
        by=staff(),
        referral=by_number[3].referrals.get(),
        decision="qualified",
        on=date(2015, 2, 9),
    )
    people.update_participant(
        by=staff(), participant=by_number[4], version=by_number[4].updated_at, city="Jaworzno"
    )
    planned = [(one.row.number, one.remains) for one in Undoing.of_rows(taken_rows(taken)).staying]

    done = actions.undo_list(by=staff(), referral_list=taken)

    told = [(2, [ENROLLED]), (3, [DECIDED]), (4, [CARD_EDITED])]
    assert planned == told
    assert [(one.row.number, one.remains) for one in done] == told
    assert [(row.number, row.remains) for row in taken.rows.exclude(remains=[])] == told
    left = Participant.objects.order_by("pk").values_list("last_name", flat=True)
    assert list(left) == ["Kowalski", "Nowak", "Żak"]
    assert Referral.objects.count() == 2


def test_a_field_edited_since_stays():
    card = jan()
    taken = take_in(judged(JAN_ROW))
    card.refresh_from_db()
    people.update_participant(
        by=staff(), participant=card, version=card.updated_at, phone="500500500"
    )

    done = actions.undo_list(by=staff(), referral_list=taken)

    card.refresh_from_db()
    assert (card.phone, card.street, card.referrals.count()) == ("500500500", "", 0)
    assert done[0].remains == ["Po wczytaniu listy zmieniono pole: telefon."]


def test_a_made_card_with_other_records_stays():
    taken = take_in(judged(JAN_ROW))
    card = Participant.objects.get()
    people.sign_contract(by=staff(), participant=card, kind="A", on=date(2015, 3, 1))

    done = actions.undo_list(by=staff(), referral_list=taken)

    assert done[0].remains == ["Karta ma już inne wpisy: kontrakty socjalne."]
    assert (card.referrals.count(), card.contracts.count()) == (0, 1)


@pytest.mark.parametrize("times", [1, 30])
def test_a_list_takes_the_same_queries_for_any_number_of_rows(times, django_assert_num_queries):
    jan()
    rows = [
        ["Nowak", "Anna", pesel(date(1980, 3, 1), f"{n:04}"), *JAN_ROW[3:]] for n in range(times)
    ]
    shown = judged(JAN_ROW, *rows)
    staff()
    with django_assert_num_queries(21):
        taken = take_in(shown)
    with django_assert_num_queries(34):
        actions.undo_list(by=staff(), referral_list=taken)
