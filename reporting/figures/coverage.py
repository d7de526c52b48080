"""Which months of a period have been settled and which ought to have been."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest, Least, TruncMonth
from django.utils import timezone

from programs.period import Period


@dataclass(frozen=True, eq=False)
class Coverage:
    """Months in which there was `work` ought to be `settled` by a row of money.

    Both give records of the period; the two ends of a record's time are named after them: a
    column or an expression each. Work without an end lasts as long as its edition.
    """

    work: Callable[[Period], QuerySet]
    settled: Callable[[Period], QuerySet]
    work_days: tuple = ("started_on", Coalesce("ended_on", "edition__ends_on"))
    settled_days: tuple = ("period_from", "period_to")

    def missing_months(self, period: Period) -> tuple[date, ...]:
        """First days of the months with work and without a settlement, up to today."""
        worked = _touched(self.work(period), *self.work_days, period)
        settled = _touched(self.settled(period), *self.settled_days, period)
        return tuple(sorted(worked - settled))


def _touched(records: QuerySet, start, end, period: Period) -> set[date]:
    """Months of the period, begun by today, that a record's time touches."""
    last_day = Value(period.end, output_field=DateField())
    first_day = Value(period.start, output_field=DateField())
    spans = set(
        records.order_by()
        .values_list(
            TruncMonth(Greatest(start, first_day)),
            TruncMonth(Least(Coalesce(end, last_day), last_day)),
        )
        .distinct()
    )
    months = [month for month in period.months() if month <= timezone.localdate()]
    return {month for month in months if any(first <= month <= last for first, last in spans)}
