"""Figures: each number is the size, or the sum, of a set of records that can be opened."""

from reporting.figures.claims import Claim, Covered, Empty, Equal, Partition, SumOf
from reporting.figures.evaluation import Evaluation, evaluate
from reporting.figures.figure import (
    Amount,
    BaseFigure,
    Count,
    Derived,
    Figure,
    Length,
    Moment,
    Ratio,
    Share,
    Stated,
    Total,
)
from reporting.figures.listing import Listing
from reporting.figures.population import Population
from reporting.figures.registry import Registry, UnknownFigure
from reporting.figures.value import FigureValue

__all__ = [
    "Amount",
    "BaseFigure",
    "Claim",
    "Count",
    "Covered",
    "Derived",
    "Empty",
    "Equal",
    "Evaluation",
    "Figure",
    "FigureValue",
    "Length",
    "Listing",
    "Moment",
    "Partition",
    "Population",
    "Ratio",
    "Registry",
    "Share",
    "Stated",
    "SumOf",
    "Total",
    "UnknownFigure",
    "evaluate",
]
