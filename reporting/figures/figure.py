"""Figures: what each means, which records stand behind it and how they are measured.

All answer the same four questions: what is it worth in a period, what does that mean, what
is behind it, in what unit. Those over records are computed by `evaluation`, many at a time.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from django.db.models import (
    Aggregate,
    Expression,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    Sum,
)
from django.db.models import (
    Count as CountRows,
)

from participants.models import Participant
from programs.period import Period
from reporting.figures.population import Condition, Population
from reporting.figures.value import NO_DATA, NOT_APPLICABLE, FigureValue

NO_CONDITION = Q()


class BaseFigure:
    """What all figures share: a key, a label, a one-sentence definition and a unit.

    One that `reaches_back` may speak of records older than the period, and so says nothing
    of whether the period has any. Those not `in_report` only support shares and claims.
    """

    places = 0

    def __init__(
        self,
        key: str,
        label: str,
        definition: str,
        *,
        unit: str,
        in_report: bool = True,
        reaches_back: bool = False,
    ) -> None:
        self.key = key
        self.label = label
        self.definition = definition
        self.unit = unit
        self.in_report = in_report
        self.reaches_back = reaches_back

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.key}>"

    @property
    def halves(self) -> tuple["BaseFigure", ...]:
        """Figures from which this one is derived; none for those that measure records."""
        return ()


class Measured(BaseFigure):
    """A figure over the records of a population, or over the part of them a wider figure holds.

    `of` is the population, or the wider figure whose condition this one narrows with `where`.
    `known_by` tells which records show that the matter has been entered at all: while there
    is none, the value is "no data", never zero.
    """

    def __init__(
        self,
        key: str,
        label: str,
        definition: str,
        of: "Population | Measured",
        where: Condition | None = None,
        *,
        known_by: Condition | None = None,
        **options,
    ) -> None:
        super().__init__(key, label, definition, **options)
        self.part_of = of if isinstance(of, Measured) else None
        self.population = of.population if isinstance(of, Measured) else of
        self.known_by = known_by or (self.part_of and self.part_of.known_by)
        self._where = where

    def condition(self, period: Period) -> Q:
        """What is true of the records that the figure counts and false of the others."""
        own = self._where(period) if self._where else NO_CONDITION
        return self.part_of.condition(period) & own if self.part_of else own

    def records(self, period: Period) -> QuerySet:
        """The records behind the figure."""
        return self.population.records(period).filter(self.condition(period))

    def people(self, period: Period) -> QuerySet[Participant] | None:
        """The people behind the figure, in alphabetical order; None where there are no people."""
        if self.population.person is None:
            return None
        ids = self.records(period).order_by().values(self.population.person)
        return Participant.objects.filter(pk__in=ids).in_alphabetical_order()

    def aggregates(self, period: Period) -> dict[str, Aggregate]:
        """The measures to take over the population's records, by suffix."""
        condition = self.condition(period)
        return {"behind": CountRows("pk", filter=condition)} | self.measures(condition, period)

    def measures(self, condition: Q, period: Period) -> dict[str, Aggregate]:
        """The figure's own measures over the records that meet the condition."""
        raise TypeError(f"{self!r} is not measured over records one by one")

    def read(self, row: Mapping) -> FigureValue:
        """The value out of the measures taken."""
        number = row.get("number")
        why = NO_DATA if number is None else ""
        return FigureValue(number, self.places, why, behind=row["behind"])


class Figure(Measured):
    """The number of distinct people of a set of records."""

    def __init__(self, key, label, definition, of, where=None, **options) -> None:
        super().__init__(key, label, definition, of, where, **{"unit": "people", **options})


class Count(Measured):
    """The number of records that are not people, or of distinct things they name."""

    def __init__(
        self, key, label, definition, of, where=None, *, distinct: str = "pk", **options
    ) -> None:
        super().__init__(key, label, definition, of, where, **options)
        self._distinct = distinct

    def measures(self, condition: Q, period: Period) -> dict[str, Aggregate]:
        return {"number": CountRows(self._distinct, distinct=True, filter=condition)}


class Total(Measured):
    """The sum of a column over the records: hours, or heads where people are only counted."""

    def __init__(self, key, label, definition, of, where=None, *, field: str, **options) -> None:
        super().__init__(key, label, definition, of, where, **options)
        self._field = field

    def measures(self, condition: Q, period: Period) -> dict[str, Aggregate]:
        return {"number": Sum(self._field, filter=condition, default=0)}

    def read(self, row: Mapping) -> FigureValue:
        places = 0 if row["number"] == int(row["number"]) else 2
        return FigureValue(row["number"], places, behind=row["behind"])


class Amount(Measured):
    """A sum of money in złote that knows which months are settled.

    `coverage` names the months that ought to be covered and those that are; `day` is the
    column with the first day that a row of money concerns, None where rows are of a year.
    """

    places = 2

    def __init__(
        self,
        key,
        label,
        definition,
        of,
        where=None,
        *,
        field: str = "amount",
        day: str | None = "period_from",
        coverage=None,
        **options,
    ) -> None:
        super().__init__(key, label, definition, of, where, **{"unit": "PLN", **options})
        self._field = field
        self._day = day
        self.coverage = coverage

    def measures(self, condition: Q, period: Period) -> dict[str, Aggregate]:
        total = {"number": Sum(self._field, filter=condition, default=Decimal(0))}
        return total | ({"last_day": Max(self._day, filter=condition)} if self._day else {})

    def read(self, row: Mapping) -> FigureValue:
        last_day = row.get("last_day")
        last_year = last_day.year if last_day else None
        return FigureValue(row["number"], self.places, behind=row["behind"], settled_year=last_year)


class _Extreme(Measured):
    """The least or the greatest of an expression over the records."""

    def __init__(
        self,
        key,
        label,
        definition,
        of,
        where=None,
        *,
        field: str | Callable[[Period], Expression],
        last: bool = False,
        **options,
    ) -> None:
        super().__init__(key, label, definition, of, where, **options)
        self._field = field
        self._extreme = Max if last else Min

    def measures(self, condition: Q, period: Period) -> dict[str, Aggregate]:
        expression = self._field(period) if callable(self._field) else F(self._field)
        return {"number": self._extreme(expression, filter=condition)}


class Moment(_Extreme):
    """The first or the last day on which something happened."""

    def __init__(self, key, label, definition, of, where=None, **options) -> None:
        super().__init__(key, label, definition, of, where, **{"unit": "date", **options})


class Length(_Extreme):
    """The shortest or the longest duration, in months."""

    def __init__(self, key, label, definition, of, where=None, **options) -> None:
        super().__init__(key, label, definition, of, where, **{"unit": "months", **options})


class Derived(BaseFigure):
    """A figure computed from two others, whose exact values it keeps."""

    def __init__(
        self,
        key: str,
        label: str,
        definition: str,
        part: BaseFigure,
        whole: BaseFigure,
        *,
        unit: str,
        places: int,
        **options,
    ) -> None:
        super().__init__(key, label, definition, unit=unit, **options)
        self.part = part
        self.whole = whole
        self.places = places

    @property
    def halves(self) -> tuple[BaseFigure, ...]:
        return self.part, self.whole

    def derive(self, part: FigureValue, whole: FigureValue) -> FigureValue:
        """The value out of the two halves; nothing when a half lacks or the whole is zero."""
        number, why = None, ""
        if part.is_missing or whole.is_missing:
            why = NO_DATA
        elif not whole.number:
            why = NOT_APPLICABLE
        else:
            number = self.scale * Fraction(part.number) / Fraction(whole.number)
        return FigureValue(
            number,
            self.places,
            why,
            behind=part.behind,
            numerator=part.number,
            denominator=whole.number,
            uncovered=part.uncovered,
        )

    scale = 1


class Share(Derived):
    """What part of a whole, in percent, exact until it is printed."""

    scale = 100

    def __init__(self, key, label, definition, part, whole, *, places=0, **options) -> None:
        super().__init__(
            key, label, definition, part, whole, unit="percent", places=places, **options
        )


class Ratio(Derived):
    """An amount per unit of something else, in złote to the grosz."""

    def __init__(self, key, label, definition, part, whole, **options) -> None:
        super().__init__(
            key, label, definition, part, whole, **{"unit": "PLN", "places": 2, **options}
        )


class Stated(BaseFigure):
    """A figure that no record holds: typed by hand, with its source, author and day."""
