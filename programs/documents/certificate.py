"""The certificate of completion: one page a person, set to be framed."""

from collections.abc import Iterable

from mops import typography
from mops.models import Centre
from programs.documents import paper, values
from programs.documents.fields import examples
from programs.documents.kinds import Kind
from programs.documents.texts import Letter, Text
from programs.models import DocumentTemplate, Edition, Enrolment

TITLE = "Zaświadczenie o ukończeniu programu"
TITLE_OF_MANY = "Zaświadczenia o ukończeniu programu"


def numbered(edition: Edition) -> list[Enrolment]:
    """Completed enrolments with a number, in alphabetical order: those that can be printed."""
    return list(_completed(edition).exclude(certificate_number=""))


def without_number(edition: Edition) -> list[Enrolment]:
    """Completed enrolments whose certificate has not been issued yet."""
    return list(_completed(edition).filter(certificate_number=""))


def write(enrolments: Iterable[Enrolment]) -> bytes:
    """The certificates of enrolments in one programme, a page each."""
    enrolments = list(enrolments)
    centre = Centre.objects.current()
    program = enrolments[0].edition.program
    text = DocumentTemplate.objects.text_of(Kind.CERTIFICATE, program)
    letters = [_letter(text, enrolment, centre) for enrolment in enrolments]
    title = TITLE if len(letters) == 1 else TITLE_OF_MANY
    return paper.to_pdf(Kind.CERTIFICATE, title, centre=centre, letters=letters)


def preview(text: Text, *, woman: bool) -> bytes:
    """The certificate of a person who does not exist."""
    centre = Centre.objects.current()
    letter = Letter(
        text,
        {**examples(Kind.CERTIFICATE, woman=woman), **values.of_centre(centre)},
        sex="F" if woman else "M",
        omits_gaps=True,
        dated=f"{centre.city or 'Przykładowo'}, 30 czerwca 2015 r." if text.is_dated else "",
    )
    return paper.to_pdf(Kind.CERTIFICATE, TITLE, centre=centre, letters=[letter])


def _completed(edition: Edition):
    completed = edition.enrolments.filter(result=Enrolment.Result.COMPLETED)
    return completed.select_related("participant", "edition__program").order_by(
        "participant__sort_key", "started_on", "pk"
    )


def _letter(text: Text, enrolment: Enrolment, centre: Centre) -> Letter:
    day = enrolment.certificate_on
    return Letter(
        text,
        {
            **values.of_centre(centre),
            **values.of_enrolment(enrolment),
            "numer": enrolment.certificate_number,
            "data_zaświadczenia": typography.day(day),
        },
        sex=enrolment.participant.sex,
        omits_gaps=True,
        dated=paper.place_and_day(centre, day) if text.is_dated else "",
    )
