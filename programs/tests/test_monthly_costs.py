"""The sheet of a programme's monthly costs: amounts, refusals, two clerks, the plain form."""

import json
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.amounts import read_amount, written
from programs.grids import costs
from programs.models import Cost, Payer, Program
from programs.tests import factories as make
from programs.tests.test_entry import at_once

pytestmark = pytest.mark.django_db

WAGES, PFRON = "wages-pup", "pfron-mops"
MARCH = date(2015, 3, 1)


@pytest.fixture
def works() -> Program:
    return make.program(Program.Kind.PUBLIC_WORKS)


@pytest.fixture
def head(client_as):
    return client_as(Role.HEAD)


def entry(row: str, month: date, now: str, was: str = "") -> actions.CostEntry:
    return actions.CostEntry(*row.split("-"), month, read_amount(was), read_amount(now))


def record(program, *entries, **decisions) -> actions.Saved:
    return actions.record_monthly_costs(by=staff(), program=program, entries=entries, **decisions)


def refused(program, *entries, **decisions) -> actions.SheetRefused:
    with pytest.raises(actions.SheetRefused) as caught:
        record(program, *entries, **decisions)
    return caught.value


def amounts() -> dict:
    rows = Cost.objects.order_by("pk").values_list("kind", "payer", "period_from", "amount")
    return {(f"{kind}-{payer}", month.month): str(amount) for kind, payer, month, amount in rows}


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1234,5", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50 zł", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1234.5", "1234.50"),
        ("-12,30", "-12.30"),
        ("7", "7.00"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, amount):
    assert str(read_amount(typed)) == amount


@pytest.mark.parametrize(
    "typed", ["1,234", "12,345", "sto", "1 2,3,4", "1e5", "NaN", "12345678901"]
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValidationError):
        read_amount(typed)


class TestEntering:
    def test_amounts_of_whole_months_are_entered_corrected_and_cleared(self, works):
        record(works, entry(WAGES, MARCH, "100"), entry(PFRON, MARCH, "20,50"))
        record(works, entry(WAGES, MARCH, "110", "100"), entry(PFRON, MARCH, "", "20,50"))
        assert amounts() == {(WAGES, 3): "110.00"}
        cost = Cost.objects.get()
        assert (cost.period_from, cost.period_to, cost.is_monthly) == (
            MARCH,
            date(2015, 3, 31),
            True,
        )

    def test_a_month_that_has_not_begun_is_refused_and_nothing_is_saved(self, works):
        today = timezone.localdate()
        later = date(today.year + 1, 1, 1)
        wrong = refused(works, entry(WAGES, MARCH, "5"), entry(WAGES, later, "5"))
        assert wrong.cells == {(WAGES, later.isoformat()): "ten miesiąc jeszcze się nie zaczął"}
        assert amounts() == {}

    def test_allowances_come_of_a_settlement_alone(self, works):
        wrong = refused(works, entry("allowances-pup", MARCH, "5"))
        assert list(wrong.cells.values()) == ["świadczenia za godziny wpisuje rozliczenie miesiąca"]

    def test_a_month_entered_apart_is_not_entered_again(self, works):
        make.cost("30", program=works, kind=Cost.Kind.PFRON)
        wrong = refused(works, entry(PFRON, MARCH, "30"))
        assert list(wrong.cells.values()) == ["ten miesiąc jest już wpisany jako osobny koszt"]

    def test_the_database_keeps_one_amount_of_a_month(self, works):
        record(works, entry(WAGES, MARCH, "100"))
        twin = Cost.objects.get()
        twin.pk = None
        with pytest.raises(IntegrityError, match="entered_once"), transaction.atomic():
            twin.save()

    @pytest.mark.parametrize(
        "details",
        [
            {"amount": Decimal(-1), "document": "korekta"},
            {"period_to": date(2015, 3, 30)},
            {"period_from": date(2015, 3, 2)},
            {"period_from": date(2015, 2, 1)},
        ],
    )
    def test_the_database_keeps_monthly_amounts_positive_and_of_whole_months(self, works, details):
        with pytest.raises(ValidationError, match="większa od zera i dotyczy całego miesiąca"):
            make.cost(program=works, is_monthly=True, **{"amount": "1", **details})

    def test_an_amount_ten_times_the_largest_is_asked_about(self, works):
        record(works, entry(WAGES, MARCH, "1 000"))
        april = date(2015, 4, 1)
        # The year's own amounts are not what it is compared with.
        record(works, entry(WAGES, april, "10 000,00"))
        next_year = date(2016, 3, 1)
        wrong = refused(works, entry(WAGES, next_year, "100 000,01"))
        assert wrong.unusual == [
            (
                "wynagrodzenia i składki ZUS, PUP (Fundusz Pracy), 03.2016: 100\u00a0000,01 zł, "
                "a największa dotąd kwota wynosi 10\u00a0000,00 zł"
            )
        ]
        record(works, entry(WAGES, next_year, "100 000,01"), confirms_unusual=True)
        assert amounts()[WAGES, 3] == "100000.01"


class TestTwoClerks:
    def test_a_cell_changed_meanwhile_is_told_and_nothing_is_lost(self, works):
        record(works, entry(WAGES, MARCH, "100"))
        record(works, entry(WAGES, MARCH, "120", "100"))
        saved = record(works, entry(WAGES, MARCH, "130", "100"), entry(PFRON, MARCH, "7"))
        assert (saved.changed, [(one.stands, one.by) for one in saved.conflicts]) == (
            1,
            [(Decimal("120.00"), str(staff()))],
        )
        assert amounts() == {(WAGES, 3): "120.00", (PFRON, 3): "7.00"}

    @pytest.mark.django_db(transaction=True)
    def test_of_two_clerks_at_once_one_enters_and_the_other_is_told(self, works):
        clerk, saved = staff(), []

        def enter(amount: str) -> None:
            entries = [entry(WAGES, MARCH, amount)]
            saved.append(actions.record_monthly_costs(by=clerk, program=works, entries=entries))

        assert at_once(partial(enter, "100"), partial(enter, "200")) == ["done", "done"]
        assert sorted((one.changed, len(one.conflicts)) for one in saved) == [(0, 1), (1, 0)]
        assert Cost.objects.count() == 1


class TestPage:
    def test_the_script_saves_and_hears_of_conflicts_in_polish_amounts(self, works, head):
        record(works, entry(WAGES, MARCH, "1 100"))
        url = reverse("program_costs", args=[works.pk, 2015])
        changes = [[WAGES, "2015-03-01", "", "5,00"], [PFRON, "2015-03-01", "", "7"]]
        answer = head.post(url, {"changes": json.dumps(changes)}).json()
        assert (answer["saved"], answer["conflicts"]) == (
            1,
            [
                {
                    "row": WAGES,
                    "column": "2015-03-01",
                    "stands": "1\u00a0100,00",
                    "by": str(staff()),
                }
            ],
        )

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ([WAGES, "2015-03-01", "", "0"], "kwota musi być większa od zera; żeby ją skasować"),
            ([WAGES, "2015-03-01", "", "-5"], "kwota musi być większa od zera; żeby ją skasować"),
            ([WAGES, "2015-03-01", "", "sto"], "wpisz kwotę w złotych"),
            ([WAGES, "2015-03-02", "", "5"], "tej komórki nie ma w arkuszu"),
            ([WAGES, "2014-03-01", "", "5"], "ten miesiąc jest w innym roku"),
            (["wages-nobody", "2015-03-01", "", "5"], "tej komórki nie ma w arkuszu"),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_its_cell(self, works, head, change, sentence):
        url = reverse("program_costs", args=[works.pk, 2015])
        response = head.post(url, {"changes": json.dumps([change])})
        assert response.status_code == 422
        assert response.json()["errors"][0]["sentence"].startswith(sentence)
        assert amounts() == {}

    def test_months_not_entered_are_told_and_sums_leave_them_out(self, works, head):
        make.enrolment(person(), make.edition(kind=works.kind, ends_on=date(2015, 5, 31)))
        record(works, entry(WAGES, MARCH, "100"), entry(PFRON, date(2015, 4, 1), "7"))
        context = head.get(reverse("program_costs", args=[works.pk, 2015])).context
        sheet = context["sheet"]
        assert context["uncovered"] == ["kwiecień", "maj"]
        assert {key: sheet.totals[key] for key in ("2015-03-01", "2015-04-01", "2015-05-01")} == {
            "2015-03-01": "100,00",
            "2015-04-01": "7,00",
            "2015-05-01": costs.NOT_ENTERED,
        }
        assert sheet.totals["sum"] == "107,00"

    def test_a_new_programme_begins_with_its_usual_rows(self, works, head):
        sheet = head.get(reverse("program_costs", args=[works.pk, 2015])).context["sheet"]
        assert [row.key for row in sheet.rows] == [
            costs.key_of(pair) for pair in costs.USUAL[works.kind]
        ]

    def test_a_row_is_added_by_kind_and_payer(self, works, head):
        url = reverse("program_costs", args=[works.pk, 2015])
        record(works, entry(WAGES, MARCH, "100"))
        sheet = head.get(url, {"kind": "other", "payer": "eu"}).context["sheet"]
        assert [row.name for row in sheet.rows] == [
            "wynagrodzenia i składki ZUS, PUP (Fundusz Pracy)",
            "inne, Unia Europejska",
        ]
        assert head.get(url, {"kind": "other", "payer": "nobody"}).status_code == 400

    def test_costs_entered_apart_are_shown_and_counted_once(self, works, head):
        make.cost("30", program=works, kind=Cost.Kind.PFRON)
        make.cost("12.50", program=works, kind=Cost.Kind.PFRON)
        make.cost("90", program=works, kind=Cost.Kind.OTHER, period_to=date(2015, 6, 30))
        context = head.get(reverse("program_costs", args=[works.pk, 2015])).context
        [row] = [row for row in context["sheet"].rows if row.key == PFRON]
        assert (row.texts["2015-03-01"], row.closed["2015-03-01"]) == ("42,50", "osobne koszty")
        assert (len(context["beside"]), context["beside_total"]) == (1, 90)

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_sheet_asks_as_often_for_three_rows_as_for_one(
        self, works, head, rows, django_assert_num_queries
    ):
        for kind in (Cost.Kind.WAGES, Cost.Kind.PFRON, Cost.Kind.OTHER)[:rows]:
            record(works, entry(f"{kind}-{Payer.MOPS}", MARCH, "100"))
        # session, account, permissions twice, centre, roles; programme, costs, rows, work, programmes
        with django_assert_num_queries(12):
            head.get(reverse("program_costs", args=[works.pk, 2015]))

    def test_every_year_with_costs_can_be_gone_to(self, works, head):
        record(works, entry(WAGES, date(2009, 3, 1), "100"))
        page = head.get(reverse("program_costs", args=[works.pk, 2015]))
        assert list(page.context["years"]) == [2009, 2013, 2014, 2015, 2016, 2017]

    def test_a_year_that_has_not_begun_is_no_page(self, works, head):
        later = timezone.localdate().year + 1
        assert head.get(reverse("program_costs", args=[works.pk, later])).status_code == 404


class TestPlainForm:
    def url(self, works, **query) -> str:
        rest = "&".join(f"{name}={value}" for name, value in query.items())
        return f"{reverse('program_costs_month', args=[works.pk, 2015])}?{rest}"

    def fields(self, was: str, **typed) -> dict:
        return {"columns": "2015-03-01", f"was:{WAGES}": was} | {
            f"cell:{row.replace('_', '-')}:2015-03-01": text for row, text in typed.items()
        }

    def test_a_month_is_saved_without_the_script(self, works, head):
        url = self.url(works, month="2015-03")
        response = head.post(url, self.fields("", wages_pup="1 234,50"))
        assert response.status_code == 302
        assert amounts() == {(WAGES, 3): "1234.50"}

    def test_what_was_typed_stays_when_it_is_refused(self, works, head):
        response = head.post(
            self.url(works, month="2015-03"), self.fields("", wages_pup="sto", pfron_mops="5")
        )
        assert 'value="sto"' in response.text
        assert 'value="5"' in response.text
        assert (
            "wynagrodzenia i składki ZUS, PUP (Fundusz Pracy), marzec 2015: wpisz kwotę"
            in response.text
        )
        assert amounts() == {}

    def test_an_unusual_amount_is_saved_once_confirmed(self, works, head):
        record(works, entry(WAGES, date(2014, 3, 1), "100"))
        typed = self.fields("", wages_pup="5000")
        response = head.post(self.url(works, month="2015-03"), typed)
        assert "a największa dotąd kwota wynosi 100,00 zł" in response.text
        head.post(self.url(works, month="2015-03"), typed | {"confirms_unusual": "on"})
        assert amounts() == {(WAGES, 3): "5000.00"}

    def test_the_previous_month_fills_empty_amounts_and_saves_nothing(self, works, head):
        record(works, entry(WAGES, date(2014, 12, 1), "100"), entry(PFRON, date(2014, 12, 1), "7"))
        record(works, entry(PFRON, date(2015, 1, 1), "8"))
        context = head.get(self.url(works, month="2015-01", like="previous")).context
        assert context["plain"].typed == {(WAGES, "2015-01-01"): "100,00"}
        assert Cost.objects.count() == 3


def test_amounts_stand_with_their_thousands_apart():
    assert [written(Decimal(amount)) for amount in ("1234567.5", "0.05", "-12")] == [
        "1\u00a0234\u00a0567,50",
        "0,05",
        "-12,00",
    ]
