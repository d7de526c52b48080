"""What the records say, as the fields of a document's text print it."""

from collections.abc import Iterable

from mops import typography
from mops.models import Centre
from participants.models import Participant
from programs.models import Agreement, Edition, Enrolment, LegalBasis


def of_centre(centre: Centre) -> dict[str, str]:
    return {
        "ośrodek": centre.name,
        "ośrodek_dopełniacz": centre.name_genitive,
        "ośrodek_miejscownik": centre.name_locative,
        "dział": centre.department,
        "dział_dopełniacz": centre.department_genitive,
        "miasto": centre.city,
        "miasto_miejscownik": centre.city_locative,
        "urząd_pracy": centre.labour_office,
        "dyrektor": centre.director_title,
        "kierownik": centre.head_title,
        "koordynator": centre.coordinator_title,
    }


def of_person(person: Participant) -> dict[str, str]:
    return {
        "uczestnik": person.full_name,
        "data_urodzenia": typography.day(person.birth_date),
        "adres": person.address,
        "pesel": person.pesel or "",
    }


def of_edition(edition: Edition) -> dict[str, str]:
    return {
        "program": edition.program.name,
        "edycja": edition.roman_number,
        "edycja_od": typography.day(edition.starts_on),
        "edycja_do": typography.day(edition.ends_on),
    }


def of_enrolment(enrolment: Enrolment) -> dict[str, str]:
    """The person, the edition and the part taken in it."""
    edition = enrolment.edition
    return {
        **of_person(enrolment.participant),
        **of_edition(edition),
        "od": typography.day(enrolment.started_on),
        "do": typography.day(enrolment.ended_on or edition.ends_on),
        "godziny": str(edition.hours or ""),
    }


def law_of(enrolment: Enrolment, bases: Iterable[LegalBasis]) -> str:
    """The provisions under which the enrolment falls.

    The day on which the edition's agreement was signed decides; without one, the first day.
    """
    agreement = enrolment.edition.agreement
    day = agreement.signed_on if agreement else enrolment.started_on
    return "; ".join(basis.citation for basis in bases if basis.binds(day))


def agreement_in_words(agreement: Agreement) -> str:
    """An agreement as letters name it: nr 5/2015 z 23 lutego 2015 r. (prace społecznie użyteczne)."""
    number = f"nr {agreement.number} " if agreement.number else ""
    return f"{number}z {typography.day(agreement.signed_on)} ({agreement.get_kind_display()})"
