"""Which months of a period have been settled and which ought to have been."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Q, QuerySet
from django.utils import timezone

from programs.period import Period


@dataclass(frozen=True, eq=False)
class Coverage:
    """Months in which there was `work` ought to be `settled` by a row of money.

    Both give records of the period; the two ends of a record's time are named after them.
    """

    work: Callable[[Period], QuerySet]
    settled: Callable[[Period], QuerySet]
    work_days: tuple[str, str] = ("started_on", "ended_on")
    settled_days: tuple[str, str] = ("period_from", "period_to")

    def missing_months(self, period: Period) -> tuple[date, ...]:
        """First days of the months with work and without a settlement, up to today."""
        worked = _touched(self.work(period), *self.work_days, period)
        settled = _touched(self.settled(period), *self.settled_days, period)
        return tuple(sorted(worked - settled))


def _touched(records: QuerySet, start: str, end: str, period: Period) -> set[date]:
    """Months of the period, begun by today, that a record's time touches."""
    months = [month for month in period.months() if month <= timezone.localdate()]
    found = records.order_by().aggregate(
        **{
            f"m{index}": BoolOr(_during(start, end, Period.of_month(month)), default=False)
            for index, month in enumerate(months)
        }
    )
    return {month for index, month in enumerate(months) if found[f"m{index}"]}


def _during(start: str, end: str, month: Period) -> Q:
    open_or_later = Q((f"{end}__isnull", True)) | Q((f"{end}__gte", month.start))
    return open_or_later & Q((f"{start}__lte", month.end))
