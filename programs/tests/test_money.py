"""Costs, grants, benefits and trainings entered one by one, corrected, removed; two editors; doubts."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from mops.changes import event_model_of
from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.models import (
    Agreement,
    Annex,
    Benefit,
    Cost,
    Grant,
    Program,
    Settlement,
    StaffTraining,
)
from programs.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(client_as):
    return client_as(Role.HEAD)


def cost_fields(**typed) -> dict:
    return {
        "program": make.program().pk,
        "edition": "",
        "kind": "laundry",
        "payer": "mops",
        "amount": "1 234,50",
        "period_from": "2015-03-01",
        "period_to": "2015-03-31",
        "document": "",
    } | typed


def errors(response) -> dict:
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


class TestCost:
    def test_a_cost_sent_twice_is_entered_once(self, head):
        url = reverse("cost_new")
        typed = cost_fields(entry="raz")
        assert [head.post(url, typed).status_code for _ in range(2)] == [302, 302]
        cost = Cost.objects.get()
        assert (cost.amount, cost.period_to, cost.is_monthly) == (
            Decimal("1234.50"),
            date(2015, 3, 31),
            False,
        )

    @pytest.mark.parametrize(
        ("typed", "wrong"),
        [
            ({"amount": "0"}, {"amount": ["Kwota nie może wynosić zero złotych."]}),
            (
                {"amount": "sto"},
                {"amount": ["Wpisz kwotę w złotych, na przykład 1 234,50."]},
            ),
            (
                {"amount": "-5"},
                {"document": ["Kwota ujemna to korekta: podaj dokument, z którego wynika."]},
            ),
            (
                {"period_to": "2015-02-28"},
                {"period_to": ["Data końcowa nie może być wcześniejsza od początkowej."]},
            ),
            (
                {"period_from": "2099-01-01", "period_to": "2099-01-31"},
                {"period_from": ["Ten okres jeszcze się nie zaczął."]},
            ),
            (
                {"kind": "allowances"},
                {"kind": ["Świadczenia za godziny wpisuje rozliczenie miesiąca."]},
            ),
        ],
    )
    def test_bad_input_is_told_beside_its_field_and_nothing_is_entered(self, head, typed, wrong):
        assert errors(head.post(reverse("cost_new"), cost_fields(**typed))) == wrong
        assert Cost.objects.count() == 0

    def test_a_correction_downwards_needs_its_document(self, head):
        head.post(reverse("cost_new"), cost_fields(amount="-5,20", document="korekta 1/2015"))
        assert Cost.objects.get().amount == Decimal("-5.20")

    def test_an_edition_of_another_programme_is_refused(self, head):
        other = make.edition(kind=Program.Kind.PAI)
        response = head.post(reverse("cost_new"), cost_fields(edition=other.pk))
        assert errors(response) == {"edition": ["Ta edycja należy do innego programu."]}

    def doubtful(self, head, **typed) -> list[str]:
        response = head.post(reverse("cost_new"), cost_fields(**typed))
        [*told, _] = errors(response)["confirms"]
        head.post(reverse("cost_new"), cost_fields(**typed, confirms="on"))
        return told

    def test_a_period_outside_the_agreement_is_asked_about(self, head):
        terms = make.agreement(programs=[make.program()], valid_to=date(2015, 3, 15))
        assert self.doubtful(head) == [
            f"Okres kosztu jest poza porozumieniem ({terms}, od 23.02.2015 do 15.03.2015)."
        ]
        assert Cost.objects.count() == 1

    def test_an_annex_that_prolongs_the_agreement_is_heeded(self, head):
        terms = make.agreement(programs=[make.program()], valid_to=date(2015, 3, 15))
        Annex.objects.create(
            agreement=terms, number="1", signed_on=date(2015, 3, 10),
            effective_from=date(2015, 3, 10), valid_to=date(2015, 12, 31),
        )  # fmt: skip
        assert head.post(reverse("cost_new"), cost_fields()).status_code == 302

    def test_an_absurd_amount_is_asked_about(self, head):
        make.cost("10")
        assert self.doubtful(head, amount="100,01") == [
            "100,01 zł, a największa dotąd kwota wynosi 10,00 zł."
        ]

    def test_the_same_cost_and_a_month_of_the_sheet_are_asked_about(self, head):
        make.cost("1234.50", is_monthly=True)
        make.cost("1234.50")
        assert self.doubtful(head) == [
            "Arkusz miesięcy ma już kwotę tego rodzaju i płatnika za ten okres.",
            "Taki sam koszt, z tą samą kwotą, okresem i dokumentem, jest już wpisany.",
        ]
        assert Cost.objects.count() == 3

    def test_the_second_editor_is_told_and_loses_nothing(self, head):
        cost = make.cost("100")
        url = reverse("cost_edit", args=[cost.pk])
        shown = head.get(url).context["form"]["shown"].value()
        actions.change_record(by=staff(), record=cost, amount=Decimal(120))
        typed = cost_fields(amount="130,00", document="7/2015", shown=shown)
        response = head.post(url, typed)
        [row] = response.context["stale"].rows
        assert (row.was, row.now, row.typed) == ("100,00", "120,00", "130,00")
        again = response.context["form"]["shown"].value()
        assert head.post(url, typed | {"shown": again}).status_code == 302
        cost.refresh_from_db()
        assert (cost.amount, cost.document) == (130, "7/2015")

    def test_a_cost_is_removed_for_a_reason_that_the_journal_keeps(self, head):
        cost = make.cost()
        url = reverse("cost_remove", args=[cost.pk])
        assert list(errors(head.post(url, {"reason": ""}))) == ["reason"]
        head.post(url, {"reason": "wpisany dwa razy"})
        assert Cost.objects.count() == 0
        event = event_model_of(Cost).objects.get(pgh_label="delete")
        assert event.pgh_context.metadata["reason"] == "wpisany dwa razy"

    @pytest.mark.parametrize("is_monthly", [False, True])
    @pytest.mark.parametrize("name", ["cost_edit", "cost_remove"])
    def test_settled_and_monthly_costs_are_changed_where_they_were_made(
        self, head, name, is_monthly
    ):
        settlement = Settlement.objects.create(
            program=make.program(), month=date(2015, 3, 1), settled_by=staff()
        )
        cost = make.cost(is_monthly=is_monthly, settlement=None if is_monthly else settlement)
        response = head.post(reverse(name, args=[cost.pk]), cost_fields(reason="x"))
        assert (response.status_code, response.url) == (302, cost.get_absolute_url())
        assert Cost.objects.get().amount == 100

    def test_the_list_is_exported_as_it_is_filtered(self, head):
        make.cost("1.50")
        make.cost("2.50", kind=Cost.Kind.OTHER)
        response = head.get(reverse("cost_export", args=["xlsx"]), {"kind": "other"})
        rows = list(load_workbook(BytesIO(response.content)).active.values)
        assert len(rows) == 2
        assert {"inne", 2.5} <= set(rows[1])

    def test_a_caseworker_sees_costs_and_enters_none(self, client_as):
        cost = make.cost()
        page = client_as(Role.CASEWORKER).get(cost.get_absolute_url()).text
        assert reverse("cost_edit", args=[cost.pk]) not in page
        assert client_as(Role.CASEWORKER).get(reverse("cost_new")).status_code == 403


class TestGrant:
    def fields(self, **typed) -> dict:
        return {
            "recipient": make.institution().pk,
            "year": 2015,
            "payer": "gkrpa",
            "purpose": "Zadanie",
            "amount": "310 500,00",
        } | typed

    def test_a_grant_is_entered_corrected_and_removed(self, head):
        head.post(reverse("grant_new"), self.fields())
        grant = Grant.objects.get()
        head.post(reverse("grant_edit", args=[grant.pk]), self.fields(amount="300"))
        assert Grant.objects.get().amount == 300
        head.post(reverse("grant_remove", args=[grant.pk]), {"reason": "pomyłka"})
        assert Grant.objects.count() == 0

    def test_its_page_tells_where_else_the_money_is_seen(self, head):
        grant = make.grant(program=make.program(Program.Kind.CIS))
        page = head.get(grant.get_absolute_url())
        assert page.context["elsewhere"] == [
            "w sprawozdaniu za 2015 r. wśród dotacji dla organizacji",
            "jako środki programu CIS w tym samym roku",
        ]

    def test_the_same_grant_and_a_year_outside_its_agreement_are_asked_about(self, head):
        terms = make.agreement(valid_to=date(2015, 12, 31))
        make.grant("310500", payer="gkrpa", purpose="Zadanie", year=2016)
        response = head.post(reverse("grant_new"), self.fields(year=2016, agreement=terms.pk))
        assert errors(response)["confirms"][:2] == [
            "Taka dotacja tego roku jest już wpisana.",
            "Umowa nie obowiązuje w 2016 r.: od 23.02.2015 do 31.12.2015.",
        ]

    def test_negative_and_zero_amounts_are_refused(self, head):
        for amount in ("-1", "0"):
            response = head.post(reverse("grant_new"), self.fields(amount=amount))
            assert list(errors(response)) == ["amount"]


class TestTraining:
    def test_a_training_is_entered_once_and_not_in_the_future(self, head):
        typed = {"institution": make.institution().pk, "title": "Dialog", "people": 3}
        url = reverse("training_new")
        tomorrow = timezone.localdate() + timedelta(days=1)
        assert errors(head.post(url, typed | {"held_on": tomorrow})) == {
            "held_on": ["Ten dzień jeszcze nie nadszedł."]
        }
        head.post(url, typed | {"held_on": "2015-10-05"})
        assert "confirms" in errors(head.post(url, typed | {"held_on": "2015-10-05"}))
        training = StaffTraining.objects.get()
        head.post(
            reverse("training_edit", args=[training.pk]),
            typed | {"held_on": "2015-10-06", "people": 4},
        )
        training.refresh_from_db()
        assert (training.held_on, training.people) == (date(2015, 10, 6), 4)

    def test_the_second_editor_is_not_asked_about_the_training_itself(self, head):
        training = make.training()
        url = reverse("training_edit", args=[training.pk])
        form = head.get(url).context["form"]
        actions.change_record(by=staff(), record=training, people=5)
        response = head.post(url, {**form.initial, "people": 7})
        [row] = response.context["stale"].rows
        assert (row.was, row.now, row.typed) == ("3", "5", "7")
        assert errors(response) == {}


class TestBenefits:
    @pytest.fixture
    def parts(self):
        edition = make.edition(kind=Program.Kind.EU_PROJECT)
        return [make.enrolment(person(name), edition) for name in ("Ala", "Iga", "Ola")]

    def fields(self, parts, **typed) -> dict:
        return {
            "enrolment": [part.pk for part in parts],
            "kind": "purpose",
            "paid_on": "2015-04-10",
            "amount": "150,00",
        } | typed

    def test_many_people_get_a_benefit_at_once_and_a_form_sent_twice_pays_once(self, head, parts):
        url = reverse("benefits_add", args=[parts[0].edition_id])
        project = make.agreement(kind=Agreement.Kind.PROJECT_FUNDING)
        typed = self.fields(parts[:2], own_contribution_to=project.pk, entry="raz")
        assert [head.post(url, typed).status_code for _ in range(2)] == [302, 302]
        rows = Benefit.objects.values_list("enrolment", "amount", "own_contribution_to")
        assert sorted(rows) == [(part.pk, 150, project.pk) for part in parts[:2]]

    def test_one_impossible_benefit_refuses_all_and_names_the_person(self, head, parts):
        url = reverse("benefits_add", args=[parts[0].edition_id])
        response = head.post(url, self.fields(parts, paid_on="2015-01-01"))
        assert errors(response)["__all__"] == ["Ala Anna: Udział zaczął się dopiero 02.03.2015."]
        assert Benefit.objects.count() == 0

    def test_a_benefit_is_corrected_and_removed(self, head, parts):
        benefit = actions.pay_benefit(
            by=staff(), enrolment=parts[0], amount=Decimal(10), on=date(2015, 4, 1)
        )
        typed = {"kind": "other", "paid_on": "2015-04-02", "amount": "12,50"}
        head.post(reverse("benefit_edit", args=[benefit.pk]), typed)
        benefit.refresh_from_db()
        assert (benefit.kind, benefit.amount) == ("other", Decimal("12.50"))
        response = head.post(reverse("benefit_remove", args=[benefit.pk]), {"reason": "pomyłka"})
        assert response.url == parts[0].get_absolute_url()
        assert Benefit.objects.count() == 0


class TestRulesOfTheDatabase:
    """What no form stands before: a row written by SQL or in bulk, and the administration."""

    TO_COME = date(2099, 1, 1)

    @pytest.fixture
    def part(self):
        return make.enrolment(person(), make.edition(kind=Program.Kind.EU_PROJECT))

    @pytest.mark.parametrize(
        "wrong",
        [
            {"amount": Decimal(-5)},
            {"period_from": TO_COME, "period_to": TO_COME},
            {"period_from": date(1015, 3, 1)},
            {"period_to": date(3015, 3, 1)},
        ],
    )
    def test_an_impossible_cost_is_refused(self, wrong):
        cost = make.cost()
        with pytest.raises(IntegrityError):
            Cost.objects.filter(pk=cost.pk).update(**wrong)

    def test_a_cost_of_another_programmes_edition_is_refused(self):
        cost, other = make.cost(), make.edition(kind=Program.Kind.PAI)
        with pytest.raises(IntegrityError, match="innego programu"):
            Cost.objects.filter(pk=cost.pk).update(edition=other)

    @pytest.mark.parametrize("day", [date(2015, 1, 1), TO_COME])
    def test_a_benefit_before_its_part_or_to_come_is_refused(self, part, day):
        with pytest.raises(IntegrityError):
            Benefit.objects.bulk_create([Benefit(enrolment=part, paid_on=day, amount=1)])

    def test_own_contribution_goes_to_project_funding_alone(self, part):
        other = make.agreement(kind=Agreement.Kind.PAI)
        benefit = Benefit(
            enrolment=part, paid_on=date(2015, 4, 1), amount=1, own_contribution_to=other
        )
        with pytest.raises(ValidationError, match="dofinansowanego projektu"):
            benefit.clean()
        with pytest.raises(IntegrityError, match="dofinansowanego projektu"):
            Benefit.objects.bulk_create([benefit])

    @pytest.mark.parametrize("wrong", [{"year": 1215}, {"year": 2215}, {"amount": -1}])
    def test_an_impossible_grant_is_refused(self, wrong):
        grant = make.grant()
        with pytest.raises(IntegrityError):
            Grant.objects.filter(pk=grant.pk).update(**wrong)

    @pytest.mark.parametrize("wrong", [{"held_on": TO_COME}, {"people": 0}, {"people": 1000}])
    def test_an_impossible_training_is_refused(self, wrong):
        training = StaffTraining(
            institution=make.institution(), title="Dialog", held_on=date(2015, 3, 2), people=1
        )
        with pytest.raises(IntegrityError):
            StaffTraining.objects.bulk_create([_with(training, wrong)])

    def test_the_administration_tells_the_same_beside_the_fields(self, client_as, part):
        admin = client_as(Role.ADMINISTRATOR)
        typed = {"enrolment": part.pk, "kind": "purpose", "amount": "1", "paid_on": "2099-01-01"}
        told = admin.post(reverse("admin:programs_benefit_add"), typed).context["errors"]
        assert ["Ten dzień jeszcze nie nadszedł."] in list(told)
        typed = {"institution": make.institution().pk, "title": "Dialog", "people": "0"}
        response = admin.post(
            reverse("admin:programs_stafftraining_add"), typed | {"held_on": "2015-03-02"}
        )
        assert ["Przeszkolono od 1 do 999 osób."] in list(response.context["errors"])
        assert (Benefit.objects.count(), StaffTraining.objects.count()) == (0, 0)


def _with(record, values: dict):
    for name, value in values.items():
        setattr(record, name, value)
    return record
