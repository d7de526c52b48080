"""Months of the last year that are over and whose hours nobody has settled yet."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Sum

from programs.models import Cost, Program, Rate, Settlement, WorkMonth
from programs.settlement.scope import Scope

PROGRAM = "enrolment__edition__program"
LOOKED_BACK = timedelta(days=366)
"""Whatever is older is settled by choosing its month, and announced no more."""


@dataclass(frozen=True)
class Waiting:
    """A month of a programme with hours to settle."""

    program: Program
    month: date
    people: int
    hours: Decimal

    @property
    def url(self) -> str:
        return Scope(self.program, self.month).url


def months_to_settle(today: date) -> list[Waiting]:
    """Months of a year before today's with unsettled hours, where the hour is paid, oldest first."""
    own = {"program": OuterRef(PROGRAM)}
    of_edition = Q(edition=None) | Q(edition=OuterRef("enrolment__edition"))
    settled = Settlement.objects.live().filter(of_edition, month=OuterRef("month"), **own)
    by_hand = Cost.objects.filter(
        of_edition,
        kind=Cost.Kind.ALLOWANCES,
        settlement=None,
        period_from__lte=OuterRef("month"),
        period_to__gte=OuterRef("month"),
        **own,
    )
    paying = Rate.objects.filter(kind=Rate.Kind.HOURLY).values("program")
    rows = (
        WorkMonth.objects.filter(
            month__range=(today - LOOKED_BACK, today.replace(day=1) - timedelta(days=1)),
            hours__gt=0,
            **{f"{PROGRAM}__in": paying},
        )
        .exclude(Exists(settled))
        .exclude(Exists(by_hand))
        .order_by("month", PROGRAM)
        .values_list("month", PROGRAM, f"{PROGRAM}__short_name")
        .annotate(people=Count("enrolment__participant", distinct=True), hours=Sum("hours"))
    )
    return [
        Waiting(Program(pk=pk, short_name=name), month, people, hours)
        for month, pk, name, people, hours in rows
    ]
