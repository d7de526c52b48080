"""Figures in made-up worlds: computed a second, naive way, and against the lists behind them."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from programs.period import Period
from reporting.catalogue import CATALOGUE
from reporting.figures import Amount, Evaluation, Figure, Partition
from reporting.figures.figure import Measured
from reporting.tests import naive
from reporting.tests.worlds import make_world

QUERIES = 39
"""Of all figures and claims of a year, whatever the database holds."""

FIGURES = list(CATALOGUE.figures.values())
TOLD_TWICE = ("pisiz.", "pai.", "rp.", "psu.", "cis.", "awr.", "rpo.")

pytestmark = pytest.mark.django_db

worlds = given(
    seed=st.integers(0, 2**32 - 1), year=st.sampled_from([2015, 2016]), size=st.integers(0, 9)
)


def in_worlds(number: int):
    """Settings for a test that makes so many worlds, the same ones in every run."""
    return settings(
        max_examples=number,
        derandomize=True,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def everything(year: int) -> Evaluation:
    return Evaluation(Period.of_year(year), FIGURES, CATALOGUE.claims.values())


class made_up:  # noqa: N801 - reads as a statement
    """A world that is gone afterwards."""

    def __init__(self, seed: int, year: int, size: int) -> None:
        self.arguments = seed, year, size
        self.transaction = transaction.atomic()

    def __enter__(self) -> None:
        self.transaction.__enter__()
        make_world(*self.arguments)

    def __exit__(self, *failure) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(*failure)


@worlds
@in_worlds(40)
def test_figures_are_what_their_definitions_say(seed, year, size):
    with made_up(seed, year, size):
        evaluation = everything(year)
        expected, gaps = naive.figures(year), naive.gaps(year)
    computed = {figure.key: value for figure, value in evaluation.items()}
    assert {key: computed[key].number for key in expected} == expected
    assert {key: computed[key].uncovered for key in gaps} == gaps


def test_naive_computation_leaves_out_no_figure_of_its_sections():
    keys = {key for key in CATALOGUE.figures if key.startswith(TOLD_TWICE)}
    covered = {figure.key for figure in FIGURES if isinstance(figure, Amount) and figure.coverage}
    assert (set(naive.figures(2015)), set(naive.gaps(2015))) == (keys, covered)


@worlds
@in_worlds(5)
def test_figure_is_the_number_of_people_in_its_list(seed, year, size):
    with made_up(seed, year, size):
        evaluation, period = everything(year), Period.of_year(year)
        figures = [figure for figure in FIGURES if isinstance(figure, Figure)]
        listed = {f: set(f.people(period).values_list("pk", flat=True)) for f in figures}
        counted = {figure: evaluation[figure].number or 0 for figure in figures}
        assert counted == {figure: len(people) for figure, people in listed.items()}
        assert [f for f in figures if f.part_of and not listed[f] <= listed[f.part_of]] == []


@worlds
@in_worlds(5)
def test_figure_says_how_many_records_open_behind_it(seed, year, size):
    with made_up(seed, year, size):
        evaluation, period = everything(year), Period.of_year(year)
        for figure in FIGURES:
            if isinstance(figure, Measured) and not isinstance(figure, Figure):
                assert evaluation[figure].behind == figure.records(period).distinct().count()


@worlds
@in_worlds(10)
def test_partitions_count_the_people_who_break_them(seed, year, size):
    with made_up(seed, year, size):
        evaluation, period = everything(year), Period.of_year(year)
        for claim in CATALOGUE.claims.values():
            if isinstance(claim, Partition):
                assert sum(evaluation.misfits(claim)) == claim.breakers(period).count()


def queries_of(year: int) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        everything(year).findings()
    return len(queries)


def test_number_of_queries_does_not_depend_on_the_data():
    empty = queries_of(2015)
    with made_up(1, 2015, 40):
        full = queries_of(2015)
    assert (empty, full) == (QUERIES, QUERIES)
