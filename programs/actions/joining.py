"""How people come into an edition, and what somebody answers for when taking them in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import explained, save_checked, told_of
from participants.models import Participant
from programs.actions.enrolments import break_off
from programs.admission import Objection, assess, objections_to, referrals_of
from programs.models import Edition, Enrolment, Facility, Override, Reason


class NeedsReason(ValidationError):
    """Something speaks against it: allowed once somebody who has seen all of it says why."""

    def __init__(self, objections: list[Objection]) -> None:
        super().__init__([one.sentence for one in objections if one.needs_reason])
        self.objections = objections


@dataclass(frozen=True)
class Answer:
    """Why people are taken in although something speaks against it.

    `seen` are the keys of the objections that were shown to whoever wrote the reason; an
    objection that came up since is shown first. None where the reason is for whatever there is.
    """

    by: User
    reason: str = ""
    seen: Collection[str] | None = None

    def covers(self, objections: Iterable[Objection]) -> bool:
        """Nothing needs a reason, or there is one and all that needs it had been seen."""
        serious = [one for one in objections if one.needs_reason]
        unseen = self.seen is not None and any(one.key not in self.seen for one in serious)
        return not serious or (bool(self.reason) and not unseen)


@action
def enter_past_part(
    *, by: User, participant: Participant, edition: Edition, on: date | None = None, **details
) -> Enrolment:
    """Write down a part as it was, from the edition's first day unless said otherwise.

    Nothing is judged but the rules of the database, so no page leads here: who was taken in
    years ago was judged then.
    """
    return save_checked(
        Enrolment(
            participant=participant,
            edition=edition,
            started_on=on or edition.starts_on,
            **details,
        )
    )


@action
def enrol(
    *,
    by: User,
    participant: Participant,
    edition: Edition,
    on: date | None = None,
    override_reason: str = "",
    seen: Collection[str] | None = None,
    **details,
) -> Enrolment:
    """Take one person into an edition, from its first day unless said otherwise.

    Judges and raises NeedsReason as `enrol_many` does.
    """
    answer = Answer(by, override_reason, seen)
    on = on or edition.starts_on
    [enrolment] = _take_in(edition, [participant], on, answer, details)
    return enrolment


@action
def enrol_many(
    *,
    by: User,
    edition: Edition,
    people: Iterable[Participant],
    on: date,
    override_reason: str = "",
    seen: Collection[str] | None = None,
    **details,
) -> list[Enrolment]:
    """Take people into an edition together, each from their referral if there is one.

    All or nothing. Raises NeedsReason when something speaks against it and no reason is given,
    or when something does that is not among `seen`; whoever takes in at the same time waits, so
    that the last place is not filled twice unseen.
    """
    return _take_in(edition, list(people), on, Answer(by, override_reason, seen), details)


def _take_in(
    edition: Edition, people: list[Participant], on: date, answer: Answer, details: dict
) -> list[Enrolment]:
    edition = lock_places(edition, details)
    named = details.pop("referral", None)
    referrals = {named.participant_id: named} if named else referrals_of(edition, people)
    standings = assess(edition, people, on, referrals)
    objections = objections_to(edition, standings, on, details.get("facility"))
    enrolments = []
    for person in people:
        with told_of(person):
            details["referral"] = referrals.get(person.pk)
            details["override_reason"] = reason_for(person, objections, answer)
            part = Enrolment(participant=person, edition=edition, started_on=on, **details)
            enrolments.append(save_checked(part))
    # Said last: a person who is in the edition already is the plainer mistake.
    keep_overrides(enrolments, objections, answer)
    return enrolments


@action
def replace(
    *,
    by: User,
    enrolment: Enrolment,
    participant: Participant,
    on: date,
    override_reason: str = "",
    seen: Collection[str] | None = None,
    **details,
) -> Enrolment:
    """Take another person into the place that an ended enrolment left; a place is taken once.

    Raises NeedsReason as `enrol_many` does.
    """
    details.setdefault("facility", enrolment.facility)
    edition = lock_places(enrolment.edition, details)
    left = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    return _take_over(edition, left, participant, on, Answer(by, override_reason, seen), details)


@action
def interrupt_and_replace(
    *,
    by: User,
    enrolment: Enrolment,
    left_on: date,
    reason: Reason,
    participant: Participant | None = None,
    on: date | None = None,
    override_reason: str = "",
    seen: Collection[str] | None = None,
    **details,
) -> tuple[Enrolment, Enrolment | None]:
    """End an enrolment before its time and take another person into its place, both or neither.

    She begins on the next day unless said otherwise; without anybody only the first is done.
    """
    details.setdefault("facility", enrolment.facility)
    edition = lock_places(enrolment.edition, details)
    left = break_off(enrolment, left_on, reason)
    if participant is None:
        return left, None
    on = on or left_on + timedelta(days=1)
    answer = Answer(by, override_reason, seen)
    return left, _take_over(edition, left, participant, on, answer, details)


def _take_over(
    edition: Edition,
    left: Enrolment,
    participant: Participant,
    on: date,
    answer: Answer,
    details: dict,
) -> Enrolment:
    if left.result == Enrolment.Result.ONGOING:
        raise ValidationError("Najpierw zakończ udział osoby, której miejsce się zwalnia.")
    if taken := Enrolment.objects.filter(replaces=left).select_related("participant").first():
        raise ValidationError(f"To miejsce zajmuje już inna osoba: {taken.participant}.")
    if on < left.ended_on:
        raise ValidationError(f"To miejsce jest wolne dopiero od {left.ended_on:%d.%m.%Y}.")
    referral = details.pop("referral", None)
    referrals = {participant.pk: referral} if referral else referrals_of(edition, [participant])
    standings = assess(edition, [participant], on, referrals)
    objections = objections_to(edition, standings, on, details["facility"], left)
    joined = save_checked(
        Enrolment(
            participant=participant,
            edition=edition,
            referral=referrals.get(participant.pk),
            started_on=on,
            replaces=left,
            override_reason=reason_for(participant, objections, answer),
            **details,
        )
    )
    keep_overrides([joined], objections, answer)
    return joined


def lock_places(edition: Edition, details: dict) -> Edition:
    """The edition with its places and agreement, and the facility, as they are, held to the end.

    Always in this order, lest two clerks wait for each other for ever.
    """
    editions = Edition.objects.select_for_update(of=("self",))
    current = editions.select_related("program", "agreement").get(pk=edition.pk)
    if facility := details.get("facility"):
        facilities = Facility.objects.select_for_update(no_key=True)
        details["facility"] = facilities.get(pk=facility.pk)
    return current


def _concerning(person: Participant, objections: Iterable[Objection]) -> list[Objection]:
    return [one for one in objections if one.person is None or one.person.pk == person.pk]


def reason_for(person: Participant, objections: list[Objection], answer: Answer) -> str:
    """The answer's reason, if anything that concerns the person needs one."""
    is_needed = any(one.needs_reason for one in _concerning(person, objections))
    return answer.reason if is_needed else ""


def keep_overrides(
    enrolments: list[Enrolment], objections: list[Objection], answer: Answer
) -> None:
    """Keep with each enrolment what spoke against it; raises NeedsReason."""
    if not answer.covers(objections):
        raise NeedsReason(objections)
    with explained(Override):
        Override.objects.bulk_create(
            Override(
                enrolment=enrolment,
                kind=one.kind,
                name=one.name,
                finding=one.finding,
                legal_basis=one.legal_basis,
                reason=answer.reason if one.needs_reason else "",
                stated_by=answer.by,
            )
            for enrolment in enrolments
            for one in _concerning(enrolment.participant, objections)
        )
