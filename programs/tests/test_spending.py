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
from programs.grids import costs
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
        "godzina pracy": (None, None),
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


def test_a_payer_without_a_plan_leaves_no_other_payer_less(project):
    assign(project, 500)
    pay(project, "300", payer=Payer.EU)
    pay(project, "1000")
    found = spending.of_programme(project, 2015)
    assert {share.payer: share.left for share in found.shares} == {
        "MOPS (gmina)": None,
        "Unia Europejska": 200,
    }
    assert (found.planned, found.left) == (500, 200)


def test_money_for_two_years_is_the_plan_of_the_first_and_told_in_both(project, auditor):
    other = make.program(Program.Kind.CIS)
    assign(project, 500, date(2014, 9, 1), date(2015, 6, 30), also=[other])
    pay(project, "300", payer=Payer.EU)
    plans = [spending.of_programme(project, year).plans for year in (2014, 2015, 2016)]
    assert [[plan.is_counted for plan in found] for found in plans] == [[True], [False], []]
    assert plans[0][0].shared_with == [other]
    assert spending.of_programme(project, 2015).planned is None
    page = auditor.get(reverse("spending_detail", args=[2015, project.pk])).text
    assert "liczy się w planie 2014 r.; wspólnie z: CIS" in page


def test_more_spent_than_planned_is_said_in_words(project, auditor):
    assign(project, 500)
    pay(project, "600", payer=Payer.EU)
    page = auditor.get(reverse("spending_detail", args=[2015, project.pk])).text
    assert page.count("ponad plan -100,00") == 2


def assign(program, amount, start=date(2015, 1, 1), end=date(2015, 12, 31), also=()):
    agreed = make.agreement(kind=Agreement.Kind.PROJECT_FUNDING, programs=[program, *also])
    AgreementAmount.objects.create(
        agreement=agreed, source="eu", amount=amount, valid_from=start, valid_to=end
    )


def test_what_nobody_has_entered_yet_is_no_zero(project):
    part = make.enrolment(person(), make.edition(kind=project.kind))
    numbers = {one.name: one.number for one in spending.of_programme(project, 2015).ratios}
    assert numbers == {
        "godzina pracy": None,
        "uczestnik": 1,
        "osoba, która ukończyła": None,
        "osoba z rezultatem": 0,
    }
    actions.interrupt(
        by=staff(), enrolment=part, on=date(2015, 4, 1), reason=make.reason("absence")
    )
    numbers = {one.name: one.number for one in spending.of_programme(project, 2015).ratios}
    assert numbers["osoba, która ukończyła"] == 0


def test_wages_of_a_quarter_cover_its_months(project):
    make.enrolment(person(), make.edition(kind=project.kind, ends_on=date(2015, 5, 31)))
    make.cost(
        "300", program=project, kind=Cost.Kind.WAGES,
        period_from=date(2015, 3, 1), period_to=date(2015, 4, 30),
    )  # fmt: skip
    assert spending.of_programme(project, 2015).uncovered == ["maj"]
    sheet = costs.load(project, 2015, [(Cost.Kind.WAGES, Payer.MOPS)]).sheet
    assert costs.uncovered(sheet) == ["maj"]


def test_a_programme_that_pays_no_wages_is_not_told_to_lack_them(project):
    make.enrolment(person(), make.edition(kind=project.kind))
    pay(project, "300")
    assert costs.uncovered(costs.load(project, 2015).sheet) == []


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
    # of years, plan, own contribution, and of both years hours and people
    with django_assert_num_queries(19):
        assert auditor.get(url).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_year_asks_as_often_for_three_programmes_as_for_one(
    auditor, rows, django_assert_num_queries
):
    for kind in (Program.Kind.PAI, Program.Kind.CIS, Program.Kind.EU_PROJECT)[:rows]:
        pay(make.program(kind), "10")
    with django_assert_num_queries(13):
        context = auditor.get(reverse("spending_year", args=[2015])).context
    found = context["found"]
    assert (len(found.rows), found.total, found.by_payer) == (rows, 10 * rows, [10 * rows])


def test_the_last_year_with_costs_opens_first(auditor, project):
    pay(project, "1", year=2014)
    assert auditor.get(reverse("spending_start")).url == reverse("spending_year", args=[2014])


def test_a_year_without_costs_is_designed(auditor, project):
    for url in (
        reverse("spending_year", args=[2015]),
        reverse("spending_detail", args=[2015, project.pk]),
    ):
        assert auditor.get(url).text.count('class="empty"') == 1


def sheets(response) -> dict[str, list[tuple]]:
    book = load_workbook(BytesIO(response.content))
    return {sheet.title: list(sheet.values) for sheet in book}


def test_the_workbook_holds_the_tables_of_the_page(client_as, project):
    pay(project, "100.10")
    assign(project, 500)
    make.enrolment(person(), make.edition(kind=project.kind))
    head = client_as(Role.HEAD)
    book = sheets(head.get(reverse("spending_export", args=[2015, project.pk])))
    assert list(book) == ["Rodzaje i miesiące", "Płatnicy i plan", "Koszt jednostkowy"]
    header, line, last = book["Rodzaje i miesiące"]
    assert (header[1], header[5], header[-1]) == ("rodzaj", "marzec", "razem (zł)")
    assert (line[1], line[4], line[5], line[-1]) == ("pranie odzieży", None, 100.1, 100.1)
    assert (last[1], last[5], last[-1]) == ("razem", 100.1, 100.1)
    assert book["Płatnicy i plan"][1:] == [
        ("MOPS (gmina)", None, 100.1, None, None),
        ("Unia Europejska", 500, None, 500, None),
        ("razem", 500, 100.1, 500, None),
    ]
    assert book["Koszt jednostkowy"][2] == ("uczestnik", 1, 100.1, None, None)


def test_the_workbook_of_a_year_holds_programmes_by_payers(client_as, project):
    pay(project, "100.10")
    pay(make.program(Program.Kind.CIS), "7", payer=Payer.PUP)
    book = sheets(client_as(Role.HEAD).get(reverse("spending_year_export", args=[2015])))
    assert book["Programy"][1:] == [
        (str(project), None, 100.1, 100.1, None),
        ("CIS", 7, None, 7, None),
        ("razem", 7, 100.1, 107.1, None),
    ]
    assert len(book["Rodzaje i miesiące"]) == 5
