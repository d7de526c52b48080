"""What a person's programmes still want of the clerk, each with the form that does it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.http import urlencode

from participants.models import Participant
from participants.next_steps import Step
from programs.missing import LOOKED_BACK, with_gaps
from programs.missing.gaps import stage_on
from programs.models import Edition, Enrolment, FollowUp, Referral

Decision = Referral.Decision
CHANGE = "programs.change_enrolment"
SCORE = "programs.add_assessment"
GAPS = (
    ("results", "Nie wpisano, jak skończył się udział w {edition}.", "Wpisz ukończenie",
     "enrolments_complete", CHANGE),
    ("certificates", "Nie ma zaświadczenia za {edition}.", "Nadaj numer",
     "certificates_issue", CHANGE),
    ("sheets_before", "Nie ma arkusza „przed” w {edition}.", "Wpisz arkusz",
     "edition_scores", SCORE),
    ("sheets_after", "Nie ma arkusza „po” w {edition}.", "Wpisz arkusz", "edition_scores", SCORE),
    ("profiles", "Nie ma nowego profilu z urzędu pracy po {edition}.", "Wpisz profil",
     "profiles_add", "participants.add_profileassessment"),
    ("asked", "Minęło {asked} od końca udziału w {edition}.", "Wpisz, co się zmieniło",
     "follow_ups_add", "programs.add_followup"),
)  # fmt: skip
"""The gap, its sentence, and the form that fills it with the permission for it."""


def read_programs(person: Participant, today: date) -> None:
    """Take the person's referrals and parts along, for the time line and for the steps."""
    parts = with_gaps(today).select_related("edition__program", "facility", "reason")
    referrals = Referral.objects.select_related("program", "edition__program", "reason")
    prefetch_related_objects(
        [person],
        Prefetch("referrals", referrals),
        Prefetch("enrolments", parts),
    )


def program_steps(person: Participant, today: date) -> Iterator[Step]:
    """After read_programs(); what nobody has minded for a year is left to the edition's page."""
    parts = list(person.enrolments.all())
    for referral in person.referrals.all():
        if _is_waiting(referral, parts, today):
            yield _of_referral(referral)
    for part in parts:
        if part.edition.closed_on is None and part.edition.ends_on >= today - LOOKED_BACK:
            yield from _of_part(part, today)


def _is_waiting(referral: Referral, parts: list[Enrolment], today: date) -> bool:
    """Can still be taken in from this referral, and is not yet."""
    if referral.decision not in (Decision.PENDING, Decision.QUALIFIED, Decision.RESERVE):
        return False
    if any(_came_of(referral, part) for part in parts):
        return False
    edition = referral.edition
    if edition is None:
        return referral.year >= today.year
    return edition.closed_on is None and edition.ends_on >= today


def _came_of(referral: Referral, part: Enrolment) -> bool:
    if part.referral_id == referral.pk:
        return True
    if referral.edition_id:
        return part.edition_id == referral.edition_id
    years = (part.edition.starts_on.year, part.edition.ends_on.year)
    return part.edition.program_id == referral.program_id and referral.year in years


def _of_referral(referral: Referral) -> Step:
    edition = referral.edition
    name = _name(edition) if edition else f"{referral.program}, lista na rok {referral.year}"
    if referral.decision != Decision.PENDING:
        has_place = referral.decision == Decision.QUALIFIED
        because = f"Zakwalifikowano: {name}." if has_place else f"Czeka w rezerwie: {name}."
        return Step(because, "Przyjmij", _taking_in(referral), "programs.add_enrolment")
    if referral.interviewed_on is None:
        because, verb, form = f"Skierowanie czeka na rozmowę: {name}.", "Wpisz rozmowę", "interview"
    else:
        because, verb, form = f"Po rozmowie nie ma decyzji: {name}.", "Wpisz decyzję", "decide"
    if edition:
        url = _opened(f"referrals_{form}", edition, referral=referral.pk)
    else:
        url = reverse("year_referrals", args=[referral.program_id, referral.year])
    return Step(because, verb, url, "programs.change_referral")


def _taking_in(referral: Referral) -> str:
    if referral.edition:
        return _opened("enrolments_add", referral.edition, referral=referral.pk)
    return reverse("participant_enrol", args=[referral.participant_id])


def _of_part(part: Enrolment, today: date) -> Iterator[Step]:
    due = stage_on(part.ended_on, today) if part.asked else None
    asked = FollowUp.After(due).label if due else ""
    for gap, sentence, verb, form, needs in GAPS:
        if getattr(part, gap):
            ticked = {} if needs == SCORE else {"enrolment": part.pk, "origin": part.pk}
            url = _opened(form, part.edition, **ticked)
            yield Step(sentence.format(edition=_name(part.edition), asked=asked), verb, url, needs)


def _opened(form: str, edition: Edition, **ticked: int) -> str:
    query = f"?{urlencode(ticked)}" if ticked else ""
    return f"{reverse(form, args=[edition.pk])}{query}"


def _name(edition: Edition) -> str:
    return f"{edition.program} {edition.roman_number}"
