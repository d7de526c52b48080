"""1.4. What must hold between the figures of socially useful work, and the sets that show it."""

from django.db.models import Exists, OuterRef, Q

from programs import conditions as such
from programs.models import Enrolment
from programs.period import Period
from reporting.catalogue.populations import Kind, paid_by_others
from reporting.catalogue.psu import (
    COST_MOPS,
    COST_PUP,
    COST_TOTAL,
    DECLINED,
    DECLINED_JUSTIFIED,
    DECLINED_UNJUSTIFIED,
    INTERRUPTED,
    INTERRUPTED_II,
    INTERRUPTED_III,
    INTERRUPTED_JUSTIFIED,
    INTERRUPTED_UNJUSTIFIED,
    LISTED,
    NOT_OFFERED,
    OFFERED,
    WORKED,
    Decision,
    Profile,
)
from reporting.catalogue.registry import register
from reporting.figures import Amount, Covered, Empty, Equal, Figure, Partition, SumOf


def took_it_up(period: Period) -> Q:
    """The person on the list worked in the period."""
    worked = Enrolment.objects.of_kind(Kind.PSU).during(period)
    return Q(Exists(worked.filter(participant=OuterRef("participant"))))


TOOK_UP = register(
    Figure(
        "psu.took_up",
        "Podjęli propozycję",
        "Osoby z listy, które otrzymały propozycję i w roku wykonywały prace społecznie użyteczne.",
        OFFERED,
        lambda period: took_it_up(period) & ~Q(decision=Decision.DECLINED),
        in_report=False,
    )
)
INTERRUPTED_OTHERWISE = register(
    Figure(
        "psu.interrupted_otherwise",
        "Przerwali prace z innych przyczyn",
        "Osoby, które przerwały prace z przyczyny ani usprawiedliwionej, ani nieusprawiedliwionej.",
        INTERRUPTED,
        lambda period: such.left_otherwise(such.JUSTIFIED, such.UNJUSTIFIED),
        in_report=False,
    )
)
INTERRUPTED_OTHER_PROFILE = register(
    Figure(
        "psu.interrupted_other_profile",
        "Przerwali prace: profil I lub bez profilu",
        "Osoby, które przerwały prace społecznie użyteczne, nie mając tego dnia profilu II ani III.",
        INTERRUPTED,
        lambda period: Q(profile=None) | Q(profile=Profile.I),
        in_report=False,
    )
)
DECLINED_OTHERWISE = register(
    Figure(
        "psu.declined_otherwise",
        "Nie podjęli z innych przyczyn",
        "Osoby, które nie podjęły propozycji z przyczyny ani usprawiedliwionej, ani "
        "nieusprawiedliwionej.",
        DECLINED,
        lambda period: such.left_otherwise(such.JUSTIFIED, such.UNJUSTIFIED),
        in_report=False,
    )
)
OVERDUE = register(
    Figure(
        "psu.overdue",
        "Prace bez wpisanego wyniku",
        "Uczestnicy zakończonych edycji prac społecznie użytecznych, którym nikt nie wpisał wyniku.",
        WORKED,
        such.awaits_result,
        in_report=False,
    )
)
COST_OTHERS = register(
    Amount(
        "psu.cost_others",
        "Koszty prac społecznie użytecznych: inni płatnicy",
        "Koszty prac społecznie użytecznych za miesiące roku, których nie poniósł ani urząd pracy, "
        "ani ośrodek.",
        COST_TOTAL,
        paid_by_others,
        in_report=False,
    )
)

register(
    Partition(
        "psu.list_is_settled",
        "Każda osoba z listy otrzymała propozycję albo wiadomo, dlaczego jej nie otrzymała.",
        LISTED,
        OFFERED,
        NOT_OFFERED,
    )
)
register(
    Partition(
        "psu.offers_are_settled",
        "Każdy, kto otrzymał propozycję, pracował albo jej nie podjął.",
        OFFERED,
        TOOK_UP,
        DECLINED,
    )
)
register(
    Equal(
        "psu.workers_were_listed",
        "Prace wykonują osoby z listy, którym przedstawiono propozycję.",
        WORKED,
        TOOK_UP,
    )
)
register(
    Partition(
        "psu.refusals",
        "Każda odmowa ma jedną ocenę.",
        DECLINED,
        DECLINED_JUSTIFIED,
        DECLINED_UNJUSTIFIED,
        DECLINED_OTHERWISE,
    )
)
register(
    Partition(
        "psu.reasons",
        "Każda osoba, która przerwała prace, ma jedną ocenę przyczyny.",
        INTERRUPTED,
        INTERRUPTED_JUSTIFIED,
        INTERRUPTED_UNJUSTIFIED,
        INTERRUPTED_OTHERWISE,
    )
)
register(
    Partition(
        "psu.profiles",
        "Każda osoba, która przerwała prace, ma jeden profil.",
        INTERRUPTED,
        INTERRUPTED_II,
        INTERRUPTED_III,
        INTERRUPTED_OTHER_PROFILE,
    )
)
register(
    SumOf(
        "psu.costs_by_payer",
        "Koszty płatników dają razem koszt prac społecznie użytecznych.",
        COST_TOTAL,
        COST_PUP,
        COST_MOPS,
        COST_OTHERS,
    )
)
register(
    Covered(
        "psu.costs_cover_the_year",
        "Każdy miesiąc prac społecznie użytecznych jest rozliczony.",
        COST_TOTAL,
    )
)
register(Empty("psu.nobody_overdue", "Wyniki zakończonych edycji prac są wpisane.", OVERDUE))
