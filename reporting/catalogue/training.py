"""6. Szkolenia pracowników ośrodka i partnerów."""

from django.db.models import Q

from programs.models import Institution, StaffTraining
from reporting.catalogue.registry import register
from reporting.figures import Count, Population, Total
from reporting.figures.population import Condition

Kind = Institution.Kind

TRAININGS = Population(
    "szkolenia pracowników w roku",
    lambda period: StaffTraining.objects.filter(held_on__range=period.bounds),
    person=None,
)


def for_staff_of(kind: Kind) -> Condition:
    """The training was for staff of institutions of that kind."""
    return lambda period: Q(institution__kind=kind)


def courses(key: str, label: str, definition: str, kind: Kind) -> Count:
    """Enter the number of courses for staff of institutions of a kind."""
    return register(Count(key, label, definition, TRAININGS, for_staff_of(kind), unit="courses"))


def trained(key: str, label: str, definition: str, of: Count) -> Total:
    """Enter the number of places taken on those courses."""
    return register(Total(key, label, definition, of, field="people", unit="people"))


MOPS = courses(
    "training.mops_courses",
    "Szkolenia pracowników MOPS",
    "Szkolenia, w których w roku wzięli udział pracownicy ośrodka pomocy społecznej.",
    Kind.MOPS,
)
trained(
    "training.mops_people",
    "Przeszkoleni pracownicy MOPS",
    "Suma liczby pracowników ośrodka na szkoleniach roku; kto był na dwóch, liczy się dwa razy.",
    MOPS,
)
PUP = courses(
    "training.pup_courses",
    "Szkolenia pracowników PUP",
    "Szkolenia, w których w roku wzięli udział pracownicy urzędu pracy.",
    Kind.PUP,
)
trained(
    "training.pup_people",
    "Przeszkoleni pracownicy PUP",
    "Suma liczby pracowników urzędu pracy na szkoleniach roku; kto był na dwóch, liczy się dwa razy.",
    PUP,
)
register(
    Count(
        "training.ngo_associations",
        "Stowarzyszenia szkolące pracowników",
        "Organizacje pozarządowe, których pracownicy wzięli w roku udział w szkoleniach.",
        TRAININGS,
        for_staff_of(Kind.NGO),
        distinct="institution",
        unit="associations",
    )
)
NGO = courses(
    "training.ngo_courses",
    "Szkolenia pracowników organizacji pozarządowych",
    "Szkolenia, w których w roku wzięli udział pracownicy organizacji pozarządowych.",
    Kind.NGO,
)
trained(
    "training.ngo_people",
    "Przeszkoleni pracownicy organizacji pozarządowych",
    "Suma liczby pracowników organizacji na szkoleniach roku; kto był na dwóch, liczy się dwa razy.",
    NGO,
)
