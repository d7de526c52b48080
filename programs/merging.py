"""Rows of programmes that one person cannot have at once, told to the merging of records."""

from participants.merging.rules import Rows, Rule, collide_by
from programs.models import Enrolment, Outcome, Referral


def _to_the_same(one: Referral, other: Referral) -> bool:
    if one.edition_id or other.edition_id:
        return one.edition_id == other.edition_id
    return (one.program_id, one.year) == (other.program_id, other.year)


def _needless_referral(one: Referral, other: Referral, rows: Rows) -> Referral | None:
    """The undecided one, from which nobody was taken in."""
    used = {enrolment.referral_id for enrolment in rows["programs.Enrolment"]}
    for row, beside in ((other, one), (one, other)):
        says_as_much = row.decision in (Referral.Decision.PENDING, beside.decision)
        if says_as_much and row.pk not in used:
            return row
    return None


def _referral_in_words(referral: Referral) -> str:
    where = f"edycja {referral.edition}" if referral.edition_id else f"{referral.program}"
    return f"{referral}, {where} ({referral.get_decision_display()})"


def _at_once(one: Enrolment, other: Enrolment) -> bool:
    starts_in_time = other.ended_on is None or one.started_on <= other.ended_on
    ends_late = one.ended_on is None or other.started_on <= one.ended_on
    return one.edition_id == other.edition_id and starts_in_time and ends_late


def _enrolment_in_words(enrolment: Enrolment) -> str:
    until = f"do {enrolment.ended_on:%d.%m.%Y}" if enrolment.ended_on else "nadal"
    return f"udział w edycji {enrolment.edition} od {enrolment.started_on:%d.%m.%Y} {until}"


def _needless_outcome(one: Outcome, other: Outcome, rows: Rows) -> Outcome | None:
    """The one that tells nothing more; after which enrolment it came, one of them may say."""
    for row, beside in ((other, one), (one, other)):
        if (
            (beside.enrolment_id or not row.enrolment_id)
            and row.detail in ("", beside.detail)
            and row.proof in ("", beside.proof)
        ):
            return row
    return None


def register() -> None:
    """Called when the application starts."""
    collide_by(
        "programs.Referral",
        Rule(
            _to_the_same,
            _needless_referral,
            "Oba skierowania są rozstrzygnięte. Popraw lub usuń jedno z nich.",
            _referral_in_words,
            ("program", "edition__program"),
        ),
    )
    collide_by(
        "programs.Enrolment",
        Rule(
            _at_once,
            lambda one, other, rows: None,
            "Jedna osoba uczestniczy w edycji raz w tym samym czasie. Popraw daty jednego udziału.",
            _enrolment_in_words,
            ("edition__program",),
        ),
    )
    collide_by(
        "programs.Outcome",
        Rule(
            lambda one, other: (one.kind, one.occurred_on) == (other.kind, other.occurred_on),
            _needless_outcome,
            "Popraw jeden z tych rezultatów: datę albo szczegóły i potwierdzenie.",
        ),
    )
