"""All that is missing in a set of editions, in a constant number of queries."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from mops.models import User
from participants.models import SocialContract
from programs.missing import wording
from programs.missing.agreements import supervisions
from programs.missing.counts import Counts, enrolment_counts, referral_counts
from programs.missing.hours import missing_months
from programs.missing.item import Item
from programs.models import Edition
from programs.period import Period

LOOKED_BACK = timedelta(days=365)
LOOKED_AHEAD = timedelta(days=60)
"""Editions that begin so soon are being filled."""
NOTHING: Counter = Counter()


def recent(today: date | None = None) -> QuerySet:
    """Editions that run, are about to, or ended within the year, with what the sentences need."""
    today = today or timezone.localdate()
    editions = Edition.objects.during(Period(today - LOOKED_BACK, today + LOOKED_AHEAD))
    return editions.select_related("program", "agreement", "caseworker")


def missing_in(
    editions: Sequence[Edition],
    *,
    enrolments: Counts | None = None,
    referrals: Counts | None = None,
) -> list[Item]:
    """What is missing in these editions, the most urgent first: at most four queries.

    Counts that the caller has already are not asked for again. A closed edition wants nothing
    any more, but people of it are still asked after.
    """
    if not editions:
        return []
    today = timezone.localdate()
    if enrolments is None:
        enrolments = enrolment_counts(editions, today)
    is_open = [edition for edition in editions if edition.closed_on is None]
    items = list(_asked_after(editions, enrolments, today))
    if is_open:
        if referrals is None:
            referrals = referral_counts(is_open)
        items += _of_counts(is_open, enrolments, referrals, today)
        items += _of_dates(is_open, today)
    return sorted(items, key=lambda item: item.urgency)


def _asked_after(editions: Iterable[Edition], counts: Counts, today: date) -> Iterator[Item]:
    for edition in editions:
        yield from wording.of_follow_ups(edition, counts.get(edition.pk, NOTHING), today)


def _of_counts(editions, enrolments: Counts, referrals: Counts, today: date) -> Iterator[Item]:
    for edition in editions:
        yield from wording.of_enrolments(edition, enrolments.get(edition.pk, NOTHING), today)
        yield from wording.of_referrals(edition, referrals.get(edition.pk, NOTHING), today)


def _of_dates(editions: Sequence[Edition], today: date) -> Iterator[Item]:
    """Months without hours, agreements that end."""
    by_number = {edition.pk: edition for edition in editions}
    for gap in missing_months(editions, today):
        yield wording.of_hours(by_number[gap.edition], gap)
    for supervision in supervisions(editions):
        yield from wording.of_supervision(by_number[supervision.edition], supervision, today)
    for edition in editions:
        yield from wording.of_agreement(edition, today)


def owned_by(user: User) -> Iterator[Item]:
    """What is missing of the people in one's own care, in one query."""
    overdue = SocialContract.objects.overdue_on(timezone.localdate())
    found = overdue.filter(participant__caseworker=user).aggregate(
        count=Count("pk"), oldest=Min("valid_to")
    )
    if found["count"]:
        yield wording.of_contracts(found["count"], found["oldest"])
