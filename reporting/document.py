"""A year's report as screen and PDF show it: texts with figures in them, and what disagrees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.safestring import SafeString

from mops import typography
from mops.models import Centre
from programs.period import Period
from reporting.catalogue import CATALOGUE
from reporting.drafts import directions_of, saved_report, texts_of
from reporting.figures import BaseFigure, Evaluation, FigureValue
from reporting.figures.claims import Finding
from reporting.models import Direction, Report, Section
from reporting.printing import (
    print_context,
    print_listing,
    print_value,
    value_text,
    value_with_unit,
)
from reporting.prose import Printed, keys_used, render
from reporting.prose.rendering import Mark


@dataclass(frozen=True)
class SectionView:
    """A section ready to show; `is_empty` when no record tells anything of what it speaks of."""

    section: Section
    html: SafeString
    is_empty: bool
    number: int | None


@dataclass(frozen=True)
class DirectionView:
    """A row of the report ready to show."""

    direction: Direction
    sections: list[SectionView]


class Document:
    """The report of one year over live records."""

    def __init__(self, year: int, centre: Centre | None = None) -> None:
        self.year = year
        self.period = Period.of_year(year)
        self.centre = centre or Centre.objects.current()
        self.evaluation = Evaluation(
            self.period, CATALOGUE.figures.values(), CATALOGUE.claims.values()
        )

    @property
    def has_data(self) -> bool:
        """Whether any record concerns the year."""
        return self.evaluation.has_data

    @property
    def title(self) -> str:
        """The report's title, as on its first page."""
        return typography.print_spaces(
            f"Sprawozdanie z realizacji {self.centre.programme_name_genitive} za {self.year} rok"
        )

    @cached_property
    def report(self) -> Report | None:
        """The saved report, if somebody has started it."""
        return saved_report(self.year)

    @cached_property
    def directions(self) -> list[Direction]:
        """The report's rows with their texts."""
        return directions_of(self.year, self.report)

    @property
    def dated_on(self) -> date:
        """The day under the report: that of the saved report, else today."""
        return (self.report and self.report.dated_on) or timezone.localdate()

    @cached_property
    def findings(self) -> list[Finding]:
        """Claims that do not hold."""
        return self.evaluation.findings()

    @cached_property
    def doubtful(self) -> set[BaseFigure]:
        """Figures that a claim which does not hold is about."""
        return {finding.claim.figures[0] for finding in self.findings}

    @cached_property
    def printed(self) -> dict[str, Printed]:
        """Everything that the year's texts may call for; listings only where a text does."""
        figures = {
            figure.key: print_value(figure, self.evaluation[figure], self.period)
            for figure in CATALOGUE.figures.values()
        }
        return figures | self.listings(self.used_keys) | print_context(self.year, self.centre)

    def listings(self, keys: Iterable[str]) -> dict[str, Printed]:
        """The listings among the keys, read from the records."""
        return {
            key: print_listing(CATALOGUE.listings[key], self.period)
            for key in keys
            if key in CATALOGUE.listings
        }

    @cached_property
    def used_keys(self) -> list[str]:
        """Keys that the printed texts use, in the order of first use."""
        shown = (s for d in self.directions for s in texts_of(d) if not s.is_hidden)
        return list(dict.fromkeys(key for s in shown for key in keys_used(s.source)))

    def rows(self, mark: Mark) -> list[DirectionView]:
        """The report's rows with the figures marked; hidden sections left out."""
        return [
            DirectionView(direction, self._sections(direction, mark))
            for direction in self.directions
        ]

    def section(self, section: Section, mark: Mark, number: int | None = None) -> SectionView:
        """One section with its figures marked."""
        values = self._values_for(keys_used(section.source))
        figures = [key for key in keys_used(section.source) if _speaks_of_the_year(key)]
        is_empty = bool(figures) and all(values[key].missing for key in figures)
        html = SafeString("") if is_empty else render(section.source, values, mark)
        return SectionView(section, html, is_empty, number)

    def definitions(self) -> list[tuple[BaseFigure, str]]:
        """Figures used in the texts, each with its value and unit, in the catalogue's order."""
        used = set(self.used_keys)
        return [
            (figure, value_with_unit(figure, self.evaluation[figure], self.period))
            for figure in CATALOGUE.figures.values()
            if figure.key in used
        ]

    def value_of(self, figure: BaseFigure) -> FigureValue:
        """A figure's value in the year."""
        return self.evaluation[figure]

    def text_of(self, figure: BaseFigure) -> str:
        """A figure's value in print."""
        return value_text(figure, self.evaluation[figure], self.period)

    def _sections(self, direction: Direction, mark: Mark) -> list[SectionView]:
        shown = [section for section in texts_of(direction) if not section.is_hidden]
        return [
            self.section(section, mark, number if len(shown) > 1 else None)
            for number, section in enumerate(shown, 1)
        ]

    def _values_for(self, keys: list[str]) -> Mapping[str, Printed]:
        missing = [key for key in keys if key not in self.printed]
        return self.printed | self.listings(missing)


def _speaks_of_the_year(key: str) -> bool:
    """A figure that reaches back says nothing of whether a section has anything to tell."""
    return key in CATALOGUE.figures and not CATALOGUE.figures[key].reaches_back
