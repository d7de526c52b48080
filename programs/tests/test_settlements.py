"""A month settled: what is due to whom, what is refused, what stands in the books afterwards."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from mops.roles import Role
from mops.typography import round_half_up
from participants.tests.factories import person, staff
from programs import actions
from programs.actions.settling import StalePlan
from programs.models import Cost, Payer, Program, Settlement, SettlementLine, WorkMonth
from programs.settlement.lines import Due, Place, due_for
from programs.settlement.plan import Plan
from programs.settlement.scope import Scope
from programs.settlement.shares import split
from programs.tests import factories as make

MARCH, APRIL, MAY = date(2015, 3, 1), date(2015, 4, 1), date(2015, 5, 1)
ZERO = Decimal(0)
NOTHING = (
    "Za miesiąc 04.2015 nie ma godzin do rozliczenia (wszystkie edycje). "
    "Najpierw wpisz godziny w arkuszu edycji."
)


def worked(hours: str, month: date = MARCH, part=None, **details):
    """Hours of somebody, by default of somebody new, who works in March only."""
    part = part or make.enrolment(person(details.pop("name", "Ala")), details.pop("edition", None))
    actions.record_hours(by=staff(), enrolment=part, month=month, hours=Decimal(hours), **details)
    return part


def rates(rate: str = "8.10", share: str = "0.6", **details) -> None:
    make.rate("hourly", rate, **details)
    make.rate("refund_share", share, **details)


def settle(month: date = MARCH, **details) -> Settlement:
    details = {"program": make.program(), "reason": "wiadomo", **details}
    return actions.settle_month(by=staff(), month=month, **details)


def refused(**details) -> str:
    with pytest.raises(ValidationError) as refusal:
        settle(**details)
    return " ".join(refusal.value.messages)


def costs(**conditions) -> dict:
    rows = Cost.objects.filter(**conditions)
    return {(cost.kind, cost.payer, cost.period_from.month): cost.amount for cost in rows}


amounts = some.decimals(min_value=0, max_value=5000, places=2)
weights = some.lists(
    some.fractions(min_value=-500, max_value=5000, max_denominator=10_000), min_size=1, max_size=30
)


# A busy machine takes its time to think up thirty fractions.


class TestSplitting:
    @given(total=some.integers(-10_000_000, 10_000_000), exact=weights)
    def test_parts_add_up_whatever_the_total_and_the_shares(self, total, exact):
        total = Decimal(total).scaleb(-2)
        parts = split(total, exact)
        assert sum(parts) == total
        assert all(part == part.quantize(Decimal("0.01")) for part in parts)

    @given(exact=weights)
    def test_no_part_is_a_grosz_away_where_the_total_is_the_rounded_sum(self, exact):
        parts = split(round_half_up(sum(exact), 2), exact)
        assert all(
            abs(Fraction(part) - one) < Fraction(1, 100)
            for part, one in zip(parts, exact, strict=True)
        )

    def test_grosze_left_over_go_where_most_was_cut_the_earlier_first(self):
        thirds = [Fraction(1, 3)] * 3
        assert split(Decimal("1.00"), thirds) == [Decimal("0.34"), Decimal("0.33"), Decimal("0.33")]
        assert split(Decimal("0.02"), [Fraction(1, 200), Fraction(3, 200)]) == [
            Decimal("0.01"), Decimal("0.01"),
        ]  # fmt: skip

    def test_nothing_is_split_among_nobody(self):
        assert split(ZERO, []) == []
        with pytest.raises(ValueError, match="among nobody"):
            split(Decimal(1), [])


places = some.builds(Place, some.integers(1, 4), some.integers(1, 6), some.integers(1, 3))
hours = some.dictionaries(places, some.decimals(min_value=0, max_value=80, places=2), max_size=12)
rate_values = some.decimals(min_value="0.01", max_value=60, places=2)
shares = some.decimals(min_value=0, max_value=1, places=4)


class TestDue:
    @given(first=hours, rate=rate_values, share=shares)
    def test_a_person_gets_hours_by_rate_and_the_refund_is_the_share_of_all(
        self, first, rate, share
    ):
        due = due_for(first, {}, rate, share)
        for who in {place.person for place in first}:
            own = sum((count for place, count in first.items() if place.person == who), ZERO)
            paid = sum((one.amount for place, one in due.items() if place.person == who), ZERO)
            assert paid == round_half_up(Fraction(own) * Fraction(rate), 2)
        total = sum((one.amount for one in due.values()), ZERO)
        refund = sum((one.refunded for one in due.values()), ZERO)
        assert refund == round_half_up(Fraction(total) * Fraction(share), 2)

    @given(first=hours, second=hours, rate=rate_values, share=shares)
    def test_a_correction_leads_to_what_right_hours_would_have_given_at_once(
        self, first, second, rate, share
    ):
        paid = due_for(first, {}, rate, share)
        mended = due_for(second, paid, rate, share)
        together = sums([*paid.items(), *mended.items()])
        assert totals(together.values()) == totals(due_for(second, {}, rate, share).values())
        assert due_for(second, together, rate, share) == {}

    def test_who_changed_nothing_has_no_correction(self):
        paid = due_for(
            {Place(1, 1, 1): Decimal(10), Place(2, 2, 1): Decimal(7)},
            {},
            Decimal("8.10"),
            Decimal("0.6"),
        )
        now = {Place(1, 1, 1): Decimal(12), Place(2, 2, 1): Decimal(7)}
        assert due_for(now, paid, Decimal("8.10"), Decimal("0.6")) == {
            Place(1, 1, 1): Due(Decimal(2), Decimal("16.20"), Decimal("9.72"))
        }


def sums(rows) -> dict[Place, Due]:
    found = {}
    for place, due in rows:
        before = found.get(place, Due())
        found[place] = Due(
            before.hours + due.hours, before.amount + due.amount, before.refunded + due.refunded
        )
    return found


def totals(rows) -> tuple:
    rows = list(rows)
    return tuple(
        sum((getattr(row, name) for row in rows), ZERO) for name in ("hours", "amount", "refunded")
    )


@pytest.mark.django_db
class TestSettling:
    def test_hours_become_costs_split_between_payers_to_the_grosz(self):
        rates()
        edition = make.edition()
        for name, hours in (("Ala", "33.50"), ("Ola", "40")):
            worked(hours, name=name, edition=edition)
        settlement = settle(extras={("medical_exams", "pup"): Decimal("35.00")})
        # 73,50 h x 8,10 zł = 595,35 zł
        assert costs(settlement=settlement) == {
            ("allowances", "pup", 3): Decimal("357.21"),
            ("allowances", "mops", 3): Decimal("238.14"),
            ("medical_exams", "pup", 3): Decimal("35.00"),
        }
        row = Settlement.objects.with_sums().get()
        assert (row.hours, row.allowances, row.total, row.asked) == tuple(
            map(Decimal, ("73.50", "595.35", "630.35", "392.21"))
        )

    def test_a_month_is_settled_once(self):
        rates()
        part = worked("10")
        settle()
        assert refused().startswith("Miesiąc 03.2015 jest już rozliczony (")
        assert refused(edition=part.edition).startswith(
            "Miesiąc 03.2015 rozliczono już dla całego programu ("
        )
        with pytest.raises(IntegrityError, match="a_month_is_settled_once"):
            Settlement.objects.create(
                program=make.program(), edition=part.edition, month=MARCH, settled_by=staff()
            )

    def test_editions_are_settled_apart_or_together_never_both(self):
        rates()
        one, two = worked("10"), worked("20", name="Ola", edition=make.edition(2))
        settle(edition=one.edition)
        assert refused().startswith("W miesiącu 03.2015 rozliczono już osobno edycję I (")
        settle(edition=two.edition)
        assert [(line.enrolment, line.hours) for line in SettlementLine.objects.order_by("pk")] == [
            (one, 10), (two, 20)
        ]  # fmt: skip

    def test_a_settled_month_locks_the_hours_of_its_edition_only(self):
        rates()
        one, two = worked("10"), worked("20", name="Ola", edition=make.edition(2))
        settle(edition=one.edition)
        with pytest.raises(ValidationError, match=r"Miesiąc 03\.2015 jest już rozliczony\."):
            worked("5", part=one, facility=make.facility("Druga"))
        worked("5", part=two, facility=make.facility("Druga"))

    @pytest.mark.parametrize(
        ("month", "sentence"),
        [
            (date(2100, 1, 1), "Miesiąc 01.2100 jeszcze się nie zaczął."),
            (APRIL, NOTHING),
        ],
    )  # fmt: skip
    def test_a_month_to_come_or_without_hours_is_refused(self, month, sentence):
        rates()
        worked("10")
        assert refused(month=month) == sentence

    def test_a_month_without_a_rate_is_refused(self):
        worked("10")
        make.rate("refund_share", "0.6")
        assert refused() == (
            "Brak wartości „stawka godzinowa (zł)” programu PSU dla miesiąca 03.2015. "
            "Administrator wpisuje ją na stronie „Stawki i limity”."
        )

    def test_an_agreement_that_does_not_cover_the_month_is_refused_until_an_annex_does(self):
        rates()
        terms = make.agreement(programs=[make.program()], valid_to=date(2015, 3, 20))
        worked("10", edition=make.edition(agreement=terms))
        assert "nie obejmuje całego miesiąca 03.2015" in refused()
        actions.add_annex(
            by=staff(),
            agreement=terms,
            number="1",
            on=date(2015, 3, 16),
            effective_from=date(2015, 3, 16),
            valid_to=date(2015, 12, 31),
        )
        assert settle().agreement == terms

    def test_editions_under_different_law_are_settled_apart(self):
        make.rate("refund_share", "0.6")
        make.rate("hourly", "8.10", signed_to=date(2015, 2, 28))
        make.rate("hourly", "9.00", signed_from=date(2015, 3, 1))
        for number, day in enumerate((date(2015, 2, 23), date(2015, 3, 1)), 1):
            signed = make.agreement(on=day, programs=[make.program()])
            worked("10", name="Ala", edition=make.edition(number, agreement=signed))
        assert refused().endswith("Rozlicz każdą edycję osobno.")
        editions = make.program().editions.order_by("number")
        assert [settle(edition=one).rate for one in editions] == [Decimal("8.10"), 9]

    def test_hours_paid_by_hand_are_not_paid_again(self):
        rates()
        worked("10")
        make.cost(kind=Cost.Kind.ALLOWANCES)
        assert refused().startswith("Za miesiąc 03.2015 wpisano już ręcznie koszt świadczeń.")

    def test_what_speaks_against_it_wants_a_reason(self):
        rates()
        make.rate("monthly_hours", "40")
        edition = make.edition(agreement=make.agreement(programs=[make.program()]))
        worked("41", edition=edition)
        make.enrolment(person("Ola"), edition)
        assert refused(reason=" ") == (
            "Napisz, dlaczego rozliczasz mimo zastrzeżeń: Ola Anna: brak godzin (edycja I) "
            "Ala Anna: miesiąc 03.2015: 41 h przy limicie 40 h"
        )
        assert settle(reason="zgodnie z listą").reason == "zgodnie z listą"

    def test_an_agreement_of_other_programmes_wants_a_reason(self):
        rates()
        signed = make.agreement(programs=[make.program(Program.Kind.PAI)], number="7")
        worked("10", edition=make.edition(agreement=signed))
        assert refused(reason="") == (
            "Napisz, dlaczego rozliczasz mimo zastrzeżeń: Porozumienie edycji I "
            "(prace społecznie użyteczne nr 7 z 23.02.2015) nie wymienia programu PSU."
        )

    def test_what_was_excused_in_the_grid_is_not_asked_again(self):
        rates()
        make.rate("monthly_hours", "40")
        worked("41", edition=make.edition(agreement=make.agreement(programs=[make.program()])))
        WorkMonth.objects.update(override_reason="odrabiała kwiecień")
        assert settle(reason="").reason == ""

    def test_a_person_in_two_facilities_is_paid_once_and_rounded_once(self):
        rates("8.15")
        part = worked("0.10")
        worked("0.10", part=part, facility=make.facility("Druga"))
        settle()
        # 0,20 h x 8,15 zł = 1,63 zł, though twice 0,815 zł would round to 1,64 zł
        lines = SettlementLine.objects.order_by("enrolment_id", "facility_id")
        assert [line.amount for line in lines] == [Decimal("0.82"), Decimal("0.81")]

    def test_absent_for_the_whole_month_is_no_line_and_no_gap(self):
        rates()
        edition = make.edition(agreement=make.agreement(programs=[make.program()]))
        worked("0", edition=edition)
        worked("8", name="Ola", edition=edition)
        assert [line.hours for line in settle(reason="").lines.all()] == [8]

    def test_the_work_block_of_pai_is_settled_by_edition(self):
        rates(program=make.program(Program.Kind.PAI))
        part = worked("40", edition=make.edition(kind=Program.Kind.PAI))
        settlement = settle(program=part.edition.program, edition=part.edition)
        assert costs(edition=part.edition, settlement=settlement) == {
            ("allowances", "pup", 3): Decimal("194.40"),
            ("allowances", "mops", 3): Decimal("129.60"),
        }

    def test_a_month_over_editions_of_two_years_is_settled_whole(self):
        rates(valid_from=date(2014, 1, 1))
        ends = {"starts_on": date(2014, 11, 3), "ends_on": date(2015, 1, 16)}
        worked("10", date(2015, 1, 1), edition=make.edition(4, **ends))
        starts = {"starts_on": date(2015, 1, 19), "ends_on": date(2015, 3, 31)}
        worked("20", date(2015, 1, 1), name="Ola", edition=make.edition(1, **starts))
        assert sum(line.hours for line in settle(date(2015, 1, 1)).lines.all()) == 30

    def test_what_changed_after_the_preview_is_not_settled_unseen(self):
        rates()
        worked("10")
        assert refused(seen="inny").startswith("Od chwili podglądu zmieniły się godziny")
        assert (Settlement.objects.count(), Cost.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_cannot_both_settle_a_month():
    rates()
    worked("10")
    gate, answers = Barrier(2), []

    def clerk() -> None:
        try:
            gate.wait(timeout=10)
            settle()
            answers.append("settled")
        except ValidationError as refusal:
            answers.append(refusal.messages[0].partition("(")[0])
        finally:
            connection.close()

    clerks = [Thread(target=clerk) for _ in range(2)]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join(timeout=20)
    assert sorted(answers) == ["Miesiąc 03.2015 jest już rozliczony ", "settled"]
    assert sum(cost.amount for cost in Cost.objects.all()) == Decimal("81.00")


def beside(first, second) -> list:
    """What `second` gets to hear from a connection of its own that waits for `first` to end."""
    answers = []

    def other() -> None:
        try:
            answers.append(second())
        except ValidationError as refusal:
            answers.append(refusal.messages[0])
        finally:
            connection.close()

    with transaction.atomic():
        first()
        waiting = Thread(target=other)
        waiting.start()
        with connection.cursor() as cursor:
            while not _somebody_waits(cursor):
                assert waiting.is_alive(), "nobody waited"
    waiting.join(timeout=20)
    return answers


def _somebody_waits(cursor) -> bool:
    cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
    return cursor.fetchone()[0] > 0


@pytest.mark.django_db(transaction=True)
class TestHoursEnteredWhileTheMonthIsSettled:
    """Hours are in the settlement, or refused; never lost, never half."""

    def test_hours_that_come_first_are_settled(self):
        rates()
        part, by, program = worked("10"), staff(), make.program()
        second = make.facility("Druga")
        answers = beside(
            lambda: actions.record_hours(
                by=by, enrolment=part, month=MARCH, hours=Decimal(5), facility=second
            ),
            lambda: actions.settle_month(by=by, program=program, month=MARCH, reason="wiadomo"),
        )
        assert answers == [Settlement.objects.get()]
        assert sum(line.hours for line in SettlementLine.objects.all()) == 15
        assert sum(cost.amount for cost in Cost.objects.all()) == Decimal("121.50")

    def test_hours_that_come_later_are_refused(self):
        rates()
        part, by, second = worked("10"), staff(), make.facility("Druga")
        answers = beside(
            settle,
            lambda: actions.record_hours(
                by=by, enrolment=part, month=MARCH, hours=Decimal(5), facility=second
            ),
        )
        assert answers == ["Miesiąc 03.2015 jest już rozliczony."]
        assert [row.hours for row in WorkMonth.objects.all()] == [10]
        assert [line.hours for line in SettlementLine.objects.all()] == [10]

    def test_hours_entered_after_the_preview_are_not_settled_unseen(self):
        rates()
        part, by, program = worked("10"), staff(), make.program()
        second, seen = make.facility("Druga"), Plan.of(Scope(program, MARCH)).digest
        answers = beside(
            lambda: actions.record_hours(
                by=by, enrolment=part, month=MARCH, hours=Decimal(5), facility=second
            ),
            lambda: actions.settle_month(
                by=by, program=program, month=MARCH, reason="wiadomo", seen=seen
            ),
        )
        assert answers == StalePlan().messages
        assert (Settlement.objects.count(), Cost.objects.count()) == (0, 0)


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def client(self, client_as):
        return client_as(Role.CASEWORKER)

    def url(self, month: str = "2015-03") -> str:
        return f"{reverse('settlement_new')}?program={make.program().pk}&month={month}"

    def waiting_url(self) -> str:
        return self.url().replace("&", "&amp;")

    def test_a_month_is_previewed_then_settled_with_its_extras(self, client):
        rates()
        worked("10")
        page = client.get(self.url())
        assert (page.context["plan"].total.amount, Settlement.objects.count()) == (81, 0)
        sent = {"seen": page.context["plan"].digest, "laundry-mops": "8,40", "reason": "brak umowy"}
        page = client.post(self.url(), {**sent, "act": "preview"})
        assert (page.context["sums"].total.total, Settlement.objects.count()) == (
            Decimal("89.40"), 0
        )  # fmt: skip
        page = client.post(self.url(), {**sent, "act": "settle"})
        assert page.url == Settlement.objects.get().get_absolute_url()
        assert costs(kind="laundry") == {("laundry", Payer.MOPS, 3): Decimal("8.40")}

    def test_hours_changed_meanwhile_are_shown_before_they_are_settled(self, client):
        rates()
        part = worked("10")
        seen = client.get(self.url()).context["plan"].digest
        worked("5", part=part, facility=make.facility("Druga"))
        page = client.post(self.url(), {"seen": seen, "reason": "x", "act": "settle"})
        assert page.context["form"].errors["__all__"][0].startswith("Od chwili podglądu")
        assert (page.context["plan"].total.hours, Settlement.objects.count()) == (15, 0)

    @pytest.mark.parametrize("typed", ["-1", "x", "1,234", "1000000"])
    def test_absurd_amounts_are_refused_beside_the_field(self, client, typed):
        rates()
        worked("10")
        page = client.post(self.url(), {"laundry-mops": typed, "reason": "x", "act": "settle"})
        assert list(page.context["form"].errors) == ["laundry-mops"]
        assert (f'value="{typed}"' in page.text, Settlement.objects.count()) == (True, 0)

    def test_a_settled_month_leads_to_its_page(self, client):
        rates()
        worked("10")
        settlement = settle()
        assert f'href="{settlement.get_absolute_url()}"' in client.get(self.url()).text

    def test_a_missing_rate_is_entered_on_the_way_and_leads_back_to_the_month(self, client_as):
        worked("10", edition=(edition := make.edition()))
        client = client_as(Role.ADMINISTRATOR)
        here = f"{self.url()}&edition={edition.pk}"
        for kind, value in (("hourly", "8,10"), ("refund_share", "0,6")):
            url = client.get(here).context["rate_url"]
            known = client.get(url).context["form"].initial
            assert known == {"program": make.program(), "kind": kind, "valid_from": MARCH}
            typed = {"program": make.program().pk, "kind": kind, "value": value}
            assert client.post(url, {**typed, "valid_from": "2015-03-01"}).url == here
        assert client.get(here).context["plan"].total.amount == 81

    def test_whoever_keeps_no_rates_is_sent_to_see_them(self, client):
        worked("10")
        page = client.get(self.url()).text
        assert f'href="{reverse("law_list", args=["stawki"])}?program={make.program().pk}"' in page
        assert reverse("law_new", args=["stawki"]) not in page

    def test_an_unlocked_month_leads_to_settling_it_again_and_then_to_what_stands(self, client_as):
        rates()
        worked("10")
        client, first = client_as(Role.HEAD), settle()
        actions.unlock_settlement(by=staff(), settlement=first, reason="pomyłka")
        assert f'href="{self.waiting_url()}"' in client.get(first.get_absolute_url()).text
        page = client.get(first.get_absolute_url())
        assert page.context["again"] is None
        again = settle()
        page = client.get(first.get_absolute_url())
        assert (page.context["again"], self.waiting_url() in page.text) == (again, False)

    @pytest.mark.time_machine("2016-02-29", tick=False)
    def test_the_register_and_the_start_page_say_what_waits_since_a_year(self, client):
        rates()
        worked("10")
        part = make.enrolment(person("Dawna"), make.edition(7, starts_on=date(2015, 1, 5)))
        worked("10", date(2015, 2, 1), part=part)
        page = client.get(reverse("settlement_list"))
        assert client.get(reverse("start")).text.count(f'href="{self.waiting_url()}"') == 1
        assert [(str(one.program), one.month, one.hours) for one in page.context["waiting"]] == [
            ("PSU", MARCH, 10)
        ]
        settle()
        assert client.get(reverse("settlement_list")).context["waiting"] == []
        assert "Czekają na rozliczenie" not in client.get(reverse("start")).text

    @pytest.mark.parametrize("months", [1, 3])
    def test_the_register_asks_as_often_for_three_months_as_for_one(
        self, months, client, django_assert_num_queries
    ):
        rates()
        part = worked("10")
        for month in (MARCH, APRIL, MAY)[:months]:
            if month != MARCH:
                worked("10", month, part=part)
            settle(month)
        # session, account, permissions twice, programmes, count, months, waiting, centre, roles
        with django_assert_num_queries(10):
            page = client.get(reverse("settlement_list"))
        assert len(page.context["page_obj"]) == months

    @pytest.mark.parametrize("people", [1, 3])
    def test_preview_settling_and_page_ask_as_often_for_three_people_as_for_one(
        self, people, client, django_assert_num_queries
    ):
        rates()
        make.rate("monthly_hours", "40")
        edition = make.edition()
        for number in range(people):
            worked("41", name=f"Osoba{'a' * number}", edition=edition)
        with django_assert_num_queries(25):
            client.get(self.url())
        with django_assert_num_queries(27):
            settlement = settle()
        with django_assert_num_queries(16):
            client.get(settlement.get_absolute_url())
