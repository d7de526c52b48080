"""1.1. Punkt Integracji Społecznej i Zawodowej (PISiZ)."""

from django.db.models import Q

from programs import conditions as such
from programs.models import Enrolment, Outcome, Reason
from programs.models.referral import Source
from reporting.catalogue.populations import (
    Kind,
    candidates,
    editions,
    enrolments,
    result_is_entered,
    still_ongoing,
)
from reporting.catalogue.registry import register
from reporting.figures import Count, Empty, Figure, Partition, Population

ENROLMENTS = enrolments(Kind.PISIZ, "uczestnictwa w PISiZ")
CANDIDATES = candidates(Kind.PISIZ, "skierowania do PISiZ")
ACTIVATED = Population(
    "rozpoczęte w roku roboty publiczne i prace społecznie użyteczne",
    lambda period: Enrolment.objects.filter(
        edition__program__kind__in=(Kind.PUBLIC_WORKS, Kind.PSU), started_on__range=period.bounds
    ).during(period),
)

EDITIONS = register(
    Count(
        "pisiz.editions",
        "Edycje PISiZ",
        "Edycje Punktu Integracji Społecznej i Zawodowej, które trwały choć jeden dzień w roku.",
        editions(Kind.PISIZ, "edycje PISiZ"),
        unit="editions",
    )
)
INTERVIEWED = register(
    Figure(
        "pisiz.interviewed",
        "Rozmowy rekrutacyjne do PISiZ",
        "Osoby, które odbyły rozmowę rekrutacyjną do edycji rozpoczętych w roku.",
        CANDIDATES,
        lambda period: Q(interviewed_on__isnull=False),
    )
)
register(
    Figure(
        "pisiz.interviewed_from_pup",
        "Rozmowy rekrutacyjne: wytypowani przez PUP",
        "Osoby po rozmowie rekrutacyjnej do PISiZ, które skierował urząd pracy.",
        INTERVIEWED,
        lambda period: Q(source=Source.PUP),
    )
)
ENROLLED = register(
    Figure(
        "pisiz.enrolled",
        "Uczestnicy PISiZ",
        "Osoby, które choć jeden dzień w roku uczestniczyły w PISiZ.",
        ENROLMENTS,
    )
)
COMPLETED = register(
    Figure(
        "pisiz.completed",
        "Ukończyli PISiZ",
        "Uczestnicy, którzy w roku ukończyli PISiZ.",
        ENROLLED,
        such.completed_in,
        known_by=result_is_entered,
    )
)
CERTIFICATES = register(
    Figure(
        "pisiz.certificates",
        "Certyfikaty PISiZ",
        "Osoby, które ukończyły PISiZ i w roku otrzymały certyfikat.",
        COMPLETED,
        such.certified_in,
    )
)
NOT_COMPLETED = register(
    Figure(
        "pisiz.not_completed",
        "Nie ukończyli PISiZ",
        "Uczestnicy, którzy w roku przerwali udział w PISiZ.",
        ENROLLED,
        such.interrupted_in,
        known_by=result_is_entered,
    )
)
LEFT_FOR_WORK = register(
    Figure(
        "pisiz.left_for_work",
        "Przerwali PISiZ, bo podjęli pracę",
        "Osoby, które przerwały PISiZ z powodu podjęcia pracy.",
        NOT_COMPLETED,
        lambda period: such.left_because(Reason.Code.TOOK_JOB),
    )
)
LEFT_UNJUSTIFIED = register(
    Figure(
        "pisiz.left_unjustified",
        "Przerwali PISiZ bez usprawiedliwienia",
        "Osoby, które przerwały PISiZ z przyczyny nieusprawiedliwionej.",
        NOT_COMPLETED,
        lambda period: such.left_with(such.UNJUSTIFIED),
    )
)
LEFT_OTHERWISE = register(
    Figure(
        "pisiz.left_otherwise",
        "Przerwali PISiZ z innych przyczyn",
        "Osoby, które przerwały PISiZ z przyczyny innej niż podjęcie pracy i niż nieusprawiedliwiona.",
        NOT_COMPLETED,
        lambda period: (
            such.left_otherwise(such.UNJUSTIFIED) & ~such.left_because(Reason.Code.TOOK_JOB)
        ),
        in_report=False,
    )
)
register(
    Figure(
        "pisiz.then_open_market",
        "Po PISiZ: praca na otwartym rynku",
        "Osoby, które w roku ukończyły PISiZ, a potem do końca roku podjęły pracę na otwartym rynku.",
        COMPLETED,
        lambda period: such.outcome_after_end(Outcome.Kind.OPEN_MARKET_JOB, period),
    )
)
register(
    Figure(
        "pisiz.then_psu",
        "Po PISiZ: prace społecznie użyteczne",
        "Osoby, które w roku ukończyły PISiZ, a potem do końca roku rozpoczęły prace społecznie "
        "użyteczne.",
        COMPLETED,
        lambda period: such.moved_on_to(Kind.PSU, period),
    )
)
EARLIER_GRADUATES = register(
    Figure(
        "pisiz.earlier_graduates",
        "Dawni absolwenci PISiZ zaktywizowani w roku",
        "Osoby, które ukończyły PISiZ przed rokiem sprawozdania, a w roku rozpoczęły roboty "
        "publiczne lub prace społecznie użyteczne.",
        ACTIVATED,
        lambda period: such.came_after_completing_before(Kind.PISIZ, period.start),
    )
)
register(
    Figure(
        "pisiz.earlier_graduates_rp",
        "Dawni absolwenci PISiZ w robotach publicznych",
        "Osoby, które ukończyły PISiZ przed rokiem sprawozdania, a w roku rozpoczęły roboty "
        "publiczne.",
        EARLIER_GRADUATES,
        lambda period: Q(edition__program__kind=Kind.PUBLIC_WORKS),
    )
)
register(
    Figure(
        "pisiz.earlier_graduates_psu",
        "Dawni absolwenci PISiZ w pracach społecznie użytecznych",
        "Osoby, które ukończyły PISiZ przed rokiem sprawozdania, a w roku rozpoczęły prace "
        "społecznie użyteczne.",
        EARLIER_GRADUATES,
        lambda period: Q(edition__program__kind=Kind.PSU),
    )
)
ONGOING = register(
    Figure(
        "pisiz.ongoing",
        "PISiZ w toku na koniec roku",
        "Uczestnicy, których udział w PISiZ nie zakończył się do końca roku.",
        ENROLLED,
        still_ongoing,
        in_report=False,
    )
)
OVERDUE = register(
    Figure(
        "pisiz.overdue",
        "PISiZ bez wpisanego wyniku",
        "Uczestnicy zakończonych edycji PISiZ, którym nikt nie wpisał ukończenia ani przerwania.",
        ENROLLED,
        such.awaits_result,
        in_report=False,
    )
)

register(
    Partition(
        "pisiz.results",
        "Każdy uczestnik PISiZ ukończył go, przerwał albo uczestniczy nadal.",
        ENROLLED,
        COMPLETED,
        NOT_COMPLETED,
        ONGOING,
    )
)
register(
    Partition(
        "pisiz.all_certified", "Każdy, kto ukończył PISiZ, ma certyfikat.", COMPLETED, CERTIFICATES
    )
)
register(
    Partition(
        "pisiz.reasons",
        "Każda osoba, która przerwała PISiZ, ma jedną przyczynę.",
        NOT_COMPLETED,
        LEFT_FOR_WORK,
        LEFT_UNJUSTIFIED,
        LEFT_OTHERWISE,
    )
)
register(Empty("pisiz.nobody_overdue", "Wyniki zakończonych edycji PISiZ są wpisane.", OVERDUE))
