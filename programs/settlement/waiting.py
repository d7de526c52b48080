"""Months that are over and whose hours nobody has settled yet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.http import urlencode

from programs.models import Cost, Program, Rate, Settlement, WorkMonth


@dataclass(frozen=True)
class Waiting:
    """A month of a programme with hours to settle."""

    program: Program
    month: date
    people: int
    hours: Decimal

    @property
    def url(self) -> str:
        asked = {"program": self.program.pk, "month": f"{self.month:%Y-%m}"}
        return f"{reverse('settlement_new')}?{urlencode(asked)}"


def months_to_settle(today: date) -> list[Waiting]:
    """Months before today's with unsettled hours, in programmes that pay by the hour, oldest first."""
    own = {"program": OuterRef("enrolment__edition__program")}
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
            enrolment__edition__program__in=paying, month__lt=today.replace(day=1), hours__gt=0
        )
        .exclude(Exists(settled))
        .exclude(Exists(by_hand))
        .order_by("month", "enrolment__edition__program")
        .values_list("month", "enrolment__edition__program")
        .annotate(people=Count("enrolment__participant", distinct=True), hours=Sum("hours"))
    )
    found = list(rows)
    programs = Program.objects.in_bulk({program for _, program, *_ in found})
    return [
        Waiting(programs[program], month, people, hours) for month, program, people, hours in found
    ]
