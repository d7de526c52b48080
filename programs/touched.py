"""Months that records of some length touch."""

from datetime import date

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest, Least, TruncMonth
from django.utils import timezone

from programs.models import Cost, Enrolment
from programs.period import Period

WORK_DAYS = ("started_on", Coalesce("ended_on", "edition__ends_on"))
"""The two ends of an enrolment; one without an end lasts as long as its edition."""


def touched_months(records: QuerySet, start, end, period: Period) -> set[date]:
    """Months of the period, begun by today, that a record's time touches; a column or expression each."""
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


def months_of_work(program: int, period: Period) -> set[date]:
    """Months of the period, begun by today, in which anybody was enrolled in the programme."""
    enrolments = Enrolment.objects.filter(edition__program=program).during(period)
    return touched_months(enrolments, *WORK_DAYS, period)


def paid_months(program: int, period: Period) -> set[date]:
    """Months of the period, begun by today, that a cost paid for every month of work touches."""
    costs = Cost.objects.filter(program=program, kind__in=Cost.MONTHLY_KINDS).within(period)
    return touched_months(costs, "period_from", "period_to", period)
