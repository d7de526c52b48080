"""Hours of an edition: people by months."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Page
from django.db.models import Prefetch

from programs.grids.sheet import page_of_people
from programs.models import Edition, Enrolment, WorkDay, WorkMonth
from programs.period import Period


@dataclass(frozen=True)
class Month:
    """A person's month: its hours, and whether they come of days; nothing entered is None."""

    hours: Decimal | None
    is_made_of_days: bool
    is_outside: bool


@dataclass(frozen=True)
class Line:
    """A person's months and their sum."""

    enrolment: Enrolment
    months: Sequence[Month]
    total: Decimal | None

    @property
    def person(self) -> int:
        return self.enrolment.participant_id


@dataclass(frozen=True)
class Overview:
    """The table with its sums."""

    months: Sequence[date]
    rows: Sequence[Line]
    totals: Sequence[Decimal | None]
    total: Decimal | None
    page: Page


def load(edition: Edition, page: int = 1) -> Overview:
    """The table; pages of it where the edition is large, each with the sums of its own rows."""
    months = list(Period(edition.starts_on, edition.ends_on).months())
    people = (
        edition.enrolments.select_related("participant")
        .prefetch_related(
            Prefetch("work_months", WorkMonth.objects.order_by("month", "pk"), to_attr="worked")
        )
        .order_by("participant__sort_key", "started_on", "pk")
    )
    page = page_of_people(people, page)
    enrolments = list(page)
    days = WorkDay.objects.filter(enrolment__in=[part.pk for part in enrolments])
    by_days = set(days.values_list("enrolment", "day__year", "day__month").distinct().order_by())
    rows = [_line(edition, part, months, by_days) for part in enrolments]
    totals = [_sum(row.months[place].hours for row in rows) for place in range(len(months))]
    return Overview(months, rows, totals, _sum(totals), page)


def _line(edition: Edition, part: Enrolment, months: list[date], by_days: set) -> Line:
    hours = defaultdict(list)
    for work in part.worked:
        hours[work.month].append(work.hours)
    last = part.ended_on or edition.ends_on
    cells = [
        Month(
            _sum(hours[month]),
            (part.pk, month.year, month.month) in by_days,
            Period.of_month(month).end < part.started_on or month > last,
        )
        for month in months
    ]
    return Line(part, cells, _sum(cell.hours for cell in cells))


def _sum(hours) -> Decimal | None:
    known = [one for one in hours if one is not None]
    return sum(known, Decimal(0)) if known else None
