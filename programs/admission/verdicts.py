"""A programme's conditions judged of each person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from participants.models import Participant
from programs.admission.checks import Finding, State, judge
from programs.admission.evidence import Evidence, gather, referrals_of
from programs.models import Edition, Enrolment, EntryCondition, Referral


@dataclass(frozen=True)
class Verdict:
    """One condition, or the alternatives that count as one, judged of one person."""

    key: str
    state: State
    name: str
    reason: str
    legal_basis: str
    explanation: str = ""


@dataclass(frozen=True)
class Standing:
    """A person before the conditions of an edition."""

    evidence: Evidence
    verdicts: list[Verdict]

    @property
    def person(self) -> Participant:
        return self.evidence.person

    @property
    def referral(self) -> Referral | None:
        return self.evidence.referral

    def _in(self, state: State) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.state == state]

    @property
    def met(self) -> list[Verdict]:
        return self._in(State.MET)

    @property
    def unmet(self) -> list[Verdict]:
        return self._in(State.UNMET)

    @property
    def unknown(self) -> list[Verdict]:
        return self._in(State.UNKNOWN)


def assess(
    edition: Edition,
    people: Collection[Participant],
    on: date,
    referrals: dict[int, Referral] | None = None,
    *,
    with_parts: bool = False,
    beside: Enrolment | None = None,
) -> list[Standing]:
    """Each person's standing, in the order given; as many queries for one as for many.

    Facts count as of the day of the referral, else of `on`. Which conditions hold is decided by
    the day on which the edition's agreement was signed, for an agreement keeps the law under which
    it was made; without an agreement by the same day as the facts. `with_parts` has everybody's
    earlier parts in programmes of the kind in the evidence, needed for a condition or not;
    `beside` is the part that is judged itself, and so no earlier one.
    """
    conditions = list(EntryCondition.objects.of(edition.program))
    if referrals is None:
        referrals = referrals_of(edition, people)
    checks = {condition.check_kind for condition in conditions}
    signed_on = edition.agreement.signed_on if edition.agreement else None
    return [
        Standing(evidence, _verdicts(conditions, evidence, signed_on or evidence.on))
        for evidence in gather(edition, people, on, checks, referrals, with_parts, beside)
    ]


def _verdicts(conditions: list[EntryCondition], evidence: Evidence, law_of: date) -> list[Verdict]:
    in_force = [condition for condition in conditions if condition.holds_on(law_of)]
    in_force.sort(key=lambda condition: (condition.alternative or 0, condition.pk))
    groups = groupby(in_force, key=lambda condition: condition.alternative or -condition.pk)
    return [_verdict(list(group), evidence) for _, group in groups]


def _verdict(alternatives: list[EntryCondition], evidence: Evidence) -> Verdict:
    findings = [judge(condition, evidence) for condition in alternatives]
    state = _any_of(findings)
    bases = dict.fromkeys(condition.legal_basis for condition in alternatives)
    explanations = dict.fromkeys(condition.explanation for condition in alternatives)
    return Verdict(
        key=f"{evidence.person.pk}.{alternatives[0].pk}.{state}",
        state=state,
        name=_name(alternatives),
        reason=_reason(state, findings),
        legal_basis="; ".join(filter(None, bases)),
        explanation=" ".join(filter(None, explanations)),
    )


def _name(alternatives: list[EntryCondition]) -> str:
    names = [str(condition) for condition in alternatives]
    return " albo ".join(names) if len(names) < 3 else f"jedno z: {', '.join(names)}"


def _any_of(findings: list[Finding]) -> State:
    """One that is met is enough; all must be unmet, for the whole to be."""
    states = {finding.state for finding in findings}
    if State.MET in states:
        return State.MET
    return State.UNKNOWN if State.UNKNOWN in states else State.UNMET


def _reason(state: State, findings: list[Finding]) -> str:
    """Why: what is met; else what is not, and what the records lack, said together."""
    if state == State.MET:
        return "; ".join(one.sentence for one in findings if one.state == State.MET)
    unmet = [one.sentence for one in findings if one.state == State.UNMET]
    lacking = [one for one in findings if one.state == State.UNKNOWN]
    if len(lacking) == 1:
        unmet.append(lacking[0].sentence)
    elif lacking:
        unmet.append(f"brak danych o: {', '.join(one.reason for one in lacking)}")
    return "; ".join(unmet)
