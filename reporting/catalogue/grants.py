"""2.1. Dotacje dla organizacji pozarządowych."""

from django.db.models import Exists, OuterRef, Q

from programs.models import Grant, Program
from programs.period import Period
from reporting.catalogue.registry import register
from reporting.figures import Amount, Population, SumOf

GRANTS = Population(
    "dotacje roku",
    lambda period: Grant.objects.filter(year__range=(period.start.year, period.end.year)),
    person=None,
)


def recipient_runs_cis(period: Period) -> Q:
    """The association that received the grant runs a CIS."""
    return Q(Exists(Program.objects.filter(kind=Program.Kind.CIS, operator=OuterRef("recipient"))))


OPERATOR = register(
    Amount(
        "grants.reda",
        "Dotacje dla prowadzącego CIS",
        "Dotacje roku dla stowarzyszenia, które prowadzi Centrum Integracji Społecznej.",
        GRANTS,
        recipient_runs_cis,
        day=None,
    )
)
OTHERS = register(
    Amount(
        "grants.chsd",
        "Dotacje dla innych stowarzyszeń",
        "Dotacje roku dla stowarzyszeń, które nie prowadzą Centrum Integracji Społecznej.",
        GRANTS,
        lambda period: ~recipient_runs_cis(period),
        day=None,
    )
)
TOTAL = register(
    Amount(
        "grants.total",
        "Dotacje ogółem",
        "Wszystkie dotacje roku dla organizacji pozarządowych, każda policzona raz.",
        GRANTS,
        day=None,
    )
)

register(SumOf("grants.sum", "Dotacje dają razem sumę dotacji.", TOTAL, OPERATOR, OTHERS))
