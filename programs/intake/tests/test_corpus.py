"""Every file of the corpus gives exactly what stands beside it."""

import io
import re

import pytest

from programs.intake.lists import find_list, read_list
from programs.intake.reading import child, wire
from programs.intake.reading.refusal import Refused
from programs.intake.results import ReadList
from programs.intake.tests.corpus import attacks, cells, details, formats, offices, strange, tables
from programs.intake.tests.corpus.case import EMPTY, TODAY, outcome
from programs.intake.verdicts.judging import judge
from programs.intake.verdicts.verdict import Target
from programs.tests import factories as make

FILES = [*formats.CORPUS, *attacks.CORPUS]
MESSES = [*tables.CORPUS, *cells.CORPUS, *details.CORPUS, *strange.CORPUS, *offices.CORPUS]


def expected(case) -> dict:
    return case.expected if case.expected.get("refusal") else {**EMPTY, **case.expected}


def read_here(case) -> ReadList:
    """As `read_list` would give it, without the time that starting a child takes."""
    told = io.StringIO()
    child.tell(io.BytesIO(case.build()), told)
    told.seek(0)
    try:
        book = wire.read(iter(told))
    except Refused as refused:
        return ReadList("lista", refusal=refused.refusal)
    return find_list(book, "lista", overrides=case.overrides, today=TODAY)


def _everything_is_told(found: ReadList) -> None:
    """Every refusal and problem has a whole sentence, with its facts filled in."""
    told = [found.refusal] if found.refusal else []
    told += [*found.warnings, *(problem for row in found.rows for problem in row.problems)]
    for one in told:
        assert one.message.endswith((".", "?"))
        assert "{" not in one.message


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_the_file_gives_what_stands_beside_it(case):
    found = read_list(case.build(), "lista", overrides=case.overrides, today=TODAY)

    assert outcome(found) == expected(case)
    _everything_is_told(found)


@pytest.mark.parametrize("case", MESSES, ids=lambda case: case.name)
def test_the_mess_gives_what_stands_beside_it(case):
    found = read_here(case)

    assert outcome(found) == expected(case)
    _everything_is_told(found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "case",
    [case for case in (*FILES, *MESSES) if "refusal" not in case.expected],
    ids=lambda case: case.name,
)
def test_every_row_has_the_verdict_that_stands_beside_the_file(case):
    judged = judge(read_here(case), Target(make.program(), 2015))

    told = {row.number: row.kind.value for row in judged.rows}
    assert told == dict.fromkeys(told, "new") | case.verdicts
    assert set(told) == set(case.expected["rows"])
    for problem in (problem for row in judged.rows for problem in row.problems):
        assert re.fullmatch(r"[A-Z]+\d+", problem.address), problem


def test_names_of_the_cases_differ():
    names = {case.name for case in (*FILES, *MESSES)}

    assert len(names) == len(FILES) + len(MESSES) >= 60
