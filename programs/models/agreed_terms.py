"""What parties agree on and an annex may change: until when, how many people and hours."""

from dataclasses import dataclass
from datetime import date

from django.db import models

TERMS = ("valid_to", "people", "hours", "hours_per_person", "hours_per_month")
"""The names of what annexes change, in the order in which a page tells of it."""


class AgreedTerms(models.Model):
    """The terms themselves; in an annex an empty one stays as it was."""

    valid_to = models.DateField("obowiązuje do", null=True, blank=True)
    people = models.PositiveSmallIntegerField("uzgodniona liczba osób", null=True, blank=True)
    hours = models.PositiveIntegerField("uzgodniona liczba godzin", null=True, blank=True)
    hours_per_person = models.PositiveIntegerField("godziny na osobę", null=True, blank=True)
    hours_per_month = models.PositiveSmallIntegerField(
        "godziny osoby w miesiącu", null=True, blank=True
    )

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Terms:
    """What binds on a day, and the annex that each term comes from."""

    valid_to: date | None
    people: int | None
    hours: int | None
    hours_per_person: int | None
    hours_per_month: int | None
    changed_by: dict

    @classmethod
    def of(cls, agreement: AgreedTerms, annexes) -> "Terms":
        """The agreement's terms as changed by the annexes, of which the later one prevails."""
        values, changed_by = {name: getattr(agreement, name) for name in TERMS}, {}
        for annex in annexes:
            for name in TERMS:
                if getattr(annex, name) is not None:
                    values[name], changed_by[name] = getattr(annex, name), annex
        return cls(**values, changed_by=changed_by)
