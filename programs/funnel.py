"""People put forward, by how far they have come: the list, its stages, and what is done with it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    Q,
    QuerySet,
    TextChoices,
    Value,
)
from django.urls import reverse

from programs.models import Edition, Enrolment, Program, Reason, Referral
from programs.period import Period

Decision = Referral.Decision


class Stage(TextChoices):
    """Where on the way somebody is; one person may be found under several."""

    WAITING = "waiting", "nieprzyjęci"
    PENDING = "pending", "bez decyzji"
    INTERVIEWED = "interviewed", "po rozmowie"
    OFFERED = "offered", "z propozycją"
    QUALIFIED = "qualified", "zakwalifikowani"
    RESERVE = "reserve", "rezerwa"
    NOT_QUALIFIED = "not_qualified", "niezakwalifikowani"
    DECLINED = "declined", "odmówili"
    NEVER_OFFERED = "never_offered", "bez propozycji"
    TAKEN = "taken", "przyjęci"


@dataclass(frozen=True)
class Source:
    """A list of people put forward: all that one edition may take, or a programme's year."""

    referrals: QuerySet
    parts: tuple[QuerySet, ...]
    """The same referrals in parts, each of which one index counts."""
    enrolments: QuerySet
    """Parts in what they were put forward for."""
    heading: str
    subject: str
    """What the journal of access calls the list."""
    url: str
    search_url: str
    edition: Edition | None = None

    @classmethod
    def of_edition(cls, edition: Edition) -> "Source":
        """Its own referrals, and the year's list of its programme."""
        return cls(
            Referral.objects.for_edition(edition),
            (edition.referrals.all(), Referral.objects.on_lists_for(edition)),
            edition.enrolments.all(),
            f"Skierowani: {edition.program} {edition.roman_number}",
            f"skierowani – edycja nr {edition.pk}",
            reverse("edition_referrals", args=[edition.pk]),
            reverse("edition_referrals_search", args=[edition.pk]),
            edition,
        )

    @classmethod
    def of_year(cls, program: Program, year: int) -> "Source":
        """The list that was drawn up for the programme's year."""
        period = Period.of_year(year)
        listed = Referral.objects.filter(program=program).listed_for(period)
        return cls(
            listed,
            (listed,),
            Enrolment.objects.filter(edition__program=program).during(period),
            f"Lista {program} na rok {year}",
            f"lista skierowanych – program nr {program.pk}, rok {year}",
            reverse("year_referrals", args=[program.pk, year]),
            reverse("year_referrals_search", args=[program.pk, year]),
        )

    def condition(self, stage: str) -> Q:
        """Who stands at the stage; `Group.at` says the same of people counted together."""
        conditions = {
            Stage.WAITING: ~self._taken,
            Stage.PENDING: ~self._taken & Q(decision=Decision.PENDING),
            Stage.INTERVIEWED: Q(interviewed_on__isnull=False),
            Stage.OFFERED: Q(offered_on__isnull=False),
            Stage.TAKEN: self._taken,
        }
        return conditions.get(stage) or Q(decision=stage)

    @property
    def _taken(self) -> Q:
        # Not Exists: the people taken in are few, and found once for a list of thousands.
        return Q(participant__in=self.enrolments.order_by().values("participant"))

    def counts(self) -> dict[str, int]:
        """How many stand at each stage, and in all (`all`), in one query.

        `own_pending` of them were put forward for the edition itself, `own_uninterviewed` of
        whom nobody has talked to.
        """
        groups = self._groups()
        own = [group for group in groups if group.is_own and group.decision == Decision.PENDING]
        waiting_own = sum(group.waiting for group in own)
        return {
            **{stage.value: sum(group.at(stage) for group in groups) for stage in Stage},
            "all": sum(group.people for group in groups),
            "own_pending": waiting_own,
            "own_uninterviewed": waiting_own - sum(group.waiting_interviewed for group in own),
        }

    def _groups(self) -> list["Group"]:
        """The people by decision, those on a year's list apart from those of the edition."""
        taken = _grouped(self.referrals.filter(self._taken), is_taken=True)
        everybody = [_grouped(part, is_taken=False) for part in self.parts]
        found = defaultdict(dict)
        for decision, is_own, is_taken, *numbers in taken.union(*everybody, all=True):
            # Everybody counts those taken in as well, whom it cannot tell from the others.
            found[decision, is_own][is_taken] = numbers
        nobody = [0, 0, 0]
        return [
            Group(*features, *rows.get(False, nobody), *rows.get(True, nobody)[:2])
            for features, rows in found.items()
        ]


class Group(NamedTuple):
    """How many people one decision concerns, and how far they have come."""

    decision: str
    is_own: bool
    """They were put forward for the edition itself, not on a year's list."""
    people: int
    interviewed: int
    offered: int
    taken: int
    taken_interviewed: int

    @property
    def waiting(self) -> int:
        """Those not taken in."""
        return self.people - self.taken

    @property
    def waiting_interviewed(self) -> int:
        """Those not taken in with whom somebody has talked."""
        return self.interviewed - self.taken_interviewed

    def at(self, stage: Stage) -> int:
        """How many of these people are found under the stage."""
        stages = {
            Stage.WAITING: self.waiting,
            Stage.PENDING: self.waiting if self.decision == Decision.PENDING else 0,
            Stage.INTERVIEWED: self.interviewed,
            Stage.OFFERED: self.offered,
            Stage.TAKEN: self.taken,
        }
        return stages.get(stage, self.people if self.decision == stage else 0)


def _grouped(referrals: QuerySet, *, is_taken: bool) -> QuerySet:
    """Rows of what makes a Group, without models around them."""
    is_own = ExpressionWrapper(Q(edition__isnull=False), output_field=BooleanField())
    features = {"is_own": is_own, "is_taken": Value(is_taken)}
    numbers = {
        # Not the key, which the index does not hold.
        "people": Count("*"),
        "interviewed": Count("interviewed_on"),
        "offered": Count("offered_on"),
    }
    rows = referrals.order_by().annotate(**features).values("decision", *features)
    return rows.annotate(**numbers).values_list("decision", *features, *numbers)


@dataclass(frozen=True)
class Step:
    """What one key does with the people ticked, or with the one in focus."""

    name: str
    key: str
    label: str
    values: Callable[[date, Reason | None], dict]
    needs_reason: bool = False


def _decided(decision: str) -> Callable[[date, Reason | None], dict]:
    return lambda on, reason: {"decision": decision, "decided_on": on, "reason": reason}


STEPS = (
    Step("interview", "r", "rozmowa", lambda on, reason: {"interviewed_on": on}),
    Step("offer", "p", "propozycja", lambda on, reason: {"offered_on": on}),
    Step("qualify", "z", "zakwalifikowany", _decided(Decision.QUALIFIED)),
    Step("reserve", "w", "rezerwa", _decided(Decision.RESERVE)),
    Step("reject", "n", "niezakwalifikowany", _decided(Decision.NOT_QUALIFIED), needs_reason=True),
    Step("decline", "o", "odmowa", _decided(Decision.DECLINED), needs_reason=True),
    Step("pass", "b", "bez propozycji", _decided(Decision.NEVER_OFFERED), needs_reason=True),
    Step(
        "reset",
        "t",
        "w toku",
        lambda on, reason: {"decision": Decision.PENDING, "decided_on": None, "reason": None},
    ),
)
BY_NAME = {step.name: step for step in STEPS}
