"""How many people each gap concerns, edition by edition."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from programs.missing.gaps import ASKED, GAPS, asked_at, ends_before, gaps
from programs.models import Edition, Enrolment, FollowUp, Referral

Counts = dict[int, Counter]
"""Numbers of people by the name of the gap, by the edition's number in the database."""


def with_gaps(today: date) -> QuerySet:
    """All enrolments, each with whether it has each of the gaps, by name."""
    return _with_gaps(today).all()


@lru_cache(maxsize=2)
def _with_gaps(today: date) -> QuerySet:
    # Kept for the day, unevaluated: to build these conditions takes longer than to ask them.
    flags = {
        name: ExpressionWrapper(condition, output_field=BooleanField())
        for name, condition in gaps(today).items()
    }
    return Enrolment.objects.annotate(**flags)


def enrolment_counts(editions: Iterable[Edition], today: date) -> Counts:
    """Gaps of all enrolments in these editions, in one query."""
    counted = _counted(today)
    rows = (
        with_gaps(today)
        .filter(edition__in=[edition.pk for edition in editions])
        .order_by()
        .values("edition")
        .annotate(**{f"of_{name}": Count("pk", filter=has) for name, has in counted.items()})
    )
    return {row["edition"]: Counter({name: row[f"of_{name}"] for name in counted}) for row in rows}


def _counted(today: date) -> dict[str, Q]:
    """Who is counted under each name, of enrolments with_gaps()."""
    counted = {name: Q(**{name: True}) for name in GAPS}
    asked = counted.pop(ASKED)
    for after in FollowUp.After:
        counted[asked_at(after)] = asked & Q(ended_on__range=ends_before(after, today))
    return counted


def undecided(edition_of: str = "edition") -> Q:
    """Referred to the edition itself, neither decided upon nor taken in all the same."""
    taken = Enrolment.objects.filter(
        edition=OuterRef(edition_of), participant=OuterRef("participant")
    ).order_by()
    return Q(~Exists(taken), decision=Referral.Decision.PENDING)


def referral_counts(editions: Iterable[Edition]) -> Counts:
    """Referrals without a decision, and among them without an interview, in one query."""
    rows = (
        Referral.objects.filter(undecided(), edition__in=[edition.pk for edition in editions])
        .order_by()
        .values("edition")
        .annotate(pending=Count("pk"), uninterviewed=Count("pk", filter=Q(interviewed_on=None)))
    )
    return {
        row["edition"]: Counter(pending=row["pending"], uninterviewed=row["uninterviewed"])
        for row in rows
    }
