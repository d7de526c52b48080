"""Dated law: the day of signing chooses the regime, the month the row within it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from mops.saving import save_checked
from participants.tests.factories import person, staff
from programs import actions
from programs.admission import objections_to
from programs.models import LegalBasis, Rate
from programs.period import Period
from programs.terms import rate_of
from programs.terms.settled import months_settled_under, settled_months
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

LAST_OLD, FIRST_NEW = date(2025, 5, 31), date(2025, 6, 1)
OLD, NEW = {"signed_to": LAST_OLD}, {"signed_from": FIRST_NEW}


def hourly(value: str, **details) -> Rate:
    details = {"program": make.program(), "kind": "hourly", "valid_from": FIRST_NEW, **details}
    return save_checked(Rate(value=Decimal(value), **details))


class TestRateOf:
    def test_the_signing_day_chooses_the_regime_and_the_month_the_rate_in_it(self):
        hourly("8.10", valid_from=date(2015, 1, 1), valid_to=date(2026, 5, 31), **OLD)
        hourly("9.00", valid_from=date(2026, 6, 1), **OLD)
        hourly("12.00", **NEW)
        asked = [
            (date(2025, 7, 1), LAST_OLD),
            (date(2026, 6, 15), LAST_OLD),
            (date(2026, 6, 15), FIRST_NEW),
            (date(2025, 5, 1), None),
            (date(2025, 6, 30), None),
        ]
        found = [rate_of("hourly", make.program(), *one).value for one in asked]
        assert [str(value) for value in found] == [
            "8.1000",
            "9.0000",
            "12.0000",
            "8.1000",
            "12.0000",
        ]

    def test_what_is_missing_is_said_with_programme_month_and_where_to_enter_it(self):
        make.rate("hourly", "8.10", valid_to=date(2015, 5, 31))
        with pytest.raises(ValidationError) as refused:
            rate_of("hourly", make.program(), date(2015, 6, 9), date(2015, 2, 23))
        assert " ".join(refused.value.messages) == (
            "Brak wartości „stawka godzinowa (zł)” programu PSU dla miesiąca 06.2015 i porozumienia "
            "podpisanego 23.02.2015. Administrator wpisuje ją na stronie „Stawki i limity”."
        )

    def test_a_month_without_a_rate_is_not_settled(self):
        part = make.enrolment()
        actions.record_hours(by=staff(), enrolment=part, month=date(2015, 3, 1), hours=Decimal(10))
        with pytest.raises(ValidationError, match=r"programu PSU dla miesiąca 03\.2015"):
            actions.settle_month(by=staff(), program=make.program(), month=date(2015, 3, 1))


class TestRules:
    @pytest.mark.parametrize(
        ("one", "other"), [({}, {}), ({}, NEW), (OLD, {"signed_from": LAST_OLD})]
    )
    def test_two_rates_never_hold_at_once_for_one_agreement(self, one, other):
        hourly("8.10", **one)
        with pytest.raises(ValidationError) as refused:
            hourly("9.00", **other)
        assert refused.value.messages == ["W tym czasie obowiązuje już inna wartość."]

    def test_a_share_is_at_most_the_whole(self):
        make.rate("refund_share", "1")
        with pytest.raises(ValidationError) as refused:
            save_checked(
                Rate(
                    program=make.program("pai"),
                    kind="refund_share",
                    value=Decimal("1.01"),
                    valid_from=FIRST_NEW,
                )
            )
        assert refused.value.messages == [
            "Udział nie może przekraczać 1, czyli całości. Sześćdziesiąt procent to 0,6."
        ]

    def test_one_provision_is_cited_once_at_a_time(self):
        rows = [
            LegalBasis(program=make.program(), citation="art. 73a", valid_from=FIRST_NEW, **regime)
            for regime in (OLD, NEW, {})
        ]
        save_checked(rows[0]), save_checked(rows[1])
        with pytest.raises(ValidationError) as refused:
            save_checked(rows[2])
        assert refused.value.messages == ["Ten przepis jest już wpisany na część tego czasu."]


class TestSettledMonths:
    def test_are_the_months_of_allowances_under_the_row(self):
        for month in (4, 5):
            make.cost(
                kind="allowances",
                period_from=date(2015, month, 1),
                period_to=date(2015, month, 28),
            )
        assert settled_months(make.program(), Period.of_year(2015)) == {
            date(2015, 4, 1),
            date(2015, 5, 1),
        }
        rate = make.rate("hourly", "8.10", valid_to=date(2015, 4, 30))
        assert months_settled_under(rate) == [date(2015, 4, 1)]

    def test_count_for_the_regime_of_the_agreements_worked_under(self):
        agreement = make.agreement(on=date(2015, 2, 23))
        part = make.enrolment(in_edition=make.edition(agreement=agreement))
        actions.record_hours(by=staff(), enrolment=part, month=date(2015, 4, 1), hours=Decimal(9))
        make.cost(kind="allowances", period_from=date(2015, 4, 1), period_to=date(2015, 4, 30))
        old = make.rate("hourly", "8.10", signed_to=date(2015, 3, 31))
        new = make.rate("hourly", "9.00", signed_from=date(2015, 4, 1))
        assert (months_settled_under(old), months_settled_under(new)) == ([date(2015, 4, 1)], [])


class TestInUse:
    def test_an_old_act_is_in_use_while_an_agreement_signed_under_it_lasts(self):
        old, new = (
            save_checked(
                LegalBasis(program=make.program(), citation=name, valid_from=day, **regime)
            )
            for name, day, regime in (
                ("stara", date(2004, 6, 1), OLD),
                ("nowa", FIRST_NEW, NEW),
            )
        )
        make.agreement(on=date(2025, 2, 1), valid_to=date(2026, 1, 31), programs=[make.program()])
        found = {
            year: list(LegalBasis.objects.in_use(Period.of_year(year)).order_by("pk"))
            for year in (2024, 2025, 2026, 2027)
        }
        assert found == {2024: [old], 2025: [old, new], 2026: [old, new], 2027: [new]}


class TestAdmission:
    def test_an_annex_prolongs_supervision_and_lets_more_people_in(self):
        agreement = make.agreement(
            kind="supervision", valid_to=date(2015, 3, 1), people=1, on=date(2015, 1, 5)
        )
        edition, facility, day = make.edition(), make.facility(), date(2015, 3, 2)
        assert [one.finding for one in objections_to(edition, [], day, facility)] == [
            "porozumienie o nadzorze obowiązywało do 01.03.2015"
        ]
        annex = actions.add_annex(
            by=staff(),
            agreement=agreement,
            number="1",
            on=day,
            effective_from=day,
            valid_to=date(2015, 12, 31),
        )
        for name in ("Ala", "Ola"):
            make.enrolment(person(name), edition)
        assert [one.finding for one in objections_to(edition, [], day, facility)] == [
            "pod nadzorem osób będzie 2, a uzgodniono 1"
        ]
        actions.change_annex(by=staff(), annex=annex, people=2)
        assert objections_to(edition, [], day, facility) == []
