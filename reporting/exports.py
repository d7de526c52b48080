"""The report's figures for other programs: CSV and JSON, the same on the command line and in PDF."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from reporting.figures import BaseFigure, Evaluation
from reporting.figures.value import FigureValue


def as_csv(figures: Iterable[BaseFigure], evaluation: Evaluation) -> str:
    """Lines of key;value;unit. A value that there is no data for is empty."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["key", "value", "unit"])
    for figure in figures:
        writer.writerow([figure.key, evaluation[figure].machine, figure.unit])
    return out.getvalue()


def as_json(figures: Iterable[BaseFigure], evaluation: Evaluation, year: int) -> str:
    """An object with the year and, for each figure, its value, meaning, halves and size."""
    rows = [_row(figure, evaluation[figure]) for figure in figures]
    return json.dumps({"year": year, "figures": rows}, ensure_ascii=False, indent=2) + "\n"


def _row(figure: BaseFigure, value: FigureValue) -> dict:
    return {
        "key": figure.key,
        "value": value.machine or None,
        "unit": figure.unit,
        "label": figure.label,
        "definition": figure.definition,
        "numerator": _plain(value.numerator),
        "denominator": _plain(value.denominator),
        "records": value.behind,
        "missing": value.why_missing or None,
        "uncovered_months": [month.strftime("%Y-%m") for month in value.uncovered],
        "settled_year": value.settled_year,
        "is_stated": value.is_stated,
    }


def _plain(number: int | Decimal | Fraction | date | None) -> int | str | None:
    return number if number is None or isinstance(number, int) else str(number)
