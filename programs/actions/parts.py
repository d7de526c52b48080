"""A person's part in an edition corrected: its first day, place, kind of work and group."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.actions.joining import Answer, keep_overrides, lock_places, reason_for
from programs.actions.records import for_change
from programs.admission import Objection, assess, objections_to_correction
from programs.models import Edition, Enrolment, Override

CLOSED = "Ta edycja jest zamknięta. Najpierw otwórz ją ponownie."
HOURS_BEFORE = "Są wpisane godziny za miesiące przed nowym początkiem udziału."


@action
def correct_part(
    *,
    by: User,
    enrolment: Enrolment,
    shown: Mapping[str, object] | None = None,
    override_reason: str = "",
    seen: Collection[str] | None = None,
    **details,
) -> Enrolment:
    """Correct how somebody takes part; what speaks against the change is judged as on taking in.

    Raises NeedsReason as `enrol_many` does, StaleRecord if somebody else corrected it meanwhile.
    """
    edition = lock_places(enrolment.edition, details)
    if edition.closed_on:
        raise ValidationError(CLOSED)
    part = for_change(enrolment, shown)
    before = part.started_on, part.facility_id
    for name, value in details.items():
        setattr(part, name, value)
    _refuse_hours_before(part)
    objections = _new_objections(edition, part, before)
    answer = Answer(by, override_reason, seen)
    reason = reason_for(part.participant, objections, answer)
    part.override_reason = reason or part.override_reason
    save_checked(part)
    keep_overrides([part], objections, answer)
    return part


def _refuse_hours_before(part: Enrolment) -> None:
    if part.work_months.filter(month__lt=part.started_on.replace(day=1)).exists():
        raise ValidationError({"started_on": HOURS_BEFORE})


def _new_objections(edition: Edition, part: Enrolment, before: tuple) -> list[Objection]:
    """What the change brings up; what was answered for when she was taken in stays answered."""
    referrals = {part.participant_id: part.referral} if part.referral else {}
    people = [part.participant]
    [standing] = assess(edition, people, part.started_on, referrals, beside=part)
    found = objections_to_correction(edition, part, standing, before)
    answered = set(Override.objects.filter(enrolment=part).values_list("kind", "name", "finding"))
    return [one for one in found if (one.kind, one.name, one.finding) not in answered]
