"""Everybody's part in an edition, as its page lists and counts them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from programs.missing import GAPS, with_gaps
from programs.missing.gaps import ASKED, asked_at, stage_on
from programs.models import Edition, Enrolment

Result = Enrolment.Result

COLUMNS = (
    "pk",
    "participant_id",
    "participant__last_name",
    "participant__first_name",
    "started_on",
    "ended_on",
    "result",
    "reason__name",
    "facility_id",
    "facility__name",
    "replaces__participant_id",
    "replaces__participant__last_name",
    "replaces__participant__first_name",
)
"""What a Part is read from, in the order of its fields."""


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the list. Not the model: of an edition of hundreds it would take ten times as long."""

    pk: int
    participant_id: int
    last_name: str
    first_name: str
    started_on: date
    ended_on: date | None
    result: str
    reason: str | None
    facility_id: int | None
    facility: str | None
    replaced_id: int | None
    replaced_last_name: str | None
    replaced_first_name: str | None
    gaps: tuple[bool, ...]

    @property
    def name(self) -> str:
        return f"{self.last_name} {self.first_name}"

    @property
    def replaced(self) -> str:
        """The name of the person in whose place this one came."""
        return f"{self.replaced_last_name} {self.replaced_first_name}" if self.replaced_id else ""

    @property
    def person_url(self) -> str:
        return reverse("participant_detail", args=[self.participant_id])

    @property
    def url(self) -> str:
        return reverse("enrolment_detail", args=[self.pk])

    @property
    def get_result_display(self) -> str:
        return Result(self.result).label


def parts_in(edition: Edition, today: date) -> list[Part]:
    """All parts in the edition in the order of names, in one query."""
    enrolments = with_gaps(today).filter(edition=edition)
    ordered = enrolments.order_by("participant__sort_key", "started_on", "pk")
    rows = ordered.values_list(*COLUMNS, *GAPS)
    cut = len(COLUMNS)
    # A gap of which the database knows nothing (a day is missing) is none.
    return [Part(*row[:cut], gaps=tuple(map(bool, row[cut:]))) for row in rows]


def gap_counts(parts: Iterable[Part], today: date) -> Counter:
    """How many people each gap concerns, by its name."""
    return Counter(
        asked_at(stage_on(part.ended_on, today)) if name == ASKED else name
        for part in parts
        for name, has in zip(GAPS, part.gaps, strict=True)
        if has
    )


@dataclass(frozen=True)
class Workplace:
    """A facility and how many people of the edition work there."""

    pk: int
    name: str
    people: int

    @property
    def url(self) -> str:
        return reverse("facility_detail", args=[self.pk])


def workplaces(parts: list[Part]) -> list[Workplace]:
    """Where those work who still take part, the fullest first; in the end, where all worked."""
    ongoing = [part for part in parts if part.result == Result.ONGOING] or parts
    counts = Counter((part.facility_id, part.facility) for part in ongoing if part.facility_id)
    found = (Workplace(*place, people) for place, people in counts.items())
    return sorted(found, key=lambda place: (-place.people, place.name))
