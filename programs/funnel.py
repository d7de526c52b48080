"""People put forward, by how far they have come: the list, its stages, and what is done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, TextChoices
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
        return cls(
            Referral.objects.filter(program=program).listed_for(period),
            Enrolment.objects.filter(edition__program=program).during(period),
            f"Lista {program} na rok {year}",
            f"lista skierowanych – program nr {program.pk}, rok {year}",
            reverse("year_referrals", args=[program.pk, year]),
            reverse("year_referrals_search", args=[program.pk, year]),
        )

    def condition(self, stage: str) -> Q:
        """Who stands at the stage."""
        # Not Exists: the people taken in are few, and found once for a list of thousands.
        taken = Q(participant__in=self.enrolments.order_by().values("participant"))
        conditions = {
            Stage.WAITING: ~taken,
            Stage.PENDING: ~taken & Q(decision=Decision.PENDING),
            Stage.INTERVIEWED: Q(interviewed_on__isnull=False),
            Stage.OFFERED: Q(offered_on__isnull=False),
            Stage.TAKEN: taken,
        }
        return conditions.get(stage) or Q(decision=stage)

    def counts(self) -> dict[str, int]:
        """How many stand at each stage, and in all (`all`), in one query.

        `own_pending` of them were put forward for the edition itself, `own_uninterviewed` of
        whom nobody has talked to.
        """
        stages = {stage.value: self.condition(stage.value) for stage in Stage}
        own = self.condition(Stage.PENDING) & Q(edition__isnull=False)
        stages |= {"own_pending": own, "own_uninterviewed": own & Q(interviewed_on=None)}
        counts = {name: Count("pk", filter=stage) for name, stage in stages.items()}
        return self.referrals.order_by().aggregate(all=Count("pk"), **counts)


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
