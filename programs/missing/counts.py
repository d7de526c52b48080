"""How many people each gap concerns, edition by edition."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from programs.missing.gaps import gaps
from programs.models import Edition, Enrolment, Referral

Counts = dict[int, Counter]
"""Numbers of people by the name of the gap, by the edition's number in the database."""


def with_gaps(enrolments: QuerySet, today: date) -> QuerySet:
    """Adds to every enrolment, by name, whether it has each of the gaps."""
    flags = {
        name: ExpressionWrapper(condition, output_field=BooleanField())
        for name, condition in gaps(today).items()
    }
    return enrolments.annotate(**flags)


def enrolment_counts(editions: Iterable[Edition], today: date) -> Counts:
    """Gaps of all enrolments in these editions, in one query."""
    names = gaps(today)
    rows = (
        with_gaps(Enrolment.objects.filter(edition__in=[edition.pk for edition in editions]), today)
        .order_by()
        .values("edition")
        .annotate(**{f"of_{name}": Count("pk", filter=Q(**{name: True})) for name in names})
    )
    return {row["edition"]: Counter({name: row[f"of_{name}"] for name in names}) for row in rows}


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
