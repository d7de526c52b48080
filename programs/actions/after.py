"""What is entered after people's parts in an edition have ended, and what takes an end back."""

from collections.abc import Iterable
from datetime import date

import pghistory
from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked, told_of
from programs.actions.enrolments import free_numbers
from programs.missing.gaps import stage_on
from programs.models import Edition, Enrolment, FollowUp, Program


@action
def issue_certificates(
    *, by: User, edition: Edition, enrolments: Iterable[Enrolment], on: date
) -> list[Enrolment]:
    """Give the next free numbers of the programme's year to those who completed without one."""
    # Two clerks who number certificates at once wait for each other on the programme's row.
    program = Program.objects.select_for_update().get(pk=edition.program_id)
    numbers = free_numbers(program, on.year)
    issued = []
    for enrolment in enrolments:
        with told_of(enrolment.participant):
            issued.append(_certify(enrolment, on, numbers))
    return issued


def _certify(enrolment: Enrolment, on: date, numbers) -> Enrolment:
    current = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if current.result != Enrolment.Result.COMPLETED:
        raise ValidationError("Ten udział nie jest ukończony.")
    if current.certificate_number:
        raise ValidationError(f"Zaświadczenie jest już wydane: nr {current.certificate_number}.")
    if on < current.ended_on:
        raise ValidationError(f"Ten udział ukończono dopiero {current.ended_on:%d.%m.%Y}.")
    current.certificate_number, current.certificate_on = next(numbers), on
    return save_checked(current)


@action
def note_no_change(
    *, by: User, enrolments: Iterable[Enrolment], on: date, note: str = ""
) -> list[FollowUp]:
    """Answer the reminders that were due on the day: asked, and nothing has changed."""
    answers = []
    for enrolment in enrolments:
        with told_of(enrolment.participant):
            stage = enrolment.ended_on and stage_on(enrolment.ended_on, on)
            if not stage:
                raise ValidationError("W tym dniu nie minęło jeszcze 30 dni od końca udziału.")
            answers.append(
                save_checked(
                    FollowUp(enrolment=enrolment, due_after=stage, checked_on=on, note=note, by=by)
                )
            )
    return answers


@action
def reopen_enrolment(*, by: User, enrolment: Enrolment, reason: str) -> Enrolment:
    """Take back a completion or an interruption entered by mistake; the reason goes to the journal.

    The certificate's number is taken back as well. Refuses when somebody else has taken the
    place meanwhile.
    """
    current = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if current.result == Enrolment.Result.ONGOING:
        raise ValidationError("Ten udział trwa: nie ma czego cofać.")
    if taken := Enrolment.objects.filter(replaces=current).select_related("participant").first():
        raise ValidationError(f"To miejsce zajęła już inna osoba: {taken.participant}.")
    current.result = Enrolment.Result.ONGOING
    current.ended_on = current.reason = current.certificate_on = None
    current.certificate_number = ""
    with pghistory.context(reason=reason):
        return save_checked(current)
