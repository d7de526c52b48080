"""Computing many figures of a period in few queries.

All figures over people of one population come from one query: its records grouped by
person, one true-or-false column a figure, counted above. The same query counts who breaks
a partition. Other measures of a population share a second query. So the number of queries
follows the catalogue, never the data.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Q, Value
from django.db.models.lookups import Exact, GreaterThan

from programs.period import Period
from reporting.figures.claims import Claim, Finding, Partition, flag, memberships
from reporting.figures.figure import Amount, BaseFigure, Derived, Figure, Measured
from reporting.figures.population import Population
from reporting.figures.value import NO_DATA, FigureValue
from reporting.models import StatedValue

NOTHING = FigureValue(None, why_missing=NO_DATA)


class Evaluation(Mapping):
    """Values of figures in one period, by figure, and the claims that do not hold."""

    def __init__(
        self, period: Period, figures: Iterable[BaseFigure], claims: Iterable[Claim] = ()
    ) -> None:
        self.period = period
        self.claims = list(claims)
        self._values: dict[BaseFigure, FigureValue] = {}
        self._misfits: dict[Partition, tuple[int, int]] = {}
        self._asked = _with_halves([*figures, *(f for c in self.claims for f in c.figures)])
        self._measure()
        self._fill_stated()
        self._derive()

    def __getitem__(self, figure: BaseFigure) -> FigureValue:
        return self._values[figure]

    def __iter__(self):
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def misfits(self, partition: Partition) -> tuple[int, int]:
        """How many people of the whole are in no part, and in more than one."""
        return self._misfits.get(partition, (0, 0))

    def findings(self) -> list[Finding]:
        """The claims that do not hold, in the catalogue's order."""
        return [
            Finding(claim, text, has_people=claim.breakers(self.period) is not None)
            for claim in self.claims
            if (text := claim.check(self))
        ]

    @property
    def has_data(self) -> bool:
        """Whether any record at all concerns the period."""
        return any(
            value.behind and not figure.reaches_back for figure, value in self._values.items()
        )

    def _measure(self) -> None:
        groups: dict[Population, list[Measured]] = defaultdict(list)
        for figure in self._asked:
            if isinstance(figure, Measured):
                groups[figure.population].append(figure)
        for population, figures in groups.items():
            self._measure_people(population, [f for f in figures if isinstance(f, Figure)])
            self._measure_records(population, [f for f in figures if not isinstance(f, Figure)])

    def _measure_people(self, population: Population, figures: list[Figure]) -> None:
        if not figures:
            return
        alias = {figure: f"f{index}" for index, figure in enumerate(figures)}
        known = {figure.known_by: f"k{i}" for i, figure in enumerate(figures) if figure.known_by}
        partitions = [
            c for c in self.claims if isinstance(c, Partition) and c.whole.population is population
        ]
        columns = {alias[figure]: flag(figure, self.period) for figure in figures}
        columns |= {name: BoolOr(known_by(self.period)) for known_by, name in known.items()}
        people = population.records(self.period).order_by().values(population.person)
        counts = {"everybody": Count("*")}
        for name in columns:
            counts[f"{name}_count"] = Count(Value(1), filter=Q((name, True)))
        for index, claim in enumerate(partitions):
            counts |= _misfit_counts(
                f"p{index}", alias[claim.whole], [alias[p] for p in claim.parts]
            )
        row = people.annotate(**columns).aggregate(**counts)
        for figure in figures:
            is_known = row["everybody"] and (
                not figure.known_by or row[f"{known[figure.known_by]}_count"]
            )
            count = row[f"{alias[figure]}_count"]
            self._values[figure] = FigureValue(count, behind=count) if is_known else NOTHING
        for index, claim in enumerate(partitions):
            self._misfits[claim] = row[f"p{index}_outside"], row[f"p{index}_repeated"]

    def _measure_records(self, population: Population, figures: list[Measured]) -> None:
        if not figures:
            return
        columns = {"everything": Count("*")}
        for index, figure in enumerate(figures):
            measures = figure.aggregates(self.period)
            columns |= {f"f{index}_{name}": measure for name, measure in measures.items()}
        row = population.records(self.period).order_by().aggregate(**columns)
        for index, figure in enumerate(figures):
            own = _unprefixed(row, f"f{index}_")
            value = figure.read(own) if row["everything"] else NOTHING
            self._values[figure] = self._with_coverage(figure, value)

    def _with_coverage(self, figure: Measured, value: FigureValue) -> FigureValue:
        """The value with its gaps; no money at all for months of work is a gap too."""
        if not isinstance(figure, Amount) or not figure.coverage:
            return value
        settled = figure.reaches_back and value.settled_year
        period = Period.of_year(settled) if settled else self.period
        return replace(value, uncovered=figure.coverage.missing_months(period))

    def _fill_stated(self) -> None:
        """Where records give nothing, take what somebody stated for the year, if anybody did."""
        stated = {row.key: row.value for row in StatedValue.objects.filter(year=self.period.year)}
        for figure in self._asked:
            if isinstance(figure, Derived):
                continue
            if self._values.setdefault(figure, NOTHING).is_missing and figure.key in stated:
                self._values[figure] = FigureValue(
                    stated[figure.key], figure.places, is_stated=True
                )

    def _derive(self) -> None:
        for figure in self._asked:
            if isinstance(figure, Derived):
                part, whole = (self._values[half] for half in figure.halves)
                self._values[figure] = figure.derive(part, whole)


def evaluate(figure: BaseFigure, period: Period) -> FigureValue:
    """The value of one figure."""
    return Evaluation(period, [figure])[figure]


def _with_halves(figures: Iterable[BaseFigure]) -> list[BaseFigure]:
    """The figures and what they are derived from, each once; halves before the whole."""
    found: dict[BaseFigure, None] = {}
    for figure in figures:
        found |= dict.fromkeys([*_with_halves(figure.halves), figure])
    return list(found)


def _misfit_counts(name: str, whole: str, parts: list[str]) -> dict[str, Count]:
    in_whole = Q((whole, True))
    in_none = Q(Exact(memberships(parts), 0))
    more_than_one = Q(GreaterThan(memberships(parts), 1))
    return {
        f"{name}_outside": Count(Value(1), filter=in_whole & in_none),
        f"{name}_repeated": Count(Value(1), filter=in_whole & more_than_one),
    }


def _unprefixed(row: Mapping, prefix: str) -> dict:
    return {name.removeprefix(prefix): row[name] for name in row if name.startswith(prefix)}
