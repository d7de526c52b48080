"""Every file of the corpus gives exactly what stands beside it."""

import pytest

from programs.intake.lists import read_list
from programs.intake.tests.corpus import attacks, cells, formats, tables
from programs.intake.tests.corpus.case import EMPTY, TODAY, outcome

CASES = [*formats.CORPUS, *tables.CORPUS, *cells.CORPUS, *attacks.CORPUS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_file_gives_what_stands_beside_it(case):
    found = read_list(case.build(), "lista", overrides=case.overrides, today=TODAY)

    expected = case.expected if case.expected.get("refusal") else {**EMPTY, **case.expected}
    assert outcome(found) == expected


def test_names_of_the_cases_differ():
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(CASES) >= 60
