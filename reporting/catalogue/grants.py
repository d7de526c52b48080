"""2.1. Dotacje dla organizacji pozarządowych."""

from django.db.models import Q

from programs.models import Grant, Program
from programs.period import Period
from reporting.catalogue.registry import register
from reporting.figures import Amount, Population, SumOf

GRANTS = Population(
    "dotacje roku",
    lambda period: Grant.objects.filter(year__range=(period.start.year, period.end.year)),
    person=None,
)


def is_for_cis(period: Period) -> Q:
    """The grant was given to run a CIS."""
    return Q(program__kind=Program.Kind.CIS)


OPERATOR = register(
    Amount(
        "grants.reda",
        "Dotacje dla prowadzącego CIS",
        "Dotacje roku dla stowarzyszenia na prowadzenie Centrum Integracji Społecznej.",
        GRANTS,
        is_for_cis,
        day=None,
    )
)
OTHERS = register(
    Amount(
        "grants.chsd",
        "Dotacje dla innych stowarzyszeń",
        "Dotacje roku dla stowarzyszeń na inne zadania niż prowadzenie Centrum Integracji Społecznej.",
        GRANTS,
        lambda period: ~is_for_cis(period),
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
