"""Rows that hold from a day to a day: the shape shared by everything dated."""

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value

from programs.period import Period


def days(start: str, end: str) -> Func:
    """The range of days between two date columns, both included; an empty end is open."""
    return Func(start, end, Value("[]"), function="daterange", output_field=DateRangeField())


def ends_after_it_begins(name: str, start: str, end: str) -> models.CheckConstraint:
    """The rule that the end, where known, is no earlier than the start."""
    return models.CheckConstraint(
        name=name,
        condition=Q((f"{end}__isnull", True)) | Q((f"{end}__gte", F(start))),
        violation_error_message="Data końcowa nie może być wcześniejsza od początkowej.",
    )


class DatedQuerySet(models.QuerySet):
    """Reads over rows with valid_from and an open or known valid_to."""

    def valid_on(self, day: date) -> "DatedQuerySet":
        """Rows in force on the day."""
        return self.during(Period(day, day))

    def during(self, period: Period) -> "DatedQuerySet":
        """Rows in force on at least one day of the period."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=period.start), valid_from__lte=period.end
        )
