"""Months whose hours nobody has entered yet."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from programs.models import Cost, Edition, Rate, Settlement

MISSING_MONTHS = """
    WITH kept AS MATERIALIZED (
        SELECT edition.id, edition.program_id, edition.ends_on
        FROM programs_edition edition
        WHERE edition.id = ANY(%(kept)s)
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
    ), due AS MATERIALIZED (
        SELECT part.id, part.edition_id, kept.program_id, month
        FROM kept
        JOIN programs_enrolment part ON part.edition_id = kept.id
        CROSS JOIN LATERAL generate_series(
            date_trunc('month', part.started_on),
            least(
                date_trunc('month', %(today)s::date) - interval '1 month',
                date_trunc('month', coalesce(part.ended_on, kept.ends_on))
            ),
            interval '1 month'
        ) AS month
    ), unsettled AS MATERIALIZED (
        SELECT month_due.edition_id, month_due.month
        FROM (SELECT DISTINCT program_id, edition_id, month FROM due) month_due
        WHERE NOT EXISTS (
            SELECT 1 FROM programs_settlement settlement
            WHERE settlement.program_id = month_due.program_id
              AND settlement.month = month_due.month::date AND settlement.state = %(settled)s
              AND (
                  settlement.edition_id IS NULL OR settlement.edition_id = month_due.edition_id
              )
            OFFSET 0  -- looked up in the index for each month: nobody knows how few those are
        ) AND NOT EXISTS (
            SELECT 1 FROM programs_cost cost
            WHERE cost.program_id = month_due.program_id AND cost.kind = %(by_hand)s
              AND (cost.edition_id IS NULL OR cost.edition_id = month_due.edition_id)
              AND daterange(cost.period_from, cost.period_to, '[]')
                && daterange(
                    month_due.month::date, (month_due.month + interval '1 month')::date, '[)'
                )
              AND cost.settlement_id IS NULL
            OFFSET 0  -- for the same reason
        )
    )
    SELECT due.edition_id, due.month::date, count(DISTINCT due.id)
    FROM due
    JOIN unsettled USING (edition_id, month)
    WHERE NOT EXISTS (
        SELECT 1 FROM programs_workmonth work
        WHERE work.enrolment_id = due.id AND work.month = due.month
        OFFSET 0  -- for the same reason
    )
    GROUP BY due.edition_id, due.month
    ORDER BY due.edition_id, due.month
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
                "by_hand": Cost.Kind.ALLOWANCES.value,
                "settled": Settlement.State.SETTLED.value,
                "hourly": Rate.Kind.HOURLY.value,
            },
        )
        return [MissingMonth(*row) for row in cursor.fetchall()]
