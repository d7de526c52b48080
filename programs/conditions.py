"""Conditions on enrolments, as Q objects, so that sets built from them can be compared.

Each is true or false of a single enrolment. Facts that a person may have many of are asked
for with Exists, never joined: a join would count a person twice.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from participants.models import DatedFact, ProfileAssessment
from programs.models import Agreement, Assessment, Enrolment, Outcome, Party, Reason
from programs.period import Period

Result = Enrolment.Result


def completed_in(period: Period) -> Q:
    """Completed on a day of the period."""
    return Q(result=Result.COMPLETED, ended_on__range=period.bounds)


def certified_in(period: Period) -> Q:
    """Given a certificate of completion on a day of the period."""
    return Q(certificate_on__range=period.bounds)


def interrupted_in(period: Period) -> Q:
    """Broken off on a day of the period."""
    return Q(result=Result.INTERRUPTED, ended_on__range=period.bounds)


def ended_in(period: Period) -> Q:
    """Ended on a day of the period, in whatever way."""
    return Q(ended_on__range=period.bounds)


def ongoing_after(day: date) -> Q:
    """Still going on when the day is over."""
    return Q(ended_on=None) | Q(ended_on__gt=day)


def has_result() -> Q:
    """Ended, with its result entered."""
    return ~Q(result=Result.ONGOING)


def awaits_result(period: Period) -> Q:
    """The edition is over, yet nobody has entered how the person's part in it ended."""
    return Q(result=Result.ONGOING, edition__ends_on__lte=min(period.end, timezone.localdate()))


def left_because(code: str) -> Q:
    """Broken off for the coded reason."""
    return Q(reason__code=code)


def left_with(weight: str) -> Q:
    """Broken off for a reason of that weight: justified, unjustified, other."""
    return Q(reason__weight=weight)


def left_otherwise(*weights: str) -> Q:
    """Broken off for a reason of none of these weights."""
    return ~Q(reason__weight__in=weights)


JUSTIFIED = Reason.Weight.JUSTIFIED
UNJUSTIFIED = Reason.Weight.UNJUSTIFIED


def outcome_after_end(kind: str, period: Period) -> Q:
    """The person's outcome of this kind fell after the enrolment, within the period."""
    return Q(Exists(_outcomes(kind, period).filter(occurred_on__gte=OuterRef("ended_on"))))


def outcome_after_start(kind: str, period: Period) -> Q:
    """The person's outcome of this kind fell in the enrolment's course or later, in the period."""
    return Q(Exists(_outcomes(kind, period).filter(occurred_on__gte=OuterRef("started_on"))))


def any_gain_after_start(period: Period) -> Q:
    """The person found work, a course or the like in the enrolment's course or later, in the period."""
    gains = _outcomes_of([kind for kind in Outcome.Kind if kind not in Outcome.NO_GAIN], period)
    return Q(Exists(gains.filter(occurred_on__gte=OuterRef("started_on"))))


def _outcomes(kind: str, period: Period) -> QuerySet:
    return _outcomes_of([kind], period)


def _outcomes_of(kinds: list[str], period: Period) -> QuerySet:
    return Outcome.objects.filter(
        participant=OuterRef("participant"), kind__in=kinds, occurred_on__range=period.bounds
    )


def moved_on_to(kind: str, period: Period) -> Q:
    """After the enrolment, within the period, the person began in a programme of this kind."""
    later = Enrolment.objects.of_kind(kind).filter(
        participant=OuterRef("participant"),
        started_on__gt=OuterRef("ended_on"),
        started_on__lte=period.end,
    )
    return Q(Exists(later))


def came_after_completing(kind: str) -> Q:
    """Before this enrolment the person had completed a programme of this kind."""
    earlier = _completions(kind).filter(ended_on__lt=OuterRef("started_on"))
    return Q(Exists(earlier))


def came_after_completing_before(kind: str, day: date) -> Q:
    """Before the day the person had completed a programme of this kind."""
    return Q(Exists(_completions(kind).filter(ended_on__lt=day)))


def _completions(kind: str) -> QuerySet:
    return Enrolment.objects.of_kind(kind).filter(
        participant=OuterRef("participant"), result=Result.COMPLETED
    )


def in_another_edition_too(kind: str, period: Period) -> Q:
    """In the period the person took part in another edition of programmes of this kind as well."""
    others = (
        Enrolment.objects.of_kind(kind)
        .during(period)
        .filter(participant=OuterRef("participant"))
        .exclude(edition=OuterRef("edition"))
    )
    return Q(Exists(others))


def grew_in(area: str) -> Q:
    """On one sheet at least, the area scored higher after the enrolment than before it."""
    before = Assessment.objects.filter(
        enrolment=OuterRef("enrolment"),
        sheet=OuterRef("sheet"),
        area=area,
        stage=Assessment.Stage.BEFORE,
    ).order_by()
    after = Assessment.objects.filter(
        enrolment=OuterRef("pk"),
        area=area,
        stage=Assessment.Stage.AFTER,
        score__gt=Subquery(before.values("score")[:1]),
    )
    return Q(Exists(after))


def fact_meanwhile(kind: str, period: Period) -> Q:
    """The dated fact was true of the person on a day of the enrolment in the period."""
    facts = DatedFact.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=OuterRef("started_on")) & Q(valid_to__gte=period.start),
        participant=OuterRef("participant"),
        kind=kind,
        valid_from__lte=Coalesce(OuterRef("ended_on"), OuterRef("edition__ends_on")),
    ).filter(valid_from__lte=period.end)
    return Q(Exists(facts))


def supervised_by_agreement(program_kind: str, period: Period) -> Q:
    """The facility's institution had signed to supervise this kind of programme in the period.

    The institutions are few and the same for every enrolment, so they are found once.
    """
    agreements = Agreement.objects.during(period).filter(
        Exists(
            Agreement.programs.through.objects.filter(
                agreement=OuterRef("pk"), program__kind=program_kind
            )
        ),
        kind=Agreement.Kind.SUPERVISION,
    )
    parties = Party.objects.filter(agreement__in=agreements)
    return Q(facility__institution__in=parties.values("institution"))


def profile_after_end(period: Period) -> Subquery:
    """The first profile that the labour office set after the enrolment, within the period."""
    return Subquery(
        ProfileAssessment.objects.filter(
            participant=OuterRef("participant"),
            assessed_on__gt=OuterRef("ended_on"),
            assessed_on__lte=period.end,
        )
        .order_by("assessed_on")
        .values("profile")[:1]
    )


def profile_at_end() -> Subquery:
    """The profile in force on the enrolment's last day."""
    return Subquery(
        ProfileAssessment.objects.filter(
            participant=OuterRef("participant"), assessed_on__lte=OuterRef("ended_on")
        )
        .order_by("-assessed_on")
        .values("profile")[:1]
    )


def is_assessed_after() -> Q:
    """A sheet filled after the enrolment has been entered."""
    sheets = Assessment.objects.filter(enrolment=OuterRef("pk"), stage=Assessment.Stage.AFTER)
    return Q(Exists(sheets))
