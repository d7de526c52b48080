"""1.4. Prace społecznie użyteczne (PSU)."""

from django.db.models import DateField, Q, Value
from django.db.models.functions import Coalesce, Greatest, Least

from participants.models import ProfileAssessment
from programs import conditions as such
from programs.models import Enrolment, Outcome, Payer, Reason, Referral, WorkMonth
from programs.period import Period
from reporting.catalogue.populations import (
    Kind,
    costs,
    every_month_of_work,
    paid_by,
    result_is_entered,
)
from reporting.catalogue.registry import register
from reporting.figures import (
    Amount,
    Count,
    Figure,
    Moment,
    Population,
    Ratio,
    Share,
    Total,
)

Profile = ProfileAssessment.Profile
Decision = Referral.Decision

ENROLMENTS = Population(
    "uczestnictwa w pracach społecznie użytecznych",
    lambda period: (
        Enrolment.objects.of_kind(Kind.PSU).during(period).annotate(profile=such.profile_at_end())
    ),
)
LIST = Population(
    "lista potencjalnych uczestników prac społecznie użytecznych",
    lambda period: Referral.objects.of_kind(Kind.PSU).listed_for(period),
)
HOURS = Population(
    "godziny prac społecznie użytecznych",
    lambda period: WorkMonth.objects.filter(
        enrolment__edition__program__kind=Kind.PSU,
        enrolment__edition__starts_on__lte=period.end,
        enrolment__edition__ends_on__gte=period.start,
        month__range=period.bounds,
    ),
    person="enrolment__participant",
)
COSTS = costs(Kind.PSU, "koszty prac społecznie użytecznych")


def first_day_in(period: Period) -> Greatest:
    """The enrolment's first day in the period."""
    return Greatest("started_on", Value(period.start, output_field=DateField()))


def last_day_in(period: Period) -> Least:
    """The enrolment's last day in the period."""
    end = Value(period.end, output_field=DateField())
    return Least(Coalesce("ended_on", "edition__ends_on"), end)


register(
    Moment(
        "psu.first_day",
        "Pierwszy dzień prac",
        "Pierwszy dzień roku, w którym ktoś wykonywał prace społecznie użyteczne.",
        ENROLMENTS,
        field=first_day_in,
    )
)
register(
    Moment(
        "psu.last_day",
        "Ostatni dzień prac",
        "Ostatni dzień roku, w którym ktoś wykonywał prace społecznie użyteczne.",
        ENROLMENTS,
        field=last_day_in,
        last=True,
    )
)
LISTED = register(
    Figure(
        "psu.listed",
        "Lista potencjalnych uczestników",
        "Osoby zgłoszone na listę potencjalnych uczestników prac społecznie użytecznych na ten rok.",
        LIST,
    )
)
WORKED = register(
    Figure(
        "psu.worked",
        "Wykonywali prace społecznie użyteczne",
        "Osoby, które choć jeden dzień w roku wykonywały prace społecznie użyteczne.",
        ENROLMENTS,
    )
)
register(
    Share(
        "psu.worked_percent",
        "Odsetek pracujących",
        "Ile osób wykonywało prace społecznie użyteczne w stosunku do liczby osób na liście.",
        WORKED,
        LISTED,
    )
)
register(
    Figure(
        "psu.several_editions",
        "W więcej niż jednej edycji",
        "Osoby, które w roku pracowały w więcej niż jednej edycji prac społecznie użytecznych.",
        WORKED,
        lambda period: such.in_another_edition_too(Kind.PSU, period),
    )
)
OFFERED = register(
    Figure(
        "psu.offered",
        "Otrzymali propozycję",
        "Osoby z listy, którym przedstawiono propozycję wykonywania prac społecznie użytecznych.",
        LISTED,
        lambda period: Q(offered_on__isnull=False),
    )
)
register(
    Share(
        "psu.offered_percent",
        "Odsetek propozycji",
        "Jaka część osób z listy otrzymała propozycję prac społecznie użytecznych.",
        OFFERED,
        LISTED,
    )
)
DECLINED = register(
    Figure(
        "psu.declined",
        "Nie podjęli propozycji",
        "Osoby z listy, które otrzymały propozycję prac społecznie użytecznych i jej nie podjęły.",
        OFFERED,
        lambda period: Q(decision=Decision.DECLINED),
    )
)
DECLINED_JUSTIFIED = register(
    Figure(
        "psu.declined_justified",
        "Nie podjęli z przyczyn usprawiedliwionych",
        "Osoby, które nie podjęły propozycji prac społecznie użytecznych z przyczyny "
        "usprawiedliwionej.",
        DECLINED,
        lambda period: such.left_with(such.JUSTIFIED),
    )
)
DECLINED_UNJUSTIFIED = register(
    Figure(
        "psu.declined_unjustified",
        "Nie podjęli bez usprawiedliwienia",
        "Osoby, które nie podjęły propozycji prac społecznie użytecznych z przyczyny "
        "nieusprawiedliwionej.",
        DECLINED,
        lambda period: such.left_with(such.UNJUSTIFIED),
    )
)
NOT_OFFERED = register(
    Figure(
        "psu.not_offered",
        "Bez propozycji",
        "Osoby z listy, którym nie przedstawiono propozycji prac społecznie użytecznych.",
        LISTED,
        lambda period: Q(decision=Decision.NEVER_OFFERED),
    )
)
register(
    Share(
        "psu.not_offered_percent",
        "Odsetek osób bez propozycji",
        "Jaka część osób z listy nie otrzymała propozycji prac społecznie użytecznych.",
        NOT_OFFERED,
        LISTED,
    )
)
INTERRUPTED = register(
    Figure(
        "psu.interrupted",
        "Przerwali prace",
        "Osoby, które w roku przerwały wykonywanie prac społecznie użytecznych.",
        WORKED,
        such.interrupted_in,
        known_by=result_is_entered,
    )
)
INTERRUPTED_III = register(
    Figure(
        "psu.interrupted_profile_iii",
        "Przerwali prace: profil III",
        "Osoby, które przerwały prace społecznie użyteczne, mając tego dnia III profil pomocy.",
        INTERRUPTED,
        lambda period: Q(profile=Profile.III),
    )
)
INTERRUPTED_II = register(
    Figure(
        "psu.interrupted_profile_ii",
        "Przerwali prace: profil II",
        "Osoby, które przerwały prace społecznie użyteczne, mając tego dnia II profil pomocy.",
        INTERRUPTED,
        lambda period: Q(profile=Profile.II),
    )
)
INTERRUPTED_UNJUSTIFIED = register(
    Figure(
        "psu.interrupted_unjustified",
        "Przerwali prace bez usprawiedliwienia",
        "Osoby, które przerwały prace społecznie użyteczne z przyczyny nieusprawiedliwionej.",
        INTERRUPTED,
        lambda period: such.left_with(such.UNJUSTIFIED),
    )
)
INTERRUPTED_JUSTIFIED = register(
    Figure(
        "psu.interrupted_justified",
        "Przerwali prace z przyczyn usprawiedliwionych",
        "Osoby, które przerwały prace społecznie użyteczne z przyczyny usprawiedliwionej.",
        INTERRUPTED,
        lambda period: such.left_with(such.JUSTIFIED),
    )
)
register(
    Figure(
        "psu.interrupted_for_work",
        "Przerwali prace, bo podjęli pracę",
        "Osoby, które przerwały prace społecznie użyteczne z powodu podjęcia pracy.",
        INTERRUPTED_JUSTIFIED,
        lambda period: such.left_because(Reason.Code.TOOK_JOB),
    )
)
register(
    Count(
        "psu.facilities",
        "Placówki nadzorujące prace",
        "Placówki, pod których nadzorem w roku wykonywano prace społecznie użyteczne.",
        ENROLMENTS,
        distinct="facility",
        unit="facilities",
    )
)
COST_TOTAL = register(
    Amount(
        "psu.cost_total",
        "Koszty prac społecznie użytecznych",
        "Suma kosztów prac społecznie użytecznych za miesiące roku; wymienia miesiące jeszcze "
        "nierozliczone.",
        COSTS,
        coverage=every_month_of_work(Kind.PSU),
    )
)
COST_PUP = register(
    Amount(
        "psu.cost_pup",
        "Koszty prac społecznie użytecznych: PUP",
        "Koszty prac społecznie użytecznych za miesiące roku po stronie urzędu pracy: refundacja "
        "świadczeń i badania lekarskie.",
        COST_TOTAL,
        paid_by(Payer.PUP),
    )
)
COST_MOPS = register(
    Amount(
        "psu.cost_mops",
        "Koszty prac społecznie użytecznych: MOPS",
        "Koszty prac społecznie użytecznych za miesiące roku po stronie ośrodka: jego część świadczeń "
        "i pranie odzieży.",
        COST_TOTAL,
        paid_by(Payer.MOPS),
    )
)
WORKED_HOURS = register(
    Total(
        "psu.hours",
        "Przepracowane godziny",
        "Godziny przepracowane w miesiącach roku przez wszystkich wykonujących prace społecznie "
        "użyteczne.",
        HOURS,
        field="hours",
        unit="hours",
    )
)
register(
    Ratio(
        "psu.cost_per_hour",
        "Średni koszt godziny",
        "Koszty prac społecznie użytecznych podzielone przez liczbę przepracowanych godzin.",
        COST_TOTAL,
        WORKED_HOURS,
    )
)
THEN_OPEN_MARKET = register(
    Figure(
        "psu.then_open_market",
        "Podjęli pracę na otwartym rynku",
        "Osoby, które w roku wykonywały prace społecznie użyteczne i w tym samym roku, w ich trakcie "
        "lub po nich, podjęły pracę na otwartym rynku.",
        WORKED,
        lambda period: such.outcome_after_start(Outcome.Kind.OPEN_MARKET_JOB, period),
    )
)
register(
    Share(
        "psu.then_open_market_percent",
        "Odsetek osób z pracą na otwartym rynku",
        "Jaka część osób wykonujących prace społecznie użyteczne podjęła pracę na otwartym rynku.",
        THEN_OPEN_MARKET,
        WORKED,
        places=1,
    )
)
