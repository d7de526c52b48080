import re
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked, told_of
from programs.models import Edition, Enrolment, Outcome, Program, Reason


@action
def complete(
    *, by: User, enrolment: Enrolment, on: date | None = None, certificate_number: str = ""
) -> Enrolment:
    """End an enrolment as completed, on the edition's last day unless said otherwise.

    With a certificate number the certificate is dated on the same day.
    """
    return _complete(enrolment, on, certificate_number)


def _complete(enrolment: Enrolment, on: date | None, certificate_number: str) -> Enrolment:
    enrolment = _open(enrolment)
    enrolment.result = Enrolment.Result.COMPLETED
    enrolment.ended_on = on or enrolment.edition.ends_on
    if certificate_number:
        enrolment.certificate_number = certificate_number
        enrolment.certificate_on = enrolment.ended_on
    return save_checked(enrolment)


@action
def complete_many(
    *,
    by: User,
    edition: Edition,
    enrolments: Iterable[Enrolment],
    on: date,
    with_certificates: bool = True,
    certificate_number: str = "",
) -> list[Enrolment]:
    """End enrolments in one edition as completed, all or nothing.

    Certificates get the next free numbers of the programme's year, in the order of the
    enrolments; a number typed by hand is for one person.
    """
    enrolments = list(enrolments)
    # Two clerks who number certificates at once wait for each other on the programme's row.
    program = Program.objects.select_for_update().get(pk=edition.program_id)
    if certificate_number:
        _refuse_used(program, certificate_number, enrolments)
        numbers = iter([certificate_number])
    else:
        numbers = free_numbers(program, on.year) if with_certificates else iter(())
    completed = []
    for enrolment in enrolments:
        with told_of(enrolment.participant):
            completed.append(_complete(enrolment, on, next(numbers, "")))
    return completed


def _refuse_used(program: Program, number: str, enrolments: list[Enrolment]) -> None:
    if len(enrolments) > 1:
        raise ValidationError("Jeden numer zaświadczenia jest dla jednej osoby.")
    if Enrolment.objects.filter(edition__program=program, certificate_number=number).exists():
        raise ValidationError(f"Zaświadczenie nr {number} jest już wydane.")


def free_numbers(program: Program, year: int):
    """Numbers of certificates after the last one that was given: 8/PAI/2015, 9/PAI/2015, ..."""
    ending = f"/{program.short_name}/{year}"
    given = Enrolment.objects.filter(
        edition__program=program, certificate_number__endswith=ending
    ).values_list("certificate_number", flat=True)
    heads = (number.removesuffix(ending) for number in given)
    last = max((int(head) for head in heads if re.fullmatch(r"[0-9]{1,9}", head)), default=0)
    while True:
        last += 1
        yield f"{last}{ending}"


@action
def interrupt(*, by: User, enrolment: Enrolment, on: date, reason: Reason) -> Enrolment:
    """End an enrolment before its time, for a coded reason."""
    return break_off(enrolment, on, reason)


def break_off(enrolment: Enrolment, on: date, reason: Reason) -> Enrolment:
    """End the enrolment before its time, within another action."""
    enrolment = _open(enrolment)
    enrolment.result = Enrolment.Result.INTERRUPTED
    enrolment.ended_on = on
    enrolment.reason = reason
    return save_checked(enrolment)


@action
def interrupt_many(
    *, by: User, enrolments: Iterable[Enrolment], on: date, reason: Reason
) -> list[Enrolment]:
    """End enrolments before their time on one day and for one reason, all or nothing."""
    interrupted = []
    for enrolment in enrolments:
        with told_of(enrolment.participant):
            interrupted.append(break_off(enrolment, on, reason))
    return interrupted


@action
def record_outcome(
    *, by: User, enrolment: Enrolment, kind: str, on: date, detail: str = "", proof: str = ""
) -> Outcome:
    """Note what happened to a person after an enrolment."""
    return _outcome(enrolment, kind, on, detail, proof)


@action
def record_outcomes(
    *,
    by: User,
    enrolments: Iterable[Enrolment],
    kind: str,
    on: date,
    detail: str = "",
    proof: str = "",
) -> list[Outcome]:
    """Note the same outcome of several people's enrolments, all or nothing."""
    outcomes = []
    for enrolment in enrolments:
        with told_of(enrolment.participant):
            if on < enrolment.started_on:
                raise ValidationError("Rezultat nie może być wcześniejszy niż początek udziału.")
            outcomes.append(_outcome(enrolment, kind, on, detail, proof))
    return outcomes


def _outcome(enrolment: Enrolment, kind: str, on: date, detail: str, proof: str) -> Outcome:
    return save_checked(
        Outcome(
            participant=enrolment.participant,
            enrolment=enrolment,
            kind=kind,
            occurred_on=on,
            detail=detail,
            proof=proof,
        )
    )


def _open(enrolment: Enrolment) -> Enrolment:
    """The enrolment locked for this transaction; refuses one that somebody ended meanwhile."""
    current = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if current.result != Enrolment.Result.ONGOING:
        raise ValidationError(f"Ten udział jest już zakończony ({current.ended_on:%d.%m.%Y}).")
    return current
