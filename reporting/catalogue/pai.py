"""1.2. Program Aktywizacja i Integracja (PAI)."""

from django.db.models import Q

from participants.models import ProfileAssessment
from programs import conditions as such
from programs.models import Assessment, Enrolment, Outcome, Reason
from programs.period import Period
from reporting.catalogue.populations import (
    Kind,
    candidates,
    editions,
    result_is_entered,
    still_ongoing,
)
from reporting.catalogue.registry import register
from reporting.figures import Count, Empty, Figure, Partition, Population, Share

Area = Assessment.Area
Profile = ProfileAssessment.Profile

ENROLMENTS = Population(
    "uczestnictwa w PAI",
    lambda period: (
        Enrolment.objects.of_kind(Kind.PAI)
        .during(period)
        .annotate(new_profile=such.profile_after_end(period))
    ),
)
CANDIDATES = candidates(Kind.PAI, "skierowania do PAI")

EDITIONS = register(
    Count(
        "pai.editions",
        "Edycje PAI",
        "Edycje Programu Aktywizacja i Integracja, które trwały choć jeden dzień w roku.",
        editions(Kind.PAI, "edycje PAI"),
        unit="editions",
    )
)
register(
    Figure(
        "pai.interviewed",
        "Rozmowy kwalifikacyjne do PAI",
        "Osoby, które odbyły rozmowę kwalifikacyjną do edycji PAI rozpoczętych w roku.",
        CANDIDATES,
        lambda period: Q(interviewed_on__isnull=False),
    )
)
ENROLLED = register(
    Figure(
        "pai.enrolled",
        "Uczestnicy PAI",
        "Osoby zakwalifikowane, które choć jeden dzień w roku uczestniczyły w PAI.",
        ENROLMENTS,
    )
)
COMPLETED = register(
    Figure(
        "pai.completed",
        "Ukończyli PAI",
        "Uczestnicy, którzy w roku ukończyli PAI i otrzymali zaświadczenie.",
        ENROLLED,
        lambda period: such.completed_in(period) & such.certified_in(period),
        known_by=result_is_entered,
    )
)
NOT_COMPLETED = register(
    Figure(
        "pai.not_completed",
        "Nie ukończyli PAI",
        "Uczestnicy, którzy w roku przerwali udział w PAI.",
        ENROLLED,
        such.interrupted_in,
        known_by=result_is_entered,
    )
)
UNJUSTIFIED = register(
    Figure(
        "pai.not_completed_unjustified",
        "Przerwali PAI bez usprawiedliwienia",
        "Osoby, które przerwały PAI z przyczyny nieusprawiedliwionej.",
        NOT_COMPLETED,
        lambda period: such.left_with(such.UNJUSTIFIED),
    )
)
JUSTIFIED = register(
    Figure(
        "pai.not_completed_justified",
        "Przerwali PAI z przyczyn usprawiedliwionych",
        "Osoby, które przerwały PAI z przyczyny usprawiedliwionej.",
        NOT_COMPLETED,
        lambda period: such.left_with(such.JUSTIFIED),
    )
)
register(
    Figure(
        "pai.left_child_illness",
        "Przerwali PAI: choroba dziecka",
        "Osoby, które przerwały PAI z powodu choroby dziecka.",
        JUSTIFIED,
        lambda period: such.left_because(Reason.Code.CHILD_ILLNESS),
    )
)
register(
    Figure(
        "pai.left_long_illness",
        "Przerwali PAI: długotrwała choroba",
        "Osoby, które przerwały PAI z powodu długotrwałej choroby.",
        JUSTIFIED,
        lambda period: such.left_because(Reason.Code.LONG_ILLNESS),
    )
)
register(
    Figure(
        "pai.then_open_market",
        "Po PAI: praca na otwartym rynku",
        "Osoby, które w roku ukończyły PAI, a potem do końca roku podjęły pracę na otwartym rynku.",
        COMPLETED,
        lambda period: such.outcome_after_end(Outcome.Kind.OPEN_MARKET_JOB, period),
    )
)
register(
    Figure(
        "pai.then_rp",
        "Po PAI: roboty publiczne",
        "Osoby, które w roku ukończyły PAI, a potem do końca roku rozpoczęły roboty publiczne.",
        COMPLETED,
        lambda period: such.moved_on_to(Kind.PUBLIC_WORKS, period),
    )
)
register(
    Figure(
        "pai.then_internship",
        "Po PAI: staż",
        "Osoby, które w roku ukończyły PAI, a potem do końca roku otrzymały skierowanie na staż.",
        COMPLETED,
        lambda period: such.outcome_after_end(Outcome.Kind.INTERNSHIP, period),
    )
)
register(
    Figure(
        "pai.then_cis",
        "Po PAI: Centrum Integracji Społecznej",
        "Osoby, które w roku ukończyły PAI, a potem do końca roku rozpoczęły zajęcia w CIS.",
        COMPLETED,
        lambda period: such.moved_on_to(Kind.CIS, period),
    )
)
register(
    Figure(
        "pai.then_psu",
        "Po PAI: prace społecznie użyteczne",
        "Osoby, które w roku ukończyły PAI, a potem do końca roku rozpoczęły prace społecznie "
        "użyteczne poza programem.",
        COMPLETED,
        lambda period: such.moved_on_to(Kind.PSU, period),
    )
)
register(
    Figure(
        "pai.then_word_course",
        "Po PAI: szkolenie w WORD",
        "Osoby, które w roku ukończyły PAI, a potem do końca roku odbyły szkolenie w Wojewódzkim "
        "Ośrodku Ruchu Drogowego.",
        COMPLETED,
        lambda period: such.outcome_after_end(Outcome.Kind.WORD_COURSE, period),
    )
)
REPROFILED_II = register(
    Figure(
        "pai.reprofiled_ii",
        "Po PAI: profil II",
        "Osoby, którym urząd pracy po ukończeniu PAI, do końca roku, ustalił najpierw II profil pomocy.",
        COMPLETED,
        lambda period: Q(new_profile=Profile.II),
    )
)
REPROFILED_III = register(
    Figure(
        "pai.reprofiled_iii",
        "Po PAI: nadal profil III",
        "Osoby, którym urząd pracy po ukończeniu PAI, do końca roku, ustalił najpierw III profil pomocy.",
        COMPLETED,
        lambda period: Q(new_profile=Profile.III),
    )
)
REPROFILED_I = register(
    Figure(
        "pai.reprofiled_i",
        "Po PAI: profil I",
        "Osoby, którym urząd pracy po ukończeniu PAI, do końca roku, ustalił najpierw I profil pomocy.",
        COMPLETED,
        lambda period: Q(new_profile=Profile.I),
        in_report=False,
    )
)
DEREGISTERED = register(
    Figure(
        "pai.deregistered",
        "Po PAI: wyrejestrowani",
        "Osoby, które po ukończeniu PAI, do końca roku, wyrejestrowano z urzędu pracy bez podjęcia "
        "pracy.",
        COMPLETED,
        lambda period: such.outcome_after_end(Outcome.Kind.DEREGISTERED, period),
    )
)
REPROFILED = register(
    Figure(
        "pai.reprofiled",
        "Po PAI: profilowani ponownie",
        "Osoby, którym urząd pracy po ukończeniu PAI, do końca roku, ustalił jakikolwiek profil.",
        COMPLETED,
        lambda period: Q(new_profile__isnull=False),
        in_report=False,
    )
)
register(
    Share(
        "pai.completed_percent",
        "Odsetek ukończeń PAI",
        "Jaka część uczestników PAI ukończyła program.",
        COMPLETED,
        ENROLLED,
    )
)


def sheets_are_entered(period: Period) -> Q:
    """Somebody has entered a sheet filled after the programme."""
    return such.is_assessed_after()


def grew(area: Area, key: str, label: str) -> Figure:
    """Those who completed PAI and whose score in the area rose."""
    return register(
        Figure(
            key,
            label,
            "Osoby, które ukończyły PAI i na co najmniej jednym arkuszu (samooceny lub obserwacji) "
            f"mają po programie więcej punktów niż przed nim w obszarze: {area.label}.",
            COMPLETED,
            lambda period: such.grew_in(area),
            known_by=sheets_are_entered,
            in_report=False,
        )
    )


register(
    Share(
        "pai.social_competence_percent",
        "Wzrost kompetencji społecznych",
        "Jaka część osób, które ukończyły PAI, zwiększyła kompetencje społeczne.",
        grew(Area.SOCIAL_COMPETENCE, "pai.social_competence", "Wyższe kompetencje społeczne"),
        COMPLETED,
    )
)
register(
    Share(
        "pai.self_esteem_percent",
        "Wzrost samooceny",
        "Jaka część osób, które ukończyły PAI, podniosła samoocenę.",
        grew(Area.SELF_ESTEEM, "pai.self_esteem", "Wyższa samoocena"),
        COMPLETED,
    )
)
register(
    Share(
        "pai.activity_percent",
        "Wzrost aktywności",
        "Jaka część osób, które ukończyły PAI, zwiększyła aktywność społeczną i zawodową.",
        grew(Area.ACTIVITY, "pai.activity", "Wyższa aktywność społeczna i zawodowa"),
        COMPLETED,
    )
)
EMPLOYED = register(
    Figure(
        "pai.employed",
        "Po PAI: zatrudnienie",
        "Osoby, które w roku ukończyły PAI, a potem do końca roku podjęły pracę na otwartym rynku "
        "lub rozpoczęły roboty publiczne.",
        COMPLETED,
        lambda period: (
            such.outcome_after_end(Outcome.Kind.OPEN_MARKET_JOB, period)
            | such.moved_on_to(Kind.PUBLIC_WORKS, period)
        ),
        in_report=False,
    )
)
register(
    Share(
        "pai.employment_percent",
        "Odsetek zatrudnionych po PAI",
        "Jaka część osób, które ukończyły PAI, podjęła potem zatrudnienie: na otwartym rynku lub "
        "w robotach publicznych.",
        EMPLOYED,
        COMPLETED,
    )
)
OTHER_REASONS = register(
    Figure(
        "pai.not_completed_otherwise",
        "Przerwali PAI z innych przyczyn",
        "Osoby, które przerwały PAI z przyczyny ani usprawiedliwionej, ani nieusprawiedliwionej.",
        NOT_COMPLETED,
        lambda period: such.left_otherwise(such.JUSTIFIED, such.UNJUSTIFIED),
        in_report=False,
    )
)
WITHOUT_CERTIFICATE = register(
    Figure(
        "pai.without_certificate",
        "PAI bez zaświadczenia",
        "Osoby, które ukończyły PAI w roku, a nie mają zaświadczenia z tego roku.",
        ENROLLED,
        lambda period: (
            such.completed_in(period) & (Q(certificate_on=None) | ~such.certified_in(period))
        ),
        in_report=False,
    )
)
ONGOING = register(
    Figure(
        "pai.ongoing",
        "PAI w toku na koniec roku",
        "Uczestnicy, których udział w PAI nie zakończył się do końca roku.",
        ENROLLED,
        still_ongoing,
        in_report=False,
    )
)
OVERDUE = register(
    Figure(
        "pai.overdue",
        "PAI bez wpisanego wyniku",
        "Uczestnicy zakończonych edycji PAI, którym nikt nie wpisał ukończenia ani przerwania.",
        ENROLLED,
        such.awaits_result,
        in_report=False,
    )
)

register(
    Partition(
        "pai.results",
        "Każdy uczestnik PAI ukończył go, przerwał albo uczestniczy nadal.",
        ENROLLED,
        COMPLETED,
        WITHOUT_CERTIFICATE,
        NOT_COMPLETED,
        ONGOING,
    )
)
register(
    Empty("pai.all_certified", "Każdy, kto ukończył PAI, ma zaświadczenie.", WITHOUT_CERTIFICATE)
)
register(
    Partition(
        "pai.reasons",
        "Każda osoba, która przerwała PAI, ma jedną przyczynę.",
        NOT_COMPLETED,
        JUSTIFIED,
        UNJUSTIFIED,
        OTHER_REASONS,
    )
)
register(
    Partition(
        "pai.reprofiling",
        "Każda osoba, która ukończyła PAI, ma nowy profil albo została wyrejestrowana.",
        COMPLETED,
        REPROFILED_I,
        REPROFILED_II,
        REPROFILED_III,
        DEREGISTERED,
        applies_when=REPROFILED,
    )
)
register(Empty("pai.nobody_overdue", "Wyniki zakończonych edycji PAI są wpisane.", OVERDUE))
