"""2.2. Porozumienia o współpracy."""

from django.db.models import Q

from programs.models import Agreement
from programs.period import Period
from reporting.catalogue.registry import register
from reporting.figures import Count, Moment, Population
from reporting.figures.population import Condition

Kind = Agreement.Kind

SIGNED = Population(
    "porozumienia podpisane w roku",
    Agreement.objects.signed_in,
    person=None,
)
CONTINUED = Population(
    "porozumienia z aresztem lub zakładem karnym obowiązujące w roku",
    lambda period: Agreement.objects.during(period).filter(kind=Kind.READAPTATION),
    person=None,
)


def is_about(kind: Kind) -> Condition:
    """The agreement is of that kind."""
    return lambda period: Q(kind=kind)


def signed_before(period: Period) -> Q:
    """Signed before the period began."""
    return Q(signed_on__lt=period.start)


register(
    Moment(
        "agreements.cis",
        "Porozumienie o CIS",
        "Dzień podpisania pierwszego w roku porozumienia o współpracy przy Centrum Integracji "
        "Społecznej.",
        SIGNED,
        is_about(Kind.CIS),
        field="signed_on",
    )
)
register(
    Moment(
        "agreements.psu",
        "Porozumienie o pracach społecznie użytecznych",
        "Dzień podpisania pierwszego w roku porozumienia z urzędem pracy o pracach społecznie "
        "użytecznych.",
        SIGNED,
        is_about(Kind.PSU),
        field="signed_on",
    )
)
register(
    Moment(
        "agreements.pai",
        "Porozumienie o PAI",
        "Dzień podpisania pierwszego w roku porozumienia z urzędem pracy o Programie Aktywizacja i "
        "Integracja.",
        SIGNED,
        is_about(Kind.PAI),
        field="signed_on",
    )
)
PUBLIC_WORKS = register(
    Count(
        "agreements.rp_count",
        "Porozumienia o robotach publicznych",
        "Porozumienia z urzędem pracy o robotach publicznych podpisane w roku.",
        SIGNED,
        is_about(Kind.PUBLIC_WORKS),
        unit="agreements",
    )
)
register(
    Moment(
        "agreements.rp_first",
        "Pierwsze porozumienie o robotach publicznych",
        "Dzień podpisania pierwszego w roku porozumienia o robotach publicznych.",
        PUBLIC_WORKS,
        field="signed_on",
    )
)
register(
    Moment(
        "agreements.rp_last",
        "Ostatnie porozumienie o robotach publicznych",
        "Dzień podpisania ostatniego w roku porozumienia o robotach publicznych.",
        PUBLIC_WORKS,
        field="signed_on",
        last=True,
    )
)
register(
    Moment(
        "agreements.detention",
        "Kontynuowane porozumienie o readaptacji",
        "Dzień podpisania najdawniejszego z obowiązujących w roku, zawartych wcześniej porozumień o "
        "przygotowaniu osób opuszczających areszt do życia w społeczeństwie.",
        CONTINUED,
        signed_before,
        field="signed_on",
        reaches_back=True,
    )
)
