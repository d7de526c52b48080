"""1.5. Centrum Integracji Społecznej (CIS)."""

from django.db.models import Q, Subquery
from django.db.models.functions import TruncYear

from programs import conditions as such
from programs.models import Activity, Cost, Grant, Payer, Reason
from programs.period import Period
from reporting.catalogue.populations import (
    Kind,
    costs,
    enrolments,
    every_month_of_work,
    result_is_entered,
)
from reporting.catalogue.registry import register
from reporting.figures import Amount, Count, Covered, Empty, Figure, Population

ENROLMENTS = enrolments(Kind.CIS, "uczestnictwa w CIS")
COSTS = costs(Kind.CIS, "koszty CIS")
GRANTS = Population(
    "dotacje na CIS",
    lambda period: Grant.objects.filter(
        program__kind=Kind.CIS, year__range=(period.start.year, period.end.year)
    ),
    person=None,
)
ACTIVITIES = Population(
    "zajęcia CIS",
    lambda period: Activity.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=period.start),
        edition__program__kind=Kind.CIS,
        edition__starts_on__lte=period.end,
        edition__ends_on__gte=period.start,
        starts_on__lte=period.end,
    ),
    person=None,
)


def latest_health_contributions(period: Period):
    """Health contributions of the latest year, this one or earlier, for which there are any."""
    settled = Cost.objects.of_kind(Kind.CIS).filter(
        kind=Cost.Kind.HEALTH_CONTRIBUTIONS, payer=Payer.MOPS, period_from__lte=period.end
    )
    latest = settled.order_by("-period_from").values("period_from")[:1]
    return settled.filter(period_from__gte=TruncYear(Subquery(latest)))


HEALTH_COSTS = Population(
    "składki zdrowotne uczestników CIS", latest_health_contributions, person=None
)

register(
    Amount(
        "cis.grant",
        "Dotacja dla CIS",
        "Suma dotacji przyznanych w roku na prowadzenie Centrum Integracji Społecznej.",
        GRANTS,
        day=None,
    )
)
PARTICIPANTS = register(
    Figure(
        "cis.participants",
        "Uczestnicy CIS",
        "Osoby, które choć jeden dzień w roku uczestniczyły w zajęciach CIS.",
        ENROLMENTS,
    )
)
register(
    Count(
        "cis.workshops",
        "Warsztaty zawodowe CIS",
        "Różne warsztaty zawodowe, które CIS prowadził w roku.",
        ACTIVITIES,
        lambda period: Q(kind=Activity.Kind.VOCATIONAL_WORKSHOP),
        distinct="name",
        unit="workshops",
    )
)


def left_in(period: Period, code: str) -> Q:
    """Broken off in the period for the coded reason."""
    return such.interrupted_in(period) & such.left_because(code)


register(
    Figure(
        "cis.struck_off",
        "Skreśleni z listy CIS",
        "Uczestnicy CIS skreśleni w roku z powodu naruszenia regulaminu.",
        PARTICIPANTS,
        lambda period: left_in(period, Reason.Code.STRUCK_OFF),
        known_by=result_is_entered,
    )
)
register(
    Figure(
        "cis.resigned",
        "Zrezygnowali z CIS",
        "Uczestnicy CIS, którzy w roku sami zrezygnowali.",
        PARTICIPANTS,
        lambda period: left_in(period, Reason.Code.RESIGNED),
        known_by=result_is_entered,
    )
)
register(
    Figure(
        "cis.not_extended",
        "Nieprzedłużeni po okresie próbnym",
        "Uczestnicy CIS, którym w roku nie przedłużono udziału po okresie próbnym.",
        PARTICIPANTS,
        lambda period: left_in(period, Reason.Code.NOT_EXTENDED),
        known_by=result_is_entered,
    )
)
PENSION = register(
    Amount(
        "cis.pension_contributions",
        "Składki emerytalne i rentowe uczestników CIS",
        "Składki emerytalne i rentowe od świadczeń integracyjnych za miesiące roku, opłacone przez "
        "urząd pracy.",
        COSTS,
        lambda period: Q(kind=Cost.Kind.PENSION_CONTRIBUTIONS, payer=Payer.PUP),
        coverage=every_month_of_work(Kind.CIS, [Cost.Kind.PENSION_CONTRIBUTIONS]),
    )
)
register(
    Amount(
        "cis.health_contributions",
        "Składki zdrowotne uczestników CIS",
        "Składki zdrowotne uczestników CIS opłacone przez ośrodek za ten rok, a gdy nie są jeszcze "
        "rozliczone – za ostatni rozliczony rok.",
        HEALTH_COSTS,
        coverage=every_month_of_work(Kind.CIS, [Cost.Kind.HEALTH_CONTRIBUTIONS]),
        reaches_back=True,
    )
)
OVERDUE = register(
    Figure(
        "cis.overdue",
        "CIS bez wpisanego wyniku",
        "Uczestnicy zakończonych edycji CIS, którym nikt nie wpisał wyniku.",
        PARTICIPANTS,
        such.awaits_result,
        in_report=False,
    )
)

register(
    Covered(
        "cis.contributions_cover_the_year",
        "Każdy miesiąc zajęć CIS ma składki emerytalne i rentowe.",
        PENSION,
    )
)
register(Empty("cis.nobody_overdue", "Wyniki zakończonych edycji CIS są wpisane.", OVERDUE))
