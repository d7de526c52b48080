from datetime import date

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from participants.models import Participant
from programs.models import Edition, Enrolment, Outcome, Reason


@action
def enrol(
    *, by: User, participant: Participant, edition: Edition, on: date | None = None, **details
) -> Enrolment:
    """Take a person into an edition, from its first day unless said otherwise."""
    return save_checked(
        Enrolment(
            participant=participant,
            edition=edition,
            started_on=on or edition.starts_on,
            **details,
        )
    )


@action
def complete(
    *, by: User, enrolment: Enrolment, on: date | None = None, certificate_number: str = ""
) -> Enrolment:
    """End an enrolment as completed, on the edition's last day unless said otherwise.

    With a certificate number the certificate is dated on the same day.
    """
    enrolment = _open(enrolment)
    enrolment.result = Enrolment.Result.COMPLETED
    enrolment.ended_on = on or enrolment.edition.ends_on
    if certificate_number:
        enrolment.certificate_number = certificate_number
        enrolment.certificate_on = enrolment.ended_on
    return save_checked(enrolment)


@action
def interrupt(*, by: User, enrolment: Enrolment, on: date, reason: Reason) -> Enrolment:
    """End an enrolment before its time, for a coded reason."""
    enrolment = _open(enrolment)
    enrolment.result = Enrolment.Result.INTERRUPTED
    enrolment.ended_on = on
    enrolment.reason = reason
    return save_checked(enrolment)


@action
def replace(
    *, by: User, enrolment: Enrolment, participant: Participant, on: date, **details
) -> Enrolment:
    """Take another person into the place that an ended enrolment left."""
    if enrolment.result == Enrolment.Result.ONGOING:
        raise ValidationError("Najpierw zakończ udział osoby, której miejsce się zwalnia.")
    return save_checked(
        Enrolment(
            participant=participant,
            edition=enrolment.edition,
            started_on=on,
            replaces=enrolment,
            **{"facility": enrolment.facility, **details},
        )
    )


@action
def record_outcome(
    *, by: User, enrolment: Enrolment, kind: str, on: date, detail: str = "", proof: str = ""
) -> Outcome:
    """Note what happened to a person after an enrolment."""
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
