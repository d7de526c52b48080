"""Which months of a period have been settled and which ought to have been."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from programs.period import Period
from programs.touched import WORK_DAYS, touched_months


@dataclass(frozen=True, eq=False)
class Coverage:
    """Months in which there was `work` ought to be `settled` by a row of money.

    Both give records of the period; the two ends of a record's time are named after them: a
    column or an expression each.
    """

    work: Callable[[Period], QuerySet]
    settled: Callable[[Period], QuerySet]
    work_days: tuple = WORK_DAYS
    settled_days: tuple = ("period_from", "period_to")

    def missing_months(self, period: Period) -> tuple[date, ...]:
        """First days of the months with work and without a settlement, up to today."""
        worked = touched_months(self.work(period), *self.work_days, period)
        settled = touched_months(self.settled(period), *self.settled_days, period)
        return tuple(sorted(worked - settled))
