"""Lengths of employment in SQL."""

from django.db.models import DateField, Func, IntegerField, Value
from django.db.models.functions import Coalesce, Least

from programs.period import Period


class BegunMonths(Func):
    """Months from one day to another, both included, where every begun month is a whole one."""

    template = """(
        SELECT extract(year FROM span)::int * 12 + extract(month FROM span)::int
               + (extract(day FROM span) > 0)::int
        FROM age(%(expressions)s) AS span
    )"""
    arg_joiner = " + 1, "
    output_field = IntegerField()


def months_employed(period: Period) -> BegunMonths:
    """Begun months of an enrolment from its own start to its or its edition's end, in the period."""
    end_of_period = Value(period.end, output_field=DateField())
    last_day = Least(Coalesce("ended_on", "edition__ends_on"), end_of_period)
    return BegunMonths(last_day, "started_on")
