"""Agreements that end, or have ended, before the work that rests on them does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from programs.models import Agreement, Edition, Enrolment, Institution, Party
from programs.models.agreement import SOON, ends_in


def ends_too_soon(valid_to: date | None, edition: Edition, today: date) -> bool:
    """The edition still runs and will outlast an agreement that has ended or soon will."""
    if valid_to is None or edition.ends_on < today:
        return False
    return valid_to < edition.ends_on and valid_to <= today + SOON


def validity(valid_to: date, today: date) -> str:
    """How near the end is, in words: „wygasa za 12 dni”."""
    left = (valid_to - today).days
    if left < 0:
        return f"wygasło {valid_to:%d.%m.%Y}"
    return ends_in(left)


class Supervision(NamedTuple):
    """The agreement under which an institution supervises people of an edition the longest."""

    edition: int
    institution: str
    agreement: int
    signed_on: date
    valid_to: date | None


def supervisions(editions: Iterable[Edition]) -> Iterator[Supervision]:
    """The latest supervision of each institution where people of an edition work, in one query.

    The centre itself is a party to every agreement, so its own facilities say nothing here.
    """
    working = Enrolment.Result.ONGOING
    parts = "institution__facilities__enrolments"
    ids = [edition.pk for edition in editions]
    rows = (
        Party.objects.filter(
            Q(**{f"{parts}__edition__in": ids, f"{parts}__result": working}),
            agreement__kind=Agreement.Kind.SUPERVISION,
        )
        .exclude(institution__kind=Institution.Kind.MOPS)
        .order_by()
        .values_list(
            f"{parts}__edition",
            "institution__name",
            "agreement",
            "agreement__signed_on",
            "agreement__ends_on",
        )
        .distinct()
    )
    latest = defaultdict(list)
    for row in map(Supervision._make, rows):
        latest[row.edition, row.institution].append(row)
    for found in latest.values():
        yield max(found, key=lambda row: (row.valid_to or date.max, row.signed_on))
