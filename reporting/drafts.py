"""The texts of a year's report: those saved, or those it would start from.

A new year starts from the latest earlier report, the first one from the default texts.
Looking writes nothing; the rows appear when somebody starts the report.
"""

from datetime import date

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from reporting.models import Direction, Report, Section
from reporting.narrative import default_directions

ALREADY_STARTED = "Sprawozdanie za ten rok jest już rozpoczęte."


def saved_report(year: int) -> Report | None:
    """The year's report with its directions and sections, if somebody has started it."""
    return _with_texts().filter(year=year).first()


def directions_of(year: int, report: Report | None) -> list[Direction]:
    """The rows of the year's report in order; unsaved ones while there is no report."""
    if report:
        return list(report.directions.all())
    earlier = _with_texts().filter(year__lt=year).first()
    return _copies(earlier) if earlier else _defaults()


def texts_of(direction: Direction) -> list[Section]:
    """The sections of a direction, saved or not yet."""
    return direction.drafts if hasattr(direction, "drafts") else list(direction.sections.all())


@action
def start_report(*, by: User, year: int, dated_on: date | None = None) -> Report:
    """Begin the year's report, with the texts of the last one or the default ones."""
    directions = directions_of(year, None)
    if Report.objects.filter(year=year).exists():
        raise ValidationError(ALREADY_STARTED)
    report = save_checked(Report(year=year, dated_on=dated_on))
    for direction in directions:
        sections = texts_of(direction)
        direction.report = report
        save_checked(direction)
        for section in sections:
            section.direction = direction
            save_checked(section)
    return report


@action
def edit_section(*, by: User, section: Section, version: int, **values) -> Section:
    """Save a section's text; raises StaleSection when somebody saved another one meanwhile."""
    current = Section.objects.select_for_update().get(pk=section.pk)
    if current.version != version:
        raise StaleSection(current)
    for field, value in values.items():
        setattr(current, field, value)
    current.version += 1
    current.edited_by = by
    return save_checked(current)


class StaleSection(Exception):
    """Somebody else saved the section after the form was opened; `current` is what they saved."""

    def __init__(self, current: Section) -> None:
        super().__init__("the section was changed meanwhile")
        self.current = current


def _with_texts():
    return Report.objects.prefetch_related("directions__sections").order_by("-year")


def _copies(report: Report) -> list[Direction]:
    return [
        _draft(
            Direction(number=row.number, title=row.title, task=row.task),
            [
                Section(
                    order=section.order,
                    heading=section.heading,
                    text=section.text,
                    is_carried_out=section.is_carried_out,
                    not_carried_out_because=section.not_carried_out_because,
                    is_hidden=section.is_hidden,
                )
                for section in row.sections.all()
            ],
        )
        for row in report.directions.all()
    ]


def _defaults() -> list[Direction]:
    return [
        _draft(
            Direction(number=row.number, title=row.title, task=row.task),
            [
                Section(
                    order=order,
                    heading=section.heading,
                    text=section.text,
                    is_carried_out=not section.not_carried_out,
                    not_carried_out_because=section.reason,
                )
                for order, section in enumerate(row.sections, 1)
            ],
        )
        for row in default_directions()
    ]


def _draft(direction: Direction, sections: list[Section]) -> Direction:
    direction.drafts = sections
    return direction
