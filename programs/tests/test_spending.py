"""Costs at a glance: each amount once, nothing entered is not zero, people counted once."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions, spending
from programs.models import Agreement, AgreementAmount, Cost, Payer, Program
from programs.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client_as):
    return client_as(Role.AUDITOR)


@pytest.fixture
def project() -> Program:
    return make.program(Program.Kind.EU_PROJECT)


def pay(program: Program, amount: str, month: int = 3, year: int = 2015, **details) -> Cost:
    day = date(year, month, 1)
    return make.cost(amount, program=program, period_from=day, period_to=day, **details)


def benefit(part, amount: str, project_agreement=None):
    [paid] = actions.pay_benefits(
        by=staff(),
        enrolments=[part],
        kind="purpose",
        paid_on=date(2015, 4, 10),
        amount=Decimal(amount),
        own_contribution_to=project_agreement,
    )
    return paid


def test_costs_benefits_and_grants_are_each_counted_once(project):
    agreed = make.agreement(kind=Agreement.Kind.PROJECT_FUNDING, programs=[project])
    pay(project, "100.10")
    pay(project, "50", month=4, payer=Payer.EU)
    part = make.enrolment(person(), make.edition(kind=project.kind))
    benefit(part, "20.05", agreed)
    make.grant("1000", program=project)
    pay(project, "7", year=2014)
    found = spending.of_programme(project, 2015)
    assert (found.total, found.total_before) == (Decimal("1170.15"), 7)
    assert [(line.kind, line.payer, line.total) for line in found.lines] == [
        ("pranie odzieży", "Unia Europejska", 50),
        ("pranie odzieży", "MOPS (gmina)", Decimal("100.10")),
        ("zasiłek celowy", "MOPS (gmina)", Decimal("20.05")),
        ("dotacja", "MOPS (gmina)", 1000),
    ]
    assert found.month_totals[2:4] == [Decimal("100.10"), Decimal("70.05")]
    assert sum(line.total for line in found.lines) == found.total
    assert found.own_contribution == Decimal("20.05")


def test_what_is_not_entered_is_none_and_never_zero(project):
    found = spending.of_programme(project, 2015)
    assert (found.total, found.planned, found.left, found.month_totals) == (
        None,
        None,
        None,
        [None] * 12,
    )
    assert [ratio.value for ratio in found.ratios] == [None] * 4


def test_people_are_counted_once_and_a_ratio_of_nothing_does_not_apply(project):
    edition, second = make.edition(1, project.kind), make.edition(2, project.kind)
    one = person("Ala")
    first = make.enrolment(one, edition)
    make.enrolment(one, second)
    make.enrolment(person("Iga"), edition)
    actions.complete(by=staff(), enrolment=first)
    actions.record_outcome(
        by=staff(), enrolment=first, kind="deregistered", on=date(2015, 9, 1), detail="x"
    )
    pay(project, "300")
    ratios = {
        one.name: (one.number, one.value) for one in spending.of_programme(project, 2015).ratios
    }
    assert ratios == {
        "godzina pracy": (0, None),
        "uczestnik": (2, 150),
        "osoba, która ukończyła": (1, 300),
        "osoba z rezultatem": (0, None),
    }


def test_plan_stands_beside_what_was_spent_and_what_is_left(project):
    agreed = make.agreement(kind=Agreement.Kind.PROJECT_FUNDING, programs=[project])
    for source, amount in (("eu", 1000), ("own", 200)):
        AgreementAmount.objects.create(
            agreement=agreed,
            source=source,
            amount=amount,
            valid_from=date(2015, 1, 1),
            valid_to=date(2015, 12, 31),
        )
    pay(project, "300", payer=Payer.EU)
    found = spending.of_programme(project, 2015)
    assert [(share.payer, share.planned, share.spent, share.left) for share in found.shares] == [
        ("MOPS (gmina)", 200, None, 200),
        ("Unia Europejska", 1000, 300, 700),
    ]
    assert (found.planned, found.left) == (1200, 900)


def test_months_of_work_without_wages_are_told(project):
    make.enrolment(person(), make.edition(kind=project.kind, ends_on=date(2015, 4, 30)))
    pay(project, "300", kind=Cost.Kind.WAGES)
    pay(project, "300", month=4)
    assert spending.of_programme(project, 2015).uncovered == ["kwiecień"]


def test_a_correction_downwards_lowers_the_sum_and_draws_no_bar(project):
    pay(project, "-5", document="korekta")
    found = spending.of_programme(project, 2015)
    assert (found.total, found.bars[2].length) == (-5, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_programme_asks_as_often_for_three_kinds_as_for_one(
    project, auditor, rows, django_assert_num_queries
):
    part = make.enrolment(person(), make.edition(kind=project.kind))
    for month in range(1, rows + 1):
        pay(
            project,
            "10",
            month=month,
            kind=[Cost.Kind.OTHER, Cost.Kind.PFRON, Cost.Kind.LAUNDRY][month - 1],
        )
        benefit(part, "5")
    url = reverse("spending_detail", args=[2015, project.pk])
    # session, account, permissions twice, centre, roles; programme, three kinds of money, three
    # of years, plan, own contribution, and of both years hours and three sets of people
    with django_assert_num_queries(23):
        assert auditor.get(url).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_year_asks_as_often_for_three_programmes_as_for_one(
    auditor, rows, django_assert_num_queries
):
    for kind in (Program.Kind.PAI, Program.Kind.CIS, Program.Kind.EU_PROJECT)[:rows]:
        pay(make.program(kind), "10")
    with django_assert_num_queries(13):
        context = auditor.get(reverse("spending_year", args=[2015])).context
    assert (len(context["rows"]), context["total"]) == (rows, 10 * rows)


def test_the_last_year_with_costs_opens_first(auditor, project):
    pay(project, "1", year=2014)
    assert auditor.get(reverse("spending_start")).url == reverse("spending_year", args=[2014])


def test_a_year_without_costs_is_designed(auditor, project):
    for url in (
        reverse("spending_year", args=[2015]),
        reverse("spending_detail", args=[2015, project.pk]),
    ):
        assert auditor.get(url).text.count('class="empty"') == 1


def test_the_workbook_holds_kinds_by_months_with_their_sum(client_as, project):
    pay(project, "100.10")
    response = client_as(Role.HEAD).get(reverse("spending_export", args=[2015, project.pk]))
    header, line, last = load_workbook(BytesIO(response.content)).active.values
    assert (header[0], header[4], header[-1]) == ("rodzaj", "marzec", "razem 2015 (zł)")
    assert (line[0], line[3], line[4], line[-1]) == ("pranie odzieży", None, 100.1, 100.1)
    assert (last[0], last[4], last[-1]) == ("razem", 100.1, 100.1)
