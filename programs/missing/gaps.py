"""What one person's part in an edition may lack, as conditions on enrolments.

What the row itself tells comes first in each: PostgreSQL looks elsewhere only for the rows left.
"""

from datetime import date, timedelta

from django.db.models import DateField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from participants.models import ProfileAssessment
from programs.models import Assessment, Enrolment, FollowUp, Outcome, Program
from programs.terms.profiles import profiled_on

Result = Enrolment.Result
After = FollowUp.After

CERTIFIED = (Program.Kind.PISIZ, Program.Kind.PAI, Program.Kind.CIS)
"""Programmes whose completion is certified."""
ASKED = "asked"
"""The gap that is counted by the reminder which has come due: asked_30, asked_90, asked_180."""
GAPS = ("results", "certificates", "sheets_before", "sheets_after", "profiles", ASKED)
ASKED_FOR = timedelta(days=365)
"""Nobody is reminded to ask after a person whose part ended longer ago."""


def lacks_result(today: date) -> Q:
    """The edition is over, yet nobody has entered how the person's part in it ended."""
    return Q(result=Result.ONGOING, edition__ends_on__lt=today)


def lacks_certificate() -> Q:
    """Completed what is certified, and has no number of a certificate."""
    return Q(result=Result.COMPLETED, certificate_number="", edition__program__kind__in=CERTIFIED)


def lacks_sheet(stage: str, today: date) -> Q:
    """Takes part in PAI, and no sheet of the stage is entered: the later one is for who completed."""
    filled = Assessment.objects.filter(enrolment=OuterRef("pk"), stage=stage).order_by()
    is_before = stage == Assessment.Stage.BEFORE
    due = Q(started_on__lte=today) if is_before else Q(result=Result.COMPLETED)
    return Q(edition__program__kind=Program.Kind.PAI) & due & ~Exists(filled)


def lacks_profile() -> Q:
    """Completed PAI, after which the labour office profiled the person anew; nothing is entered."""
    later = ProfileAssessment.objects.filter(
        participant=OuterRef("participant"), assessed_on__gte=OuterRef("ended_on")
    ).order_by()
    due = Q(result=Result.COMPLETED, edition__program__kind=Program.Kind.PAI)
    return due & profiled_on("ended_on") & ~Exists(later)


def is_to_be_asked_after(today: date, stage: int | None = None) -> Q:
    """Nobody knows what came of the person, and a reminder has come due: any, or this one."""
    known = Outcome.objects.filter(
        participant=OuterRef("participant"), occurred_on__gte=OuterRef("ended_on")
    ).order_by()
    told = Outcome.objects.filter(enrolment=OuterRef("pk")).order_by()
    ended = (
        ends_before(stage, today)
        if stage
        else (today - ASKED_FOR, today - timedelta(days=After.MONTH))
    )
    return Q(ended_on__range=ended) & ~Exists(known) & ~Exists(told) & ~Exists(_answers(today))


def _answers(today: date) -> QuerySet:
    """Answers to the last reminder that has come due after an enrolment."""
    to_the_last = Q()
    for after in After:
        to_the_last |= Q(outer_end__range=ends_before(after, today), due_after__gte=after)
    answers = FollowUp.objects.filter(enrolment=OuterRef("pk")).order_by()
    ended = ExpressionWrapper(OuterRef("ended_on"), output_field=DateField())
    return answers.annotate(outer_end=ended).filter(to_the_last)


def ends_before(days: int, today: date) -> tuple[date, date]:
    """The days on which a part ended if this reminder, and none later, has come due."""
    later = [after.value for after in After if after.value > days]
    first = today - timedelta(days=later[0] - 1) if later else today - ASKED_FOR
    return first, today - timedelta(days=days)


def stage_on(ended_on: date, day: date) -> int | None:
    """Which reminder after the end was the last to come due by the day; None if none yet."""
    passed = (day - ended_on).days
    return max((after.value for after in After if after.value <= passed), default=None)


def asked_at(stage: int) -> str:
    """The name in counts of those to be asked after at this reminder."""
    return f"{ASKED}_{stage}"


def gaps(today: date) -> dict[str, Q]:
    """Every gap by its name."""
    conditions = (
        lacks_result(today),
        lacks_certificate(),
        lacks_sheet(Assessment.Stage.BEFORE, today),
        lacks_sheet(Assessment.Stage.AFTER, today),
        lacks_profile(),
        is_to_be_asked_after(today),
    )
    return dict(zip(GAPS, conditions, strict=True))
