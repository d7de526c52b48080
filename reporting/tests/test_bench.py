"""The bench measures the same question on both sides."""

import pytest
from django.db import connection

from mops.tests.databases import copied
from programs.period import Period
from reporting.bench.building import build_city, count_rows
from reporting.bench.handwritten import disagreements
from reporting.bench.lists.rows import list_rows
from reporting.bench.measuring import by_hand, evaluate_figures
from reporting.bench.settlement import settlement_rows
from reporting.tests.conftest import use

PEOPLE = 2000


@pytest.fixture
def city(untouched_database, django_db_blocker):
    """A small generated city in a database of its own."""
    original = connection.settings_dict["NAME"]
    name = f"{original}_city"
    with django_db_blocker.unblock(), copied(untouched_database, name):
        use(name)
        try:
            build_city(PEOPLE, 2014, 2016)
            yield
        finally:
            use(original)


def test_figures_of_a_generated_city_are_what_sql_by_hand_says(city):
    period = Period.of_year(2015)
    assert disagreements(by_hand(period), evaluate_figures(period)) == []
    assert count_rows() > 5 * PEOPLE


def test_a_list_goes_in_and_out_and_the_library_takes_the_same_rows(city):
    before = count_rows()

    *lines, faster, web, reader = map(str, list_rows(100))

    assert [line[:36].strip() for line in lines] == [
        "read",
        "preview: verdicts",
        "read, judged and kept for its pages",
        "web: three pages of its rows",
        "error workbook",
        "import",
        "undo",
        "import-export as it comes",
    ]
    # How fast and how large it was is for the bench to say, on a machine of its own.
    assert faster.startswith("read, preview and import take")
    assert web.startswith("web process: grown by ")
    assert reader.startswith("reader's memory: ")
    # The list and its protocol stay; nothing else does.
    assert count_rows() == before + 1 + 100


def test_a_month_is_settled_with_as_many_queries_for_more_people(city):
    *lines, alike = map(str, settlement_rows(many=14))

    assert [line[:34].strip() for line in lines] == [
        "10 people", "10 people, with documents", "14 people", "14 people, with documents"
    ]  # fmt: skip
    assert alike == "as many queries for 14 people as for 10: PASS"
