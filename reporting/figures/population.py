"""The records over which figures of one kind count."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from programs.period import Period

Condition = Callable[[Period], Q]


@dataclass(frozen=True, eq=False)
class Population:
    """Records of one model that concern a period, e.g. the year's enrolments in PAI.

    Figures over the same population are computed together, in one query. `person` is the
    path to the participant, None where the records are not about people.
    """

    name: str
    records: Callable[[Period], QuerySet]
    person: str | None = "participant"
