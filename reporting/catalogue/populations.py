"""Populations and conditions that several sections of the report share."""

from django.db.models import Q

from programs import conditions as such
from programs.models import Cost, Edition, Enrolment, Payer, Program, Referral
from programs.period import Period
from reporting.figures import Population
from reporting.figures.coverage import Coverage
from reporting.figures.population import Condition

Kind = Program.Kind


def editions(kind: str, name: str) -> Population:
    """Editions of a kind of programme that ran in the period."""
    return Population(
        name, lambda period: Edition.objects.of_kind(kind).during(period), person=None
    )


def enrolments(kind: str, name: str) -> Population:
    """Enrolments in a kind of programme that lasted in the period."""
    return Population(name, lambda period: Enrolment.objects.of_kind(kind).during(period))


def candidates(kind: str, name: str) -> Population:
    """Referrals to the editions of a kind of programme that began in the period."""
    return Population(
        name, lambda period: Referral.objects.of_kind(kind).to_editions_started_in(period)
    )


def costs(kind: str, name: str) -> Population:
    """Costs of a kind of programme whose own period begins in the period."""
    return Population(name, lambda period: Cost.objects.of_kind(kind).within(period), person=None)


def every_month_of_work(kind: str, paid_monthly=Cost.MONTHLY_KINDS) -> Coverage:
    """Months with people enrolled ought to have a cost of a kind that is paid every month."""
    return Coverage(
        work=lambda period: Enrolment.objects.of_kind(kind).during(period),
        settled=lambda period: (
            Cost.objects.of_kind(kind).within(period).filter(kind__in=paid_monthly)
        ),
    )


def paid_by(payer: Payer) -> Condition:
    """The payer bore the cost."""
    return lambda period: Q(payer=payer)


def paid_by_others(period: Period) -> Q:
    """Neither the labour office nor the centre bore the cost."""
    return ~Q(payer__in=(Payer.PUP, Payer.MOPS))


def still_ongoing(period: Period) -> Q:
    """The person's part was not over when the period ended."""
    return such.ongoing_after(period.end)


def result_is_entered(period: Period) -> Q:
    """Somebody has entered how the person's part ended."""
    return such.has_result()
