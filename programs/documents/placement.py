"""The letter with which a person comes to the facility where she is to work."""

from collections.abc import Iterable

from django.utils import timezone

from mops.models import Centre
from programs.documents import paper, values
from programs.documents.fields import examples
from programs.documents.kinds import Kind
from programs.documents.texts import Letter, Text
from programs.models import DocumentTemplate, Edition, Enrolment, LegalBasis, Rate
from programs.terms import signing_day

TITLE = "Skierowanie do placówki"
LIMITS = {
    Rate.Kind.WEEKLY_HOURS: "najwyżej {} godz. w tygodniu",
    Rate.Kind.MONTHLY_HOURS: "najwyżej {} godz. w miesiącu",
}


def placed(edition: Edition) -> list[Enrolment]:
    """Ongoing enrolments with a facility, in alphabetical order."""
    ongoing = edition.enrolments.filter(result=Enrolment.Result.ONGOING).exclude(facility=None)
    return list(with_what_is_printed(ongoing).order_by("participant__sort_key", "started_on", "pk"))


def with_what_is_printed(enrolments):
    """The enrolments with everything that a letter says of them."""
    return enrolments.select_related(
        "participant", "facility", "edition__program", "edition__agreement"
    )


def write(enrolments: Iterable[Enrolment]) -> bytes:
    """The letters of enrolments in one programme, a page each."""
    enrolments = list(enrolments)
    centre = Centre.objects.current()
    program = enrolments[0].edition.program
    text = DocumentTemplate.objects.text_of(Kind.PLACEMENT, program)
    # The act stands before what was issued under it long ago.
    bases = list(LegalBasis.objects.filter(program=program).order_by("-valid_from", "pk"))
    limits = list(Rate.objects.filter(program=program, kind__in=LIMITS))
    letters = [_letter(text, enrolment, centre, bases, limits) for enrolment in enrolments]
    return paper.to_pdf(Kind.PLACEMENT, TITLE, centre=centre, letters=letters)


def preview(text: Text, *, woman: bool) -> bytes:
    """The letter of a person who does not exist."""
    centre = Centre.objects.current()
    known = {**examples(Kind.PLACEMENT, woman=woman), **values.of_centre(centre)}
    hours = "80 godz. w całej edycji; najwyżej 40 godz. w miesiącu"
    letter = Letter(
        text,
        known,
        sex="F" if woman else "M",
        dated=f"{centre.city or 'Przykładowo'}, 2 marca 2015 r." if text.is_dated else "",
        facts=_facts(known, hours),
    )
    return paper.to_pdf(Kind.PLACEMENT, TITLE, centre=centre, letters=[letter])


def lacking(edition: Edition) -> list[str]:
    """What a letter of the edition will leave to be filled in by hand, in sentences."""
    bases = LegalBasis.objects.filter(program=edition.program)
    on = edition.agreement.signed_on if edition.agreement else edition.starts_on
    found = []
    if edition.agreement is None:
        found.append("Edycja nie ma przypisanego porozumienia.")
    if not bases.binding(on).exists():
        found.append(f"Program nie ma wpisanej podstawy prawnej na dzień {on:%d.%m.%Y}.")
    if not edition.hours:
        found.append("Nie wpisano planowanych godzin na osobę.")
    return found


def _letter(text: Text, enrolment: Enrolment, centre: Centre, bases, limits) -> Letter:
    facility, agreement = enrolment.facility, enrolment.edition.agreement
    known = {
        **values.of_centre(centre),
        **values.of_enrolment(enrolment),
        "placówka": facility.name,
        "adres_placówki": facility.address,
        "osoba_kontaktowa": facility.contact,
        "rodzaj_pracy": enrolment.get_work_kind_display(),
        "porozumienie": values.agreement_in_words(agreement) if agreement else "",
        "podstawa_prawna": values.law_of(enrolment, bases),
    }
    return Letter(
        text,
        known,
        sex=enrolment.participant.sex,
        dated=paper.place_and_day(centre, timezone.localdate()) if text.is_dated else "",
        facts=_facts(known, _hours(enrolment, limits)),
    )


def _facts(known: dict[str, str], hours: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Placówka", known["placówka"]),
        ("Adres placówki", known["adres_placówki"]),
        ("Osoba do kontaktu", known["osoba_kontaktowa"]),
        ("Czas skierowania", f"od {known['od']} do {known['do']}"),
        ("Rodzaj pracy", known["rodzaj_pracy"]),
        ("Wymiar", hours),
        ("Porozumienie", known["porozumienie"]),
        ("Podstawa prawna", known["podstawa_prawna"]),
    )


def _hours(enrolment: Enrolment, limits: Iterable[Rate]) -> str:
    """The hours planned and the limits in force on the first day."""
    day, signed_on = enrolment.started_on, signing_day(enrolment.edition)
    planned = enrolment.edition.hours
    said = [f"{planned} godz. w całej edycji"] if planned else []
    said += [
        LIMITS[limit.kind].format(f"{limit.value.normalize():f}")
        for limit in sorted(limits, key=lambda limit: limit.kind == Rate.Kind.MONTHLY_HOURS)
        if limit.binds(day, signed_on)
    ]
    return "; ".join(said)
