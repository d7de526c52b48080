"""What staff write about people, and each refusal in Polish."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from participants import actions
from participants.models import DatedFact, Participant, PeselChange, SocialContract
from participants.tests.factories import person, pesel_of, staff

pytestmark = pytest.mark.django_db

DAY = date(2015, 3, 1)


def refusal(function, **fields) -> dict[str, list[str]]:
    """The sentences with which the action refuses, by field."""
    with pytest.raises(ValidationError) as refused:
        function(by=staff(), **fields)
    return refused.value.message_dict


def register(*, by=None, **fields):
    identity = {
        "last_name": "Nowak",
        "first_name": "Anna",
        "birth_date": date(1980, 5, 17),
        "sex": "F",
    }
    return actions.register_participant(by=by or staff(), **{**identity, **fields})


class TestRegister:
    def test_a_pesel_belongs_to_one_person(self):
        taken = person().pesel
        assert refusal(register, pesel=taken) == {
            "pesel": ["Osoba o tym numerze PESEL jest już w kartotece."]
        }

    def test_an_empty_pesel_is_none_so_that_two_may_lack_it(self):
        for _ in range(2):
            register(pesel="", no_pesel_reason="foreigner")
        assert list(Participant.objects.values_list("pesel", flat=True)) == [None, None]

    def test_a_person_without_pesel_has_a_document_or_a_reason(self):
        assert refusal(register, pesel=None) == {
            "__all__": [
                "Osoba bez numeru PESEL musi mieć inny dokument albo podany powód jego braku."
            ]
        }
        assert register(pesel=None, other_document="paszport AB 123").pk

    @pytest.mark.parametrize(
        ("wrong", "field", "sentence"),
        [
            ({"sex": "M"}, "sex", "Płeć nie zgadza się z numerem PESEL."),
            (
                {"birth_date": date(1980, 5, 18)},
                "birth_date",
                "Data urodzenia nie zgadza się z numerem PESEL.",
            ),
        ],
    )
    def test_birth_date_and_sex_agree_with_the_pesel(self, wrong, field, sentence):
        good = pesel_of(date(1980, 5, 17), "F", 1)
        assert refusal(register, pesel=good, **wrong) == {field: [sentence]}

    def test_every_wrong_field_is_named(self):
        assert refusal(register, last_name="", pesel="123", postcode="4360") == {
            "last_name": ["To pole nie może być puste."],
            "pesel": ["PESEL ma 11 cyfr. Sprawdź, czy żadnej nie brakuje."],
            "postcode": ["Kod pocztowy ma postać 00-000."],
        }

    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            # 17 May 1980, a woman, and a check digit that should be 5.
            ({"pesel": "80051700008"}, "pesel_has_a_good_check_digit"),
            ({"sex": "M"}, "pesel_agrees_with_birth_date_and_sex"),
            ({"birth_date": date(1980, 5, 18)}, "pesel_agrees_with_birth_date_and_sex"),
            ({"pesel": None}, "person_without_pesel_has_a_document_or_a_reason"),
        ],
    )
    def test_the_database_refuses_what_goes_past_the_actions(self, values, constraint):
        someone = person(born=date(1980, 5, 17), sex="F")
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Participant.objects.filter(pk=someone.pk).update(**values)


class TestCorrectPesel:
    def test_the_old_number_is_kept(self):
        someone = person(born=date(1980, 5, 17))
        old, new = someone.pesel, pesel_of(date(1980, 5, 17), "F", 4000)
        actions.correct_pesel(by=staff(), participant=someone, pesel=new, on=DAY, reason="omyłka")
        change = PeselChange.objects.get(participant=someone)
        assert (change.old_pesel, change.new_pesel, change.changed_on) == (old, new, DAY)
        assert Participant.objects.get().pesel == new

    def test_the_birth_date_changes_along(self):
        someone = person(born=date(1980, 5, 17))
        born = date(1981, 5, 17)
        actions.correct_pesel(
            by=staff(),
            participant=someone,
            pesel=pesel_of(born, "F", 1),
            on=DAY,
            reason="omyłka",
            birth_date=born,
        )
        assert Participant.objects.get().birth_date == born

    def test_a_refused_number_changes_nothing(self):
        someone, other = person(), person()
        with pytest.raises(ValidationError):
            actions.correct_pesel(
                by=staff(), participant=someone, pesel=other.pesel, on=DAY, reason="omyłka"
            )
        assert (Participant.objects.get(pk=someone.pk).pesel, PeselChange.objects.count()) == (
            someone.pesel,
            0,
        )


class TestFacts:
    def test_a_fact_holds_once_at_a_time(self):
        someone = person()
        fact = {"participant": someone, "kind": "disability"}
        actions.record_fact(by=staff(), **fact, valid_from=DAY, valid_to=date(2015, 3, 31))
        actions.record_fact(by=staff(), **fact, valid_from=date(2015, 4, 1))
        assert refusal(actions.record_fact, **fact, valid_from=date(2016, 1, 1)) == {
            "__all__": ["W tym czasie taki fakt jest już zapisany."]
        }

    def test_a_fact_ends_after_it_begins(self):
        fact = {"participant": person(), "kind": "disability", "valid_from": DAY}
        assert refusal(actions.record_fact, **fact, valid_to=date(2015, 2, 28)) == {
            "__all__": ["Data końcowa nie może być wcześniejsza od początkowej."]
        }

    @pytest.mark.parametrize(
        ("day", "holds"),
        [
            (date(2015, 2, 28), False),
            (DAY, True),
            (date(2015, 3, 31), True),
            (date(2015, 4, 1), False),
        ],
    )
    def test_a_fact_is_true_on_its_days_both_ends_included(self, day, holds):
        actions.record_fact(
            by=staff(),
            participant=person(),
            kind="disability",
            valid_from=DAY,
            valid_to=date(2015, 3, 31),
        )
        assert DatedFact.objects.true_on(day).exists() is holds


class TestProfilesAndContracts:
    def test_one_profile_a_day(self):
        someone = person()
        actions.record_profile(by=staff(), participant=someone, profile="II", on=DAY)
        assert refusal(actions.record_profile, participant=someone, profile="III", on=DAY) == {
            "__all__": ["Tego dnia profil tej osoby jest już zapisany."]
        }

    def test_a_contract_ends_after_it_is_signed(self):
        contract = {"participant": person(), "kind": "A", "on": DAY}
        assert refusal(actions.sign_contract, **contract, valid_to=date(2015, 2, 1)) == {
            "__all__": ["Kontrakt nie może kończyć się przed podpisaniem."]
        }

    def test_a_contract_is_settled_on_a_day_or_ongoing(self):
        contract = {"participant": person(), "kind": "A", "on": DAY}
        assert refusal(actions.sign_contract, **contract, settled_on=DAY) == {
            "__all__": ["Rozliczony kontrakt ma datę rozliczenia, trwający jej nie ma."]
        }

    @pytest.mark.parametrize(
        ("fulfilled", "result"), [(True, "fulfilled"), (False, "not_fulfilled")]
    )
    def test_settling_a_contract_says_how(self, fulfilled, result):
        contract = actions.sign_contract(by=staff(), participant=person(), kind="B", on=DAY)
        actions.settle_contract(by=staff(), contract=contract, on=DAY, fulfilled=fulfilled)
        kept = SocialContract.objects.get()
        assert (kept.result, kept.settled_on) == (result, DAY)
