"""Months whose hours nobody has entered yet."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from programs.models import Cost, Edition, Rate

MISSING_MONTHS = """
    SELECT part.edition_id, due.month::date, count(DISTINCT part.id)
    FROM programs_enrolment part
    JOIN programs_edition edition ON edition.id = part.edition_id
    CROSS JOIN LATERAL generate_series(
        date_trunc('month', part.started_on),
        least(
            date_trunc('month', %(today)s::date) - interval '1 month',
            date_trunc('month', coalesce(part.ended_on, edition.ends_on))
        ),
        interval '1 month'
    ) AS due(month)
    WHERE part.edition_id = ANY(%(kept)s)
      AND NOT EXISTS (
          SELECT 1 FROM programs_workmonth work
          WHERE work.enrolment_id = part.id AND work.month = due.month
      )
      AND NOT EXISTS (
          SELECT 1 FROM programs_cost cost
          WHERE cost.program_id = edition.program_id AND cost.kind = %(settling)s
            AND cost.period_from < due.month + interval '1 month' AND cost.period_to >= due.month
      )
      AND (
          EXISTS (
              SELECT 1 FROM programs_rate rate
              WHERE rate.program_id = edition.program_id AND rate.kind = %(hourly)s
          )
          OR EXISTS (
              SELECT 1 FROM programs_edition earlier
              JOIN programs_enrolment other ON other.edition_id = earlier.id
              JOIN programs_workmonth work ON work.enrolment_id = other.id
              WHERE earlier.program_id = edition.program_id
                AND earlier.starts_on BETWEEN edition.starts_on - 730 AND edition.ends_on
          )
      )
    GROUP BY part.edition_id, due.month
    ORDER BY part.edition_id, due.month
"""
"""Whole months of enrolments without a row of hours, where hours are kept: the programme has an
hourly rate, or hours were entered in it within two years. A settled month is not asked for."""


class MissingMonth(NamedTuple):
    """A month of an edition, and how many people have no hours entered in it."""

    edition: int
    month: date
    people: int


def missing_months(editions: Iterable[Edition], today: date) -> list[MissingMonth]:
    """Months over by today for which hours are missing, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            MISSING_MONTHS,
            {
                "today": today,
                "kept": [edition.pk for edition in editions],
                "settling": Cost.Kind.ALLOWANCES.value,
                "hourly": Rate.Kind.HOURLY.value,
            },
        )
        return [MissingMonth(*row) for row in cursor.fetchall()]
