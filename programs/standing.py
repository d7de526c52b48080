"""Where an edition stands: plan beside reality, people by stage."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.urls import reverse

from programs.edition_people import Part
from programs.models import Edition, Enrolment, WorkMonth

Result = Enrolment.Result


def with_worked_hours(editions: QuerySet) -> QuerySet:
    """Adds `worked`, hours of work in all, and `workers`, people who have any entered."""
    months = (
        WorkMonth.objects.filter(enrolment__edition=OuterRef("pk"))
        .order_by()
        .values("enrolment__edition")
    )
    return editions.annotate(
        worked=Subquery(months.annotate(sum=Sum("hours")).values("sum")),
        workers=Subquery(
            months.annotate(people=Count("enrolment__participant", distinct=True)).values("people")
        ),
    )


@dataclass(frozen=True)
class Standing:
    """An edition's plan and what has become of it."""

    edition: Edition
    people: int
    results: Counter

    @classmethod
    def of(cls, edition: Edition, parts: Sequence[Part]) -> "Standing":
        """From the edition with_worked_hours() and everybody's part in it."""
        people = {part.participant_id for part in parts}
        return cls(edition, len(people), Counter(part.result for part in parts))

    @property
    def has_more_people_than_places(self) -> bool:
        """More people took part at one time or another than places were planned."""
        return self.edition.places is not None and self.people > self.edition.places

    @property
    def hours_each(self) -> Decimal | None:
        """Mean hours of those who have any; None where nothing is entered."""
        return self.edition.worked / self.edition.workers if self.edition.workers else None


@dataclass(frozen=True)
class StageCount:
    """How many people are at one stage, with the list of them."""

    label: str
    count: int
    url: str


def stages(edition: Edition, referred: dict[str, int], standing: Standing) -> Iterator[StageCount]:
    """From those put forward to those who completed."""
    funnel = reverse("edition_referrals", args=[edition.pk])
    yield StageCount("skierowani", referred["all"], funnel)
    for name, label in (
        ("interviewed", "po rozmowie"),
        ("qualified", "zakwalifikowani"),
        ("reserve", "w rezerwie"),
    ):
        yield StageCount(label, referred[name], f"{funnel}?stage={name}")
    here = edition.get_absolute_url()
    yield StageCount("przyjęci", sum(standing.results.values()), f"{here}#uczestnicy")
    for result, label in (
        (Result.ONGOING, "trwa"),
        (Result.INTERRUPTED, "przerwali"),
        (Result.COMPLETED, "ukończyli"),
    ):
        yield StageCount(
            label, standing.results[result], f"{here}?result={result.value}#uczestnicy"
        )
