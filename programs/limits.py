"""Limits of hours a week and a month, and who exceeds them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from programs.models import Program, Rate
from programs.period import Period
from programs.presence import hours_text


def monday_of(day: date) -> date:
    """The first day of the week."""
    return day - timedelta(days=day.weekday())


def whole_weeks(period: Period) -> Period:
    """The period stretched to a Monday and a Sunday, so that weeks over its ends are counted whole."""
    start, end = monday_of(period.start), monday_of(period.end) + timedelta(days=6)
    return Period(start, end)


@dataclass(frozen=True)
class Limits:
    """The programme's limits in force at some time, as the rows of rates have them."""

    rates: tuple[Rate, ...]
    signed_on: date | None = None

    @classmethod
    def of(cls, program: Program, period: Period, signed_on: date | None = None) -> "Limits":
        """Those under the regime of an agreement signed on the day, else of the days themselves."""
        kinds = (Rate.Kind.WEEKLY_HOURS, Rate.Kind.MONTHLY_HOURS)
        rates = Rate.objects.during(period).filter(program=program, kind__in=kinds)
        return cls(tuple(rates), signed_on)

    def of_week(self, monday: date) -> Decimal | None:
        """Hours that one person may work in the week: the limit in force on its Monday."""
        return self._value(Rate.Kind.WEEKLY_HOURS, monday)

    def of_month(self, month: date) -> Decimal | None:
        """Hours that one person may work in the month: the limit in force on its first day."""
        return self._value(Rate.Kind.MONTHLY_HOURS, month.replace(day=1))

    def _value(self, kind: str, day: date) -> Decimal | None:
        for rate in self.rates:
            if rate.kind == kind and rate.binds(day, self.signed_on):
                return rate.value
        return None

    def exceeded(
        self,
        hours: Mapping[date, Decimal],
        days: Iterable[date],
        totals: Mapping[date, Decimal],
    ) -> list[str]:
        """What is exceeded, in words, in the weeks and months of the given days.

        `hours` are those of days; `totals` those of months known only as a whole.
        """
        weeks, months = defaultdict(Decimal), defaultdict(Decimal, totals)
        for day, worked in hours.items():
            weeks[monday_of(day)] += worked
            months[day.replace(day=1)] += worked
        days = list(days)
        found = []
        for monday in sorted({monday_of(day) for day in days}):
            limit = self.of_week(monday)
            if limit is not None and weeks[monday] > limit:
                found.append(_told(f"tydzień od {monday:%d.%m.%Y}", weeks[monday], limit))
        for month in sorted({day.replace(day=1) for day in days}):
            limit = self.of_month(month)
            if limit is not None and months[month] > limit:
                found.append(_told(f"miesiąc {month:%m.%Y}", months[month], limit))
        return found


def _told(when: str, hours: Decimal, limit: Decimal) -> str:
    return f"{when}: {hours_text(hours)} h przy limicie {hours_text(limit)} h"
