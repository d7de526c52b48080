"""1.6. Projekty unijne: projekt roku (AWR i następne) i umowa na kolejny."""

from django.db.models import Exists, OuterRef, Q

from participants.models import Participant, SocialContract
from programs import conditions as such
from programs.models import Activity, Agreement, AgreementAmount, Benefit
from programs.period import Period
from reporting.catalogue.populations import (
    Kind,
    enrolments,
    result_is_entered,
)
from reporting.catalogue.registry import register
from reporting.figures import Amount, Count, Empty, Figure, Partition, Population, Share, SumOf

Sex = Participant.Sex
Source = AgreementAmount.Source

ENROLMENTS = enrolments(Kind.EU_PROJECT, "uczestnictwa w projektach unijnych")
ACTIVITIES = Population(
    "zajęcia projektów unijnych",
    lambda period: Activity.objects.filter(
        edition__program__kind=Kind.EU_PROJECT, starts_on__range=period.bounds
    ),
    person=None,
)
FAMILY_CONTRACTS = Population(
    "kontrakty konferencji grupy rodzinnej rozliczone w roku",
    lambda period: SocialContract.objects.filter(
        purpose=SocialContract.Purpose.FAMILY_CONFERENCE, settled_on__range=period.bounds
    ),
)
BENEFITS = Population(
    "świadczenia wypłacone w projektach unijnych",
    lambda period: Benefit.objects.filter(
        enrolment__edition__program__kind=Kind.EU_PROJECT, paid_on__range=period.bounds
    ),
    person="enrolment__participant",
)
BUDGET = Population(
    "budżet projektów unijnych",
    lambda period: AgreementAmount.objects.filter(
        agreement__kind=Agreement.Kind.PROJECT_FUNDING, valid_from__range=period.bounds
    ),
    person=None,
)
NEXT_BUDGET = Population(
    "środki przyznane na następne lata",
    lambda period: AgreementAmount.objects.filter(
        agreement__kind=Agreement.Kind.PROJECT_FUNDING,
        agreement__signed_on__range=period.bounds,
        agreement__valid_from__gt=period.end,
    ),
    person=None,
)


def has_contract(period: Period) -> Q:
    """A social contract for the project had been signed with the person by the period's end."""
    contracts = SocialContract.objects.filter(
        participant=OuterRef("participant"),
        purpose=SocialContract.Purpose.EU_PROJECT,
        signed_on__lte=period.end,
    )
    return Q(Exists(contracts))


PARTICIPANTS = register(
    Figure(
        "awr.participants",
        "Uczestnicy projektu unijnego",
        "Osoby, które choć jeden dzień w roku uczestniczyły w projekcie unijnym.",
        ENROLMENTS,
    )
)
WOMEN = register(
    Figure(
        "awr.women",
        "Uczestniczki projektu unijnego",
        "Kobiety, które choć jeden dzień w roku uczestniczyły w projekcie unijnym.",
        PARTICIPANTS,
        lambda period: Q(participant__sex=Sex.FEMALE),
    )
)
MEN = register(
    Figure(
        "awr.men",
        "Mężczyźni w projekcie unijnym",
        "Mężczyźni, którzy choć jeden dzień w roku uczestniczyli w projekcie unijnym.",
        PARTICIPANTS,
        lambda period: Q(participant__sex=Sex.MALE),
    )
)
COMPLETED = register(
    Figure(
        "awr.completed",
        "Zakończyli projekt z wynikiem pozytywnym",
        "Osoby, które w roku ukończyły udział w projekcie unijnym z wynikiem pozytywnym.",
        PARTICIPANTS,
        such.completed_in,
        known_by=result_is_entered,
    )
)
COMPLETED_WOMEN = register(
    Figure(
        "awr.completed_women",
        "Kobiety z wynikiem pozytywnym",
        "Kobiety, które w roku ukończyły udział w projekcie unijnym z wynikiem pozytywnym.",
        COMPLETED,
        lambda period: Q(participant__sex=Sex.FEMALE),
    )
)
COMPLETED_MEN = register(
    Figure(
        "awr.completed_men",
        "Mężczyźni z wynikiem pozytywnym",
        "Mężczyźni, którzy w roku ukończyli udział w projekcie unijnym z wynikiem pozytywnym.",
        COMPLETED,
        lambda period: Q(participant__sex=Sex.MALE),
    )
)
register(
    Count(
        "awr.family_conferences",
        "Konferencje grupy rodzinnej",
        "Konferencje grupy rodzinnej (KGR) przeprowadzone w roku w projekcie unijnym.",
        ACTIVITIES,
        lambda period: Q(kind=Activity.Kind.FAMILY_CONFERENCE),
        unit="conferences",
    )
)
register(
    Figure(
        "awr.family_contracts_fulfilled",
        "Zrealizowane kontrakty KGR",
        "Osoby, których kontrakt zawarty na konferencji grupy rodzinnej uznano w roku za "
        "zrealizowany.",
        FAMILY_CONTRACTS,
        lambda period: Q(result=SocialContract.Result.FULFILLED),
    )
)
register(
    Amount(
        "awr.benefits_paid",
        "Zasiłki celowe w projekcie unijnym",
        "Suma zasiłków celowych wypłaconych w roku uczestnikom projektu unijnego.",
        BENEFITS,
        lambda period: Q(kind=Benefit.Kind.PURPOSE),
        day="paid_on",
    )
)
register(
    Amount(
        "awr.budget_eu",
        "Budżet projektu: środki unijne",
        "Dofinansowanie z Unii Europejskiej zapisane w umowach na okres rozpoczęty w roku.",
        BUDGET,
        lambda period: Q(source=Source.EU),
        day="valid_from",
    )
)
register(
    Amount(
        "awr.budget_own",
        "Budżet projektu: wkład własny",
        "Wkład własny gminy zapisany w umowach na okres rozpoczęty w roku.",
        BUDGET,
        lambda period: Q(source=Source.OWN),
        day="valid_from",
    )
)
NEXT_TOTAL = register(
    Amount(
        "rpo.total",
        "Następny projekt: przyznane środki",
        "Środki z umów o dofinansowanie podpisanych w roku na projekty rozpoczynające się po nim.",
        NEXT_BUDGET,
        day="valid_from",
    )
)
NEXT_EU = register(
    Amount(
        "rpo.eu",
        "Następny projekt: dofinansowanie unijne",
        "Część unijna środków z umów podpisanych w roku na projekty rozpoczynające się po nim.",
        NEXT_TOTAL,
        lambda period: Q(source=Source.EU),
        day="valid_from",
    )
)
register(
    Share(
        "rpo.eu_percent",
        "Następny projekt: udział Unii",
        "Jaką część środków przyznanych na następny projekt daje Unia Europejska.",
        NEXT_EU,
        NEXT_TOTAL,
    )
)
NEXT_OWN = register(
    Amount(
        "rpo.own",
        "Następny projekt: wkład własny",
        "Wkład własny gminy z umów podpisanych w roku na projekty rozpoczynające się po nim.",
        NEXT_TOTAL,
        lambda period: Q(source=Source.OWN),
        day="valid_from",
    )
)
register(
    Share(
        "rpo.own_percent",
        "Następny projekt: udział własny",
        "Jaką część środków przyznanych na następny projekt daje gmina.",
        NEXT_OWN,
        NEXT_TOTAL,
    )
)
WITHOUT_CONTRACT = register(
    Figure(
        "awr.without_contract",
        "Projekt unijny bez kontraktu",
        "Uczestnicy projektu unijnego, z którymi do końca roku nie zawarto kontraktu socjalnego.",
        PARTICIPANTS,
        lambda period: ~has_contract(period),
        in_report=False,
    )
)
OVERDUE = register(
    Figure(
        "awr.overdue",
        "Projekt unijny bez wpisanego wyniku",
        "Uczestnicy zakończonych edycji projektu unijnego, którym nikt nie wpisał wyniku.",
        PARTICIPANTS,
        such.awaits_result,
        in_report=False,
    )
)
NEXT_OTHERS = register(
    Amount(
        "rpo.others",
        "Następny projekt: inne źródła",
        "Środki z innych źródeł niż Unia i gmina, z umów podpisanych w roku na następne projekty.",
        NEXT_TOTAL,
        lambda period: ~Q(source__in=(Source.EU, Source.OWN)),
        day="valid_from",
        in_report=False,
    )
)

register(
    Partition("awr.sexes", "Uczestnicy projektu to kobiety i mężczyźni.", PARTICIPANTS, WOMEN, MEN)
)
register(
    Empty(
        "awr.all_have_contracts",
        "Z każdym uczestnikiem projektu unijnego zawarto kontrakt socjalny.",
        WITHOUT_CONTRACT,
    )
)
register(
    SumOf(
        "rpo.sources",
        "Źródła dają razem środki na następny projekt.",
        NEXT_TOTAL,
        NEXT_EU,
        NEXT_OWN,
        NEXT_OTHERS,
    )
)
register(Empty("awr.nobody_overdue", "Wyniki zakończonych projektów są wpisane.", OVERDUE))
