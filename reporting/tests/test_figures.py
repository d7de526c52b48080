"""What no demonstration shows: no data against zero, periods, coverage, stated values."""

from datetime import date
from decimal import Decimal

import pytest

from mops.models import User
from participants.actions import merge_participants, register_participant, unmerge_participants
from programs.actions import complete, enrol, interrupt, open_edition, record_cost
from programs.models import Program, Reason
from programs.period import Period, YearOutOfRange
from reporting.catalogue import CATALOGUE
from reporting.figures import Evaluation, evaluate
from reporting.models import StatedValue
from reporting.printing import value_text

YEAR = Period.of_year(2020)
COMPLETED = CATALOGUE.figures["pisiz.completed"]
ENROLLED = CATALOGUE.figures["pisiz.enrolled"]


@pytest.fixture
def clerk(db) -> User:
    return User.objects.create(username="clerk")


@pytest.fixture
def edition(clerk):
    """An edition over New Year, with a leap day in it."""
    program = Program.objects.create(kind=Program.Kind.PISIZ, name="PISiZ", short_name="PISiZ")
    return open_edition(
        by=clerk, program=program, number=1, starts_on=date(2019, 12, 1), ends_on=date(2020, 2, 29)
    )


def person(clerk, number: int = 1):
    return register_participant(
        by=clerk, last_name=f"Zmyślona {number}", first_name="Anna", sex="F",
        birth_date=date(1980, 1, number), no_pesel_reason="other",
    )  # fmt: skip


def test_nothing_recorded_is_no_data_not_zero(clerk):
    value = evaluate(ENROLLED, YEAR)
    assert (value.number, value.why_missing) == (None, "brak danych")


def test_results_not_entered_are_no_data(clerk, edition):
    enrol(by=clerk, participant=person(clerk), edition=edition)
    assert evaluate(ENROLLED, YEAR).number == 1
    assert evaluate(COMPLETED, YEAR).why_missing == "brak danych"


def test_nobody_completed_is_zero_once_results_are_entered(clerk, edition):
    enrolment = enrol(by=clerk, participant=person(clerk), edition=edition)
    reason = Reason.objects.get(code="took_job")
    interrupt(by=clerk, enrolment=enrolment, on=date(2020, 1, 5), reason=reason)
    assert evaluate(COMPLETED, YEAR).number == 0


def test_edition_over_new_year_counts_in_both_and_completes_in_one(clerk, edition):
    complete(by=clerk, enrolment=enrol(by=clerk, participant=person(clerk), edition=edition))
    years = [Period.of_year(year) for year in (2018, 2019, 2020, 2021)]
    assert [evaluate(ENROLLED, year).number for year in years] == [None, 1, 1, None]
    assert evaluate(COMPLETED, years[2]).number == 1
    ongoing = CATALOGUE.figures["pisiz.ongoing"]
    assert [evaluate(ongoing, year).number for year in years[1:3]] == [1, 0]


def test_overdue_results_are_pointed_out(clerk, edition):
    complete(by=clerk, enrolment=enrol(by=clerk, participant=person(clerk, 1), edition=edition))
    late = enrol(by=clerk, participant=person(clerk, 2), edition=edition)
    claim = CATALOGUE.claims["pisiz.nobody_overdue"]
    assert [p.pk for p in claim.breakers(YEAR)] == [late.participant_id]
    assert "pisiz.nobody_overdue" in [
        finding.claim.key for finding in Evaluation(YEAR, [], CATALOGUE.claims.values()).findings()
    ]


def test_person_who_left_and_came_back_breaks_the_partition_by_name(clerk, edition):
    comeback = person(clerk)
    first = enrol(by=clerk, participant=comeback, edition=edition)
    interrupt(
        by=clerk, enrolment=first, on=date(2020, 1, 10), reason=Reason.objects.get(code="took_job")
    )
    second = enrol(by=clerk, participant=comeback, edition=edition, on=date(2020, 1, 20))
    complete(by=clerk, enrolment=second, certificate_number="1/2020")
    evaluation = Evaluation(YEAR, [], [CATALOGUE.claims["pisiz.results"]])
    (finding,) = evaluation.findings()
    assert finding.text.endswith("1 osoba jest w kilku grupach naraz.")
    assert evaluation[ENROLLED].number == 1


def test_months_not_yet_settled_are_named(clerk):
    program = Program.objects.create(
        kind=Program.Kind.PUBLIC_WORKS, name="Roboty", short_name="Roboty"
    )
    works = open_edition(
        by=clerk, program=program, number=1, starts_on=date(2020, 3, 10), ends_on=date(2020, 6, 2)
    )
    complete(by=clerk, enrolment=enrol(by=clerk, participant=person(clerk), edition=works))
    for month in (3, 5):
        record_cost(
            by=clerk, program=program, kind="wages", payer="pup", amount=Decimal("10.01"),
            period_from=date(2020, month, 1), period_to=date(2020, month, 28),
        )  # fmt: skip
    value = evaluate(CATALOGUE.figures["rp.cost_total"], YEAR)
    assert value.number == Decimal("20.02")
    assert value.uncovered == (date(2020, 4, 1), date(2020, 6, 1))


@pytest.mark.parametrize(
    ("year", "printed"),
    [
        (2020, "40,02 zł (bez kwietnia i czerwca)"),
        (2021, "40,02 zł (za 2020 r., bez kwietnia i czerwca)"),
    ],
)
def test_an_amount_of_an_earlier_year_names_the_months_that_it_lacks(clerk, year, printed):
    program = Program.objects.create(kind=Program.Kind.CIS, name="CIS", short_name="CIS")
    centre = open_edition(
        by=clerk, program=program, number=1, starts_on=date(2020, 3, 10), ends_on=date(2020, 6, 2)
    )
    complete(by=clerk, enrolment=enrol(by=clerk, participant=person(clerk), edition=centre))
    for month in (3, 5):
        record_cost(
            by=clerk, program=program, kind="health_contributions", payer="mops",
            amount=Decimal("20.01"), period_from=date(2020, month, 1), period_to=date(2020, month, 28),
        )  # fmt: skip
    figure, period = CATALOGUE.figures["cis.health_contributions"], Period.of_year(year)
    assert value_text(figure, evaluate(figure, period), period).replace("\xa0", " ") == printed


def test_share_of_nothing_does_not_apply(clerk, edition):
    enrol(by=clerk, participant=person(clerk), edition=edition)
    assert evaluate(CATALOGUE.figures["pai.completed_percent"], YEAR).why_missing == "brak danych"


def test_value_stated_by_hand_fills_a_year_without_records(clerk):
    StatedValue.objects.create(
        year=2007, key="psu.worked", value=61, source="sprawozdanie drukowane", stated_by=clerk
    )
    value = evaluate(CATALOGUE.figures["psu.worked"], Period.of_year(2007))
    assert (value.number, value.is_stated) == (61, True)


def test_records_win_over_a_stated_value(clerk, edition):
    enrol(by=clerk, participant=person(clerk), edition=edition)
    StatedValue.objects.create(
        year=2020, key="pisiz.enrolled", value=99, source="pomyłka", stated_by=clerk
    )
    assert evaluate(ENROLLED, YEAR).number == 1


@pytest.mark.parametrize("year", [1989, 2101, 0])
def test_impossible_year_is_refused(year):
    with pytest.raises(YearOutOfRange, match=r"outside 1990\.\.2100"):
        Period.of_year(year)


def test_months_of_a_leap_year():
    months = list(Period(date(2020, 1, 31), date(2020, 3, 1)).months())
    assert months == [date(2020, 1, 1), date(2020, 2, 1), date(2020, 3, 1)]
    assert Period.of_month(date(2020, 2, 10)).end == date(2020, 2, 29)


def test_two_records_made_one_are_counted_once(clerk, edition):
    people = [person(clerk, number) for number in (1, 2)]
    other = open_edition(
        by=clerk,
        program=edition.program,
        number=2,
        starts_on=date(2020, 3, 1),
        ends_on=date(2020, 6, 30),
    )
    for someone, where in zip(people, (edition, other), strict=True):
        part = enrol(by=clerk, participant=someone, edition=where)
        complete(by=clerk, enrolment=part)
    keys = [figure for figure in CATALOGUE.figures.values() if figure.key.startswith("pisiz.")]
    before = {figure.key: evaluate(figure, YEAR) for figure in keys}
    merge = merge_participants(by=clerk, kept=people[0], merged=people[1])
    assert (evaluate(ENROLLED, YEAR).number, before["pisiz.enrolled"].number) == (1, 2)
    unmerge_participants(by=clerk, merge=merge)
    assert {figure.key: evaluate(figure, YEAR) for figure in keys} == before
