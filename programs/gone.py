"""Records ticked on a page that a step no longer concerns: what became of them, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mops.changes import Difference, changes_of
from participants.models import Participant
from programs.models import Edition, Enrolment, Referral


@dataclass(frozen=True)
class Gone:
    """Somebody whom another person was quicker with."""

    person: Participant
    by: str
    at: datetime
    differences: list[Difference]


def gone_from(
    edition: Edition, model: type[Enrolment | Referral], ticked: Iterable[int], shown: Iterable[int]
) -> list[Gone]:
    """The ticked records of the edition that are not among those shown, with their last change."""
    missing = set(ticked) - set(shown)
    if not missing:
        return []
    own = edition.enrolments if model is Enrolment else model.objects.for_edition(edition)
    records = own.filter(pk__in=missing).select_related("participant")
    return [_gone(record) for record in records.order_by("participant__sort_key", "pk")]


def _gone(record: Enrolment | Referral) -> Gone:
    last = changes_of(type(record), record.pk)[0]
    return Gone(record.participant, last.by, last.at, last.differences)
