"""One SQL statement per section of the report, as one would write it by hand for that section alone."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from django.db import connection
from django.utils import timezone

from mops.typography import round_half_up
from programs.period import Period
from reporting.catalogue import CATALOGUE
from reporting.figures import Amount, BaseFigure, Evaluation

STATEMENTS = Path(__file__).parent / "sections"
SECTIONS = (
    "pisiz",
    "pai",
    "public_works",
    "psu",
    "cis",
    "eu_projects",
    "grants",
    "agreements",
    "training",
)
UNCOVERED = " without"
"""What follows an amount's key in the name of the column with the months it does not cover."""


def values(section: str, period: Period) -> dict[str, object]:
    """The section's figures by key, out of one row of one statement."""
    bounds = {"from": period.start, "to": period.end, "today": timezone.localdate()}
    with connection.cursor() as cursor:
        cursor.execute(statement(section), bounds)
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


@cache
def statement(section: str) -> str:
    """The section's statement, with placeholders for the period and today."""
    return (STATEMENTS / f"{section}.sql").read_text()


def figures_of(columns: Iterable[str]) -> list[BaseFigure]:
    """The figures that the columns are named after."""
    return [CATALOGUE.figure(name) for name in columns if not name.endswith(UNCOVERED)]


def disagreements(by_section: Mapping[str, dict], evaluation: Evaluation) -> list[str]:
    """Where the catalogue's values differ from those of the statements, and what these leave out."""
    found = {key: value for row in by_section.values() for key, value in row.items()}
    wrong = [
        f"{key}: the catalogue says {computed}, SQL {found.get(key)}"
        for key, computed in _computed(evaluation).items()
        if key not in found or _comparable(found[key], CATALOGUE.figures.get(key)) != computed
    ]
    return wrong + [f"{figure.key}: no statement" for figure in _left_out(found)]


def _computed(evaluation: Evaluation) -> dict[str, object]:
    """Values by column: rounded numbers, days, and months that an amount does not cover."""
    computed = {}
    for figure, value in evaluation.items():
        computed[figure.key] = value.number if isinstance(value.number, date) else value.rounded
        if isinstance(figure, Amount) and figure.coverage:
            computed[figure.key + UNCOVERED] = value.uncovered
    return computed


def _comparable(value: object, figure: BaseFigure | None) -> object:
    if figure is None:
        return tuple(value or ())
    if value is None or isinstance(value, date):
        return value
    return round_half_up(value, figure.places)


def _left_out(found: Mapping[str, object]) -> list[BaseFigure]:
    return [figure for key, figure in CATALOGUE.figures.items() if key not in found]
