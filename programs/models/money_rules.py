"""What the database itself refuses about money: days to come, and a record of another's programme."""

from datetime import timedelta

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Now
from django.utils import timezone

from programs.period import FIRST_YEAR, LAST_YEAR

NOT_COME = "Ten dzień jeszcze nie nadszedł."
UTC_IS_BEHIND = Value(timedelta(days=1), output_field=models.DurationField())
"""The database counts days in UTC, where the office's new day comes an hour or two later."""


def has_come(name: str, day: str, says: str) -> models.CheckConstraint:
    """The rule that the day is one of the application's years and has come."""
    return models.CheckConstraint(
        name=name,
        condition=Q((f"{day}__lte", Now() + UTC_IS_BEHIND), (f"{day}__year__gte", FIRST_YEAR)),
        violation_error_message=says,
    )


def in_known_years(name: str, year: str) -> models.CheckConstraint:
    """The rule that the year is one of those of which the application knows."""
    return models.CheckConstraint(
        name=name,
        condition=Q((f"{year}__range", (FIRST_YEAR, LAST_YEAR))),
        violation_error_message=f"Rok musi być od {FIRST_YEAR} do {LAST_YEAR}.",
    )


def refuse_to_come(record: models.Model, name: str, says: str) -> None:
    """Say beside the field that its day, in the office's own time, has not come."""
    day = getattr(record, name)
    if day and day > timezone.localdate():
        raise ValidationError({name: says})


COST_IS_OF_ITS_PROGRAMME = pgtrigger.Trigger(
    name="cost_edition_is_of_its_programme",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("edition_id", "program_id"),
    when=pgtrigger.After,
    condition=pgtrigger.Q(new__edition__isnull=False),
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM programs_edition
            WHERE id = NEW.edition_id AND program_id = NEW.program_id
        ) THEN
            RAISE check_violation USING MESSAGE = 'Ta edycja należy do innego programu.';
        END IF;
        RETURN NULL;
    """,
)

BENEFIT_IS_OF_ITS_PART = pgtrigger.Trigger(
    name="benefit_is_of_its_part",
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("paid_on", "enrolment_id", "own_contribution_to_id"),
    when=pgtrigger.After,
    func="""
        IF EXISTS (
            SELECT 1 FROM programs_enrolment
            WHERE id = NEW.enrolment_id AND started_on > NEW.paid_on
        ) THEN
            RAISE check_violation USING MESSAGE = 'W tym dniu udział jeszcze się nie zaczął.';
        END IF;
        IF EXISTS (
            SELECT 1 FROM programs_agreement
            WHERE id = NEW.own_contribution_to_id AND kind <> 'project_funding'
        ) THEN
            RAISE check_violation USING MESSAGE =
                'Wkład własny wnosi się tylko do dofinansowanego projektu.';
        END IF;
        RETURN NULL;
    """,
)
