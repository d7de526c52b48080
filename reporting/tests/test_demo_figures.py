"""The demonstration year gives the figures of the printed report, and moves as people do."""

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from mops.models import User
from participants.actions import record_profile
from programs.actions import Corrected, correct_hours, record_cost, settle_month
from programs.models import (
    Enrolment,
    Payer,
    Program,
    Reason,
    Referral,
    Settlement,
    SettlementExtra,
    SettlementLine,
    SettlementRefund,
    WorkMonth,
)
from programs.period import Period
from reporting.catalogue import CATALOGUE
from reporting.figures import Evaluation, evaluate
from reporting.figures.figure import Figure

pytestmark = pytest.mark.usefixtures("demo")

YEAR = Period.of_year(2015)
EXPECTED = Path(__file__).with_name("figures-2015.csv").read_text()
FINDINGS_2015 = ["pai.reprofiling", "rp.costs_cover_the_year"]


def figures(*arguments) -> str:
    out = io.StringIO()
    call_command("figures", "2015", *arguments, stdout=out)
    return out.getvalue()


def values(year: int = 2015) -> dict[str, str]:
    evaluation = Evaluation(Period.of_year(year), CATALOGUE.figures.values())
    return {figure.key: evaluation[figure].machine for figure in CATALOGUE.figures.values()}


def changes(before: dict[str, str]) -> dict[str, tuple[str, str]]:
    after = values()
    return {key: (before[key], after[key]) for key in before if before[key] != after[key]}


def broken_claims() -> list[str]:
    evaluation = Evaluation(YEAR, [], CATALOGUE.claims.values())
    return [finding.claim.key for finding in evaluation.findings()]


def test_figures_are_those_of_the_printed_report():
    assert figures("--format", "csv") == EXPECTED


def test_json_tells_halves_and_records_of_a_share():
    rows = {row["key"]: row for row in json.loads(figures("--format", "json"))["figures"]}
    share = rows["rp.retained_percent"]
    assert (share["value"], share["numerator"], share["denominator"]) == ("5.4", 3, 56)
    assert (share["records"], share["unit"]) == (3, "percent")
    assert rows["rp.cost_total"]["uncovered_months"] == ["2015-12"]
    assert rows["cis.health_contributions"]["settled_year"] == 2014


def test_only_the_two_real_oddities_are_found():
    assert broken_claims() == FINDINGS_2015


def test_unprofiled_graduates_of_pai_are_named():
    claim = CATALOGUE.claims["pai.reprofiling"]
    assert claim.breakers(YEAR).count() == 28 - 25


@pytest.mark.parametrize("key", [k for k, f in CATALOGUE.figures.items() if isinstance(f, Figure)])
def test_number_of_people_is_the_size_of_the_set_that_opens(key):
    figure = CATALOGUE.figures[key]
    assert evaluate(figure, YEAR).number == figure.people(YEAR).count()


def test_exit_that_turns_out_justified_moves_just_its_figures():
    before = values()
    exit_ = Enrolment.objects.of_kind(Program.Kind.PAI).filter(
        ended_on__year=2015, reason__weight=Reason.Weight.UNJUSTIFIED
    )
    exit_.filter(pk=exit_.first().pk).update(reason=Reason.objects.get(code="long_illness"))
    assert changes(before) == {
        "pai.not_completed_unjustified": ("7", "6"),
        "pai.not_completed_justified": ("5", "6"),
        "pai.left_long_illness": ("4", "5"),
    }


def test_refusal_that_turns_out_justified_moves_just_its_figures():
    before = values()
    refusal = Referral.objects.filter(
        program__kind=Program.Kind.PSU, year=2015, reason__weight=Reason.Weight.UNJUSTIFIED,
        decision=Referral.Decision.DECLINED,
    )  # fmt: skip
    refusal.filter(pk=refusal.first().pk).update(reason=Reason.objects.get(code="took_job"))
    assert changes(before) == {
        "psu.declined_justified": ("41", "42"),
        "psu.declined_unjustified": ("13", "12"),
    }


def test_profile_given_to_a_forgotten_graduate_narrows_the_gap():
    before = values()
    person = CATALOGUE.claims["pai.reprofiling"].breakers(YEAR).first()
    by = User.objects.get(username="pracownik")
    record_profile(by=by, participant=person, profile="II", on=YEAR.end)
    assert changes(before) == {"pai.reprofiled_ii": ("19", "20"), "pai.reprofiled": ("24", "25")}


def test_december_once_settled_is_no_gap():
    december = Period.of_month(YEAR.end)
    program = Program.objects.get(kind=Program.Kind.PUBLIC_WORKS)
    by = User.objects.get(username="kierownik")
    record_cost(
        by=by, program=program, kind="wages", payer="pup", amount="100.00",
        period_from=december.start, period_to=december.end,
    )  # fmt: skip
    assert broken_claims() == ["pai.reprofiling"]


def test_neighbouring_years_have_figures_of_their_own():
    enrolled = {year: values(year)["psu.worked"] for year in (2014, 2015, 2016)}
    assert len(set(enrolled.values())) == 3
    assert "" not in enrolled.values()


def test_the_year_of_socially_useful_work_is_the_sum_of_its_settled_months():
    months = Settlement.objects.live().filter(program__kind="psu", month__year=2015).with_sums()
    sums = {
        name: sum(getattr(month, name) for month in months)
        for name in ("hours", "allowances", "refunded", "extra_of_pup", "asked", "total")
    }
    assert {name: str(amount) for name, amount in sums.items()} == {
        "hours": "8364.00",
        "allowances": "67748.40",
        "refunded": "40649.04",
        "extra_of_pup": "595.00",
        "asked": "41244.04",
        "total": "68351.80",
    }
    assert (len(months), SettlementRefund.objects.exists()) == (10, True)


def sums_of_settled_months() -> dict[str, Decimal]:
    """What the settlements that stand say of the year, added up by hand."""
    live = {"settlement__state": "settled", "settlement__program__kind": "psu"}
    lines = SettlementLine.objects.filter(**live, month__year=2015)
    extras = SettlementExtra.objects.filter(**live, settlement__month__year=2015)
    refunded = sum(line.refunded for line in lines)
    paid = {payer: sum(one.amount for one in extras.filter(payer=payer)) for payer in Payer}
    return {
        "psu.hours": sum(line.hours for line in lines),
        "psu.cost_pup": refunded + paid[Payer.PUP],
        "psu.cost_mops": sum(line.amount for line in lines) - refunded + paid[Payer.MOPS],
        "psu.cost_total": sum(line.amount for line in lines) + sum(paid.values()),
    }


def test_its_figures_are_that_sum_also_after_an_earlier_month_is_corrected():
    def told() -> dict[str, Decimal]:
        return {key: Decimal(values()[key]) for key in sums_of_settled_months()}

    before = told()
    assert before == sums_of_settled_months()
    by, line = User.objects.first(), _earliest_line()
    was = WorkMonth.objects.get(
        enrolment=line.enrolment, facility=line.facility, month=line.month
    ).hours
    correct_hours(
        by=by,
        settlement=line.settlement,
        enrolment=line.enrolment,
        corrected=Corrected(line.facility, was, hours=was - Decimal("1.5")),
        reason="poprawiona lista",
    )
    settle_month(by=by, program=line.settlement.program, month=date(2016, 1, 1), reason="korekta")
    # 1,50 h x 8,10 zł = 12,15 zł less, of it 7,29 zł on the side of PUP
    assert told() == sums_of_settled_months()
    assert {key: after - before[key] for key, after in told().items()} == {
        "psu.hours": Decimal("-1.50"),
        "psu.cost_pup": Decimal("-7.29"),
        "psu.cost_mops": Decimal("-4.86"),
        "psu.cost_total": Decimal("-12.15"),
    }


def _earliest_line() -> SettlementLine:
    lines = SettlementLine.objects.filter(
        settlement__state="settled", settlement__program__kind="psu", month__year=2015
    )
    return lines.order_by("month", "pk").first()
