"""What staff write about programmes, and each refusal in Polish."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from mops.saving import save_checked
from participants.tests.factories import person, staff
from programs import actions
from programs.models import (
    Agreement,
    Assessment,
    Benefit,
    Edition,
    Enrolment,
    Outcome,
    Rate,
    Reason,
    Referral,
    WorkMonth,
)
from programs.reasons import STARTING_REASONS
from programs.tests import factories as make

START, END = date(2015, 3, 2), date(2015, 6, 30)
"""The days of the edition that the factory opens."""


def refusal(function, **fields) -> list[str]:
    """The sentences with which the action refuses."""
    with pytest.raises(ValidationError) as refused:
        function(by=staff(), **fields)
    return refused.value.messages


@pytest.mark.django_db
class TestEnrol:
    def test_a_person_begins_with_the_edition_unless_said(self):
        assert make.enrolment().started_on == START
        assert make.enrolment(in_edition=make.edition(2), on=date(2015, 4, 1)).started_on == date(
            2015, 4, 1
        )

    @pytest.mark.parametrize("day", [date(2015, 3, 1), date(2015, 7, 1)])
    def test_a_person_begins_inside_the_edition(self, day):
        fields = {"participant": person(), "edition": make.edition(), "on": day}
        assert refusal(actions.enrol, **fields) == [
            "Testowa Anna: Daty udziału muszą mieścić się w datach edycji."
        ]

    def test_a_person_is_in_an_edition_once_at_a_time(self):
        first = make.enrolment()
        fields = {"participant": first.participant, "edition": first.edition}
        sentence = f"{first.participant}: Ta osoba w tym czasie już uczestniczy w tej edycji."
        assert refusal(actions.enrol, **fields, on=date(2015, 5, 1)) == [sentence]
        actions.interrupt(
            by=staff(), enrolment=first, on=date(2015, 4, 1), reason=make.reason("absence")
        )
        assert refusal(actions.enrol, **fields, on=date(2015, 4, 1)) == [sentence]
        assert actions.enrol(by=staff(), **fields, on=date(2015, 4, 2)).pk

    def test_a_person_may_be_in_two_editions_at_once(self):
        someone = person()
        make.enrolment(someone, make.edition(1))
        make.enrolment(someone, make.edition(2))
        assert Enrolment.objects.filter(participant=someone).count() == 2


@pytest.mark.django_db
class TestEnding:
    def test_completing_ends_with_the_edition_unless_said(self):
        ended = actions.complete(by=staff(), enrolment=make.enrolment())
        assert (ended.result, ended.ended_on, ended.certificate_on) == ("completed", END, None)

    def test_a_certificate_is_dated_on_the_last_day(self):
        ended = actions.complete(
            by=staff(),
            enrolment=make.enrolment(),
            on=date(2015, 5, 8),
            certificate_number="7/2015",
        )
        kept = Enrolment.objects.get(pk=ended.pk)
        assert (kept.certificate_number, kept.certificate_on) == ("7/2015", date(2015, 5, 8))

    def test_interrupting_keeps_the_reason(self):
        ended = actions.interrupt(
            by=staff(),
            enrolment=make.enrolment(),
            on=date(2015, 4, 1),
            reason=make.reason("took_job"),
        )
        assert (ended.result, ended.reason.code) == ("interrupted", "took_job")

    def test_what_is_ended_is_not_ended_again(self):
        part = make.enrolment()
        actions.complete(by=staff(), enrolment=part)
        sentence = "Ten udział jest już zakończony (30.06.2015)."
        assert refusal(actions.complete, enrolment=part) == [sentence]
        again = {"enrolment": part, "on": date(2015, 4, 1), "reason": make.reason()}
        assert refusal(actions.interrupt, **again) == [sentence]

    @pytest.mark.parametrize(
        ("day", "sentence"),
        [
            (date(2015, 3, 1), "Data końcowa nie może być wcześniejsza od początkowej."),
            (date(2015, 7, 1), "Daty udziału muszą mieścić się w datach edycji."),
        ],
    )
    def test_the_last_day_lies_in_the_enrolment_and_the_edition(self, day, sentence):
        assert refusal(actions.complete, enrolment=make.enrolment(), on=day) == [sentence]

    @pytest.mark.parametrize(
        ("details", "sentence"),
        [
            ({"ended_on": END}, "Zakończony udział ma datę końcową, trwający jej nie ma."),
            ({"result": "completed"}, "Zakończony udział ma datę końcową, trwający jej nie ma."),
            (
                {"result": "interrupted", "ended_on": END},
                "Przyczynę podaje się wtedy i tylko wtedy, gdy udział przerwano.",
            ),
            (
                {"certificate_number": "1"},
                "Zaświadczenie ma numer i datę i należy się za ukończenie.",
            ),
            (
                {"certificate_number": "1", "certificate_on": END},
                "Zaświadczenie ma numer i datę i należy się za ukończenie.",
            ),
        ],
    )
    def test_result_day_reason_and_certificate_agree(self, details, sentence):
        fields = {"participant": person(), "edition": make.edition(), **details}
        assert refusal(actions.enter_past_part, **fields) == [sentence]

    def test_an_ongoing_enrolment_has_no_reason(self):
        fields = {"participant": person(), "edition": make.edition(), "reason": make.reason()}
        assert refusal(actions.enter_past_part, **fields) == [
            "Przyczynę podaje się wtedy i tylko wtedy, gdy udział przerwano."
        ]

    def test_a_reason_for_declining_only_does_not_end_an_enrolment(self):
        fields = {"enrolment": make.enrolment(), "on": START, "reason": make.reason("no_places")}
        assert len(refusal(actions.interrupt, **fields)) == 1


@pytest.mark.django_db
class TestReplace:
    def test_somebody_takes_the_place_and_the_facility(self):
        gone = make.enrolment()
        gone = actions.interrupt(
            by=staff(), enrolment=gone, on=date(2015, 4, 1), reason=make.reason()
        )
        new = actions.replace(
            by=staff(), enrolment=gone, participant=person("Nowa"), on=date(2015, 4, 2)
        )
        assert (new.replaces, new.edition, new.facility) == (gone, gone.edition, gone.facility)

    def test_a_place_is_free_only_when_left(self):
        fields = {"enrolment": make.enrolment(), "participant": person(), "on": date(2015, 4, 2)}
        assert refusal(actions.replace, **fields) == [
            "Najpierw zakończ udział osoby, której miejsce się zwalnia."
        ]

    def test_a_place_is_taken_once(self):
        gone = actions.interrupt(
            by=staff(), enrolment=make.enrolment(), on=date(2015, 4, 1), reason=make.reason()
        )
        actions.replace(by=staff(), enrolment=gone, participant=person(), on=date(2015, 4, 2))
        fields = {"enrolment": gone, "participant": person(), "on": date(2015, 4, 3)}
        assert refusal(actions.replace, **fields) == [
            "To miejsce zajmuje już inna osoba: Testowa Anna."
        ]


@pytest.mark.django_db
class TestEditions:
    def test_new_dates_keep_the_people_inside(self):
        part = make.enrolment()
        edition = part.edition
        edition.starts_on = date(2015, 3, 9)
        assert refusal(lambda by: save_checked(edition)) == [
            "Są osoby, których udział wykracza poza nowe daty edycji."
        ]

    def test_an_edition_is_opened_once(self):
        make.edition()
        again = {"program": make.program(), "number": 1, "starts_on": START, "ends_on": END}
        assert refusal(actions.open_edition, **again) == ["Taka edycja już istnieje."]

    def test_an_edition_ends_after_it_begins(self):
        plan = {"program": make.program(), "number": 1, "starts_on": END, "ends_on": START}
        assert refusal(actions.open_edition, **plan) == [
            "Data końcowa nie może być wcześniejsza od początkowej."
        ]

    @pytest.mark.parametrize(
        ("number", "roman"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (90, "XC")]
    )
    def test_an_edition_carries_a_roman_number(self, number, roman):
        assert Edition(number=number).roman_number == roman

    def test_progress_counts_people_and_results(self):
        edition = make.edition(places=1)
        actions.complete(by=staff(), enrolment=make.enrolment(in_edition=edition))
        again = person()
        first = make.enrolment(again, edition)
        actions.interrupt(by=staff(), enrolment=first, on=date(2015, 3, 10), reason=make.reason())
        make.enrolment(again, edition, on=date(2015, 3, 20))
        make.enrolment(in_edition=make.edition(2))
        seen = Edition.objects.with_progress().get(pk=edition.pk)
        assert (seen.people, seen.completed, seen.interrupted, seen.ongoing) == (2, 1, 1, 1)
        assert seen.awaits_results is True


@pytest.mark.django_db
class TestReferrals:
    def test_a_person_is_listed_once_a_year(self):
        first = make.referral()
        assert first.year == 2015
        again = {"participant": first.participant, "program": first.program, "source": "mops"}
        assert refusal(actions.refer, **again, on=date(2015, 9, 1)) == [
            "Ta osoba jest już na tegorocznej liście programu."
        ]
        assert actions.refer(by=staff(), **again, on=date(2016, 1, 4)).year == 2016

    def test_a_person_is_referred_to_an_edition_once(self):
        edition = make.edition()
        first = make.referral(edition=edition)
        again = {"participant": first.participant, "program": first.program, "source": "mops"}
        assert refusal(actions.refer, **again, on=date(2015, 2, 2), edition=edition) == [
            "Ta osoba jest już skierowana do tej edycji."
        ]

    def test_declining_needs_an_offer_and_a_reason(self):
        referral = make.referral()
        declined = {"decision": "declined", "on": date(2015, 3, 1)}
        sentence = "Odrzucona propozycja musi mieć datę przedstawienia i przyczynę odmowy."
        reason = make.reason("refusal")
        assert refusal(actions.decide, referral=referral, **declined, reason=reason) == [sentence]
        actions.offer(by=staff(), referral=referral, on=date(2015, 2, 20))
        assert refusal(actions.decide, referral=referral, **declined) == [sentence]
        actions.decide(by=staff(), referral=referral, **declined, reason=reason)
        kept = Referral.objects.get()
        assert (kept.decision, kept.decided_on, kept.reason) == (
            "declined",
            date(2015, 3, 1),
            reason,
        )

    def test_whoever_was_offered_was_not_left_without_an_offer(self):
        referral = actions.offer(by=staff(), referral=make.referral(), on=date(2015, 2, 20))
        never = {"referral": referral, "decision": "never_offered", "on": date(2015, 12, 1)}
        assert refusal(actions.decide, **never) == [
            "Osoba, której przedstawiono propozycję, nie jest bez propozycji."
        ]

    def test_a_decision_has_a_day(self):
        fields = {"participant": person(), "program": make.program(), "source": "pup", "on": START}
        assert refusal(actions.refer, **fields, decision="qualified") == [
            "Decyzja ma datę, a sprawa w toku jej nie ma."
        ]

    def test_the_interview_is_noted(self):
        actions.record_interview(by=staff(), referral=make.referral(), on=date(2015, 2, 9))
        assert Referral.objects.get().interviewed_on == date(2015, 2, 9)


@pytest.mark.django_db
class TestHoursAndSheets:
    def test_hours_are_kept_by_month_and_facility(self):
        part = make.enrolment()
        month = {"enrolment": part, "month": date(2015, 3, 1), "hours": Decimal(40)}
        actions.record_hours(by=staff(), **month)
        assert refusal(actions.record_hours, **month) == ["Godziny tego miesiąca są już wpisane."]
        actions.record_hours(by=staff(), **month, facility=make.facility("Druga"))
        assert WorkMonth.objects.filter(enrolment=part).count() == 2

    @pytest.mark.parametrize("month", [date(2015, 2, 1), date(2015, 5, 1)])
    def test_nobody_works_outside_the_enrolment(self, month):
        part = actions.complete(by=staff(), enrolment=make.enrolment(), on=date(2015, 4, 10))
        hours = {"enrolment": part, "month": month, "hours": Decimal(1)}
        assert refusal(actions.record_hours, **hours) == ["W tym miesiącu ta osoba nie pracowała."]

    @pytest.mark.parametrize(
        ("month", "hours", "sentence"),
        [
            (date(2015, 3, 2), "1", "Miesiąc zapisuje się jego pierwszym dniem."),
            (date(2015, 3, 1), "745", "Miesiąc ma od 0 do 744 godzin."),
            (date(2015, 3, 1), "-1", "Miesiąc ma od 0 do 744 godzin."),
        ],
    )
    def test_a_month_of_hours_is_possible(self, month, hours, sentence):
        fields = {"enrolment": make.enrolment(), "month": month, "hours": Decimal(hours)}
        assert refusal(actions.record_hours, **fields) == [sentence]

    @pytest.mark.parametrize("score", [0, 6])
    def test_a_score_is_from_one_to_five(self, score):
        assert refusal(actions.record_scores, **self.sheet(score)) == [
            "Ocena jest liczbą od 1 do 5."
        ]

    def test_an_area_is_scored_once_on_a_sheet(self):
        sheet = self.sheet(3)
        actions.record_scores(by=staff(), **sheet)
        assert refusal(actions.record_scores, **sheet) == [
            "Ten obszar jest już na tym arkuszu oceniony."
        ]
        assert Assessment.objects.count() == 1

    def sheet(self, score: int) -> dict:
        filled = {"sheet": "self", "stage": "before", "on": START, "scores": {"activity": score}}
        return {"enrolment": make.enrolment(), **filled}

    def test_an_outcome_is_recorded_once(self):
        outcome = {"enrolment": make.enrolment(), "kind": "open_market_job", "on": END}
        actions.record_outcome(by=staff(), **outcome)
        assert refusal(actions.record_outcome, **outcome) == [
            "Taki rezultat z tego dnia jest już zapisany."
        ]
        assert Outcome.objects.get().participant == outcome["enrolment"].participant

    def test_a_benefit_is_positive(self):
        benefit = {"enrolment": make.enrolment(), "on": START}
        assert refusal(actions.pay_benefit, **benefit, amount=Decimal(0)) == [
            "Kwota musi być większa od zera."
        ]
        actions.pay_benefit(by=staff(), **benefit, amount=Decimal("0.01"))
        assert Benefit.objects.get().kind == "purpose"


@pytest.mark.django_db
class TestMoney:
    def test_one_rate_holds_at_a_time(self):
        make.rate("hourly", "8.00", valid_to=date(2015, 5, 31))
        rate = Rate(program=make.program(), kind="hourly", value=8, valid_from=date(2015, 5, 31))
        assert refusal(lambda by: save_checked(rate)) == [
            "W tym czasie obowiązuje już inna wartość."
        ]

    @pytest.mark.parametrize(
        ("amount", "period_to", "sentence"),
        [
            ("0", date(2015, 3, 31), "Koszt nie może wynosić zero złotych."),
            ("1", date(2015, 2, 1), "Data końcowa nie może być wcześniejsza od początkowej."),
        ],
    )
    def test_a_cost_is_something_for_some_time(self, amount, period_to, sentence):
        fields = {"program": make.program(), "kind": "laundry", "payer": "mops"}
        period = {"period_from": date(2015, 3, 1), "period_to": period_to}
        assert refusal(actions.record_cost, **fields, **period, amount=Decimal(amount)) == [
            sentence
        ]

    def test_a_grant_is_positive(self):
        grant = {"recipient": make.institution(), "year": 2015, "payer": "mops", "purpose": "x"}
        assert refusal(actions.award_grant, **grant, amount=Decimal(0)) == [
            "Kwota musi być większa od zera."
        ]


@pytest.mark.django_db
class TestAgreements:
    def test_an_agreement_has_two_parties_at_least(self):
        fields = {"kind": "psu", "subject": "x", "on": START, "parties": [make.institution()]}
        assert refusal(actions.sign_agreement, **fields) == [
            "Porozumienie ma co najmniej dwie strony."
        ]
        assert Agreement.objects.count() == 0

    def test_an_institution_is_a_party_once_and_nothing_is_half_written(self):
        parties = [make.institution(), make.institution()]
        fields = {"kind": "psu", "subject": "x", "on": START, "parties": parties}
        assert refusal(actions.sign_agreement, **fields) == [
            "Ta instytucja jest już stroną porozumienia."
        ]
        assert Agreement.objects.count() == 0

    def test_an_agreement_binds_from_its_day_unless_said(self):
        assert make.agreement().valid_from == date(2015, 2, 23)
        assert make.agreement(valid_from=START).valid_from == START

    def test_an_agreement_ends_after_it_begins(self):
        parties = [make.institution(), make.institution("Inna")]
        fields = {"kind": "psu", "subject": "x", "on": START, "parties": parties}
        assert refusal(actions.sign_agreement, **fields, valid_to=date(2015, 3, 1)) == [
            "Data końcowa nie może być wcześniejsza od początkowej."
        ]

    @pytest.mark.parametrize(
        ("amount", "valid_to", "sentence"),
        [
            ("0", END, "Kwota musi być większa od zera."),
            ("1", date(2015, 1, 1), "Data końcowa nie może być wcześniejsza od początkowej."),
        ],
    )
    def test_an_assigned_amount_is_positive_for_some_time(self, amount, valid_to, sentence):
        fields = {"agreement": make.agreement(), "source": "own", "amount": Decimal(amount)}
        period = {"valid_from": START, "valid_to": valid_to}
        assert refusal(actions.assign_amount, **fields, **period) == [sentence]


@pytest.mark.django_db
def test_a_centre_starts_with_every_coded_reason():
    assert set(Reason.objects.values_list("code", flat=True)) == {
        reason.code for reason in STARTING_REASONS
    }
    assert {code.value for code in Reason.Code} <= {reason.code for reason in STARTING_REASONS}
    assert dict(Reason.objects.values_list("code", "weight").filter(code="took_job")) == {
        "took_job": "justified"
    }


@pytest.mark.django_db(transaction=True)
def test_two_clerks_cannot_both_end_an_enrolment():
    part = make.enrolment()
    gate, answers = Barrier(2), []

    def end(day: date) -> None:
        try:
            gate.wait(timeout=10)
            actions.complete(by=staff(), enrolment=part, on=day)
            answers.append("ended")
        except ValidationError as refused:
            answers.append(refused.messages[0].partition("(")[0])
        finally:
            connection.close()

    clerks = [Thread(target=end, args=(date(2015, 5, day),)) for day in (4, 5)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join(timeout=20)
    assert sorted(answers) == ["Ten udział jest już zakończony ", "ended"]
    assert Enrolment.pgh_event_model.objects.filter(id=part.pk).count() == 2
