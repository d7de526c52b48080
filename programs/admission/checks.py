"""How each condition is checked: met, not met or unknown, and why, in words.

What is absent from the records is unknown; only a record that says no makes a condition unmet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from participants.models import DatedFact, ProfileAssessment
from programs.admission.evidence import Evidence
from programs.models import EntryCondition
from programs.period import Period

Check = EntryCondition.Check
Fact = DatedFact.Kind

MONTH = 30
"""Days of a month where a length in months need not run without a break (art. 114 of the civil code)."""
LONG = 365
"""Days of registration in the last two years beyond which unemployment is long-term
(art. 2 ust. 1 pkt 5 of the act of 20.04.2004)."""


class State(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """What came of one check; an unknown one says what it lacks in `reason`: „pomocy społecznej”."""

    state: State
    reason: str
    when: str = ""
    """To which time the lack relates: „w marcu 2015 r.”."""

    @property
    def sentence(self) -> str:
        if self.state != State.UNKNOWN:
            return self.reason
        return f"brak danych o {self.reason} {self.when}".strip()


MONTHS = (
    "styczniu", "lutym", "marcu", "kwietniu", "maju", "czerwcu",
    "lipcu", "sierpniu", "wrześniu", "październiku", "listopadzie", "grudniu",
)  # fmt: skip


def day(value: date) -> str:
    return f"{value:%d.%m.%Y}"


def on_day(value: date) -> str:
    return f"w dniu {day(value)}"


def in_month(value: date) -> str:
    return f"w {MONTHS[value.month - 1]} {value.year} r."


def judge(condition: EntryCondition, evidence: Evidence) -> Finding:
    """The finding of one condition about one person."""
    if condition.check_kind == Check.TOTAL_TIME:
        return _total_time(evidence, condition.months)
    return CHECKS[condition.check_kind](evidence)


def _fact(evidence: Evidence, kind: str, name: str, about: str, period: Period, when: str):
    """A dated fact: held in the period, ended before it, or not known of that time."""
    facts = evidence.facts_of(kind)
    for fact in reversed(facts):
        is_over = fact.valid_to and fact.valid_to < period.start
        if fact.valid_from <= period.end and not is_over:
            detail = f" ({fact.detail})" if fact.detail else ""
            return Finding(State.MET, f"{name} od {day(fact.valid_from)}{detail}")
    ended = [fact.valid_to for fact in facts if fact.valid_to and fact.valid_to < period.start]
    if ended:
        return Finding(State.UNMET, f"{name} tylko do {day(max(ended))}")
    return Finding(State.UNKNOWN, about, when)


def _on_the_day(evidence: Evidence, *, kind: str, name: str, about: str) -> Finding:
    period = Period(evidence.on, evidence.on)
    return _fact(evidence, kind, name, about, period, on_day(evidence.on))


def _snapshot(evidence: Evidence, field: str, name: str) -> Finding | None:
    """What the referral says by yes or no; none where it is silent."""
    said = getattr(evidence.referral, field, None)
    if said is None:
        return None
    answer = "tak" if said else "nie"
    reason = f"{name}: {answer}, wg skierowania z {day(evidence.referral.referred_on)}"
    return Finding(State.MET if said else State.UNMET, reason)


def _uses_assistance(evidence: Evidence) -> Finding:
    return _snapshot(evidence, "uses_assistance", "pomoc społeczna") or _fact(
        evidence,
        Fact.SOCIAL_ASSISTANCE,
        "pomoc społeczna",
        "pomocy społecznej",
        Period.of_month(evidence.on),
        in_month(evidence.on),
    )


def _has_ipd(evidence: Evidence) -> Finding:
    missing = Finding(State.UNKNOWN, "indywidualnym planie działania", on_day(evidence.on))
    return _snapshot(evidence, "has_ipd", "plan działania") or missing


def _profile_iii(evidence: Evidence) -> Finding:
    third = ProfileAssessment.Profile.III
    if evidence.referral and evidence.referral.profile:
        state = State.MET if evidence.referral.profile == third else State.UNMET
        name = evidence.referral.get_profile_display()
        return Finding(state, f"{name} wg skierowania z {day(evidence.referral.referred_on)}")
    known = [row for row in evidence.profiles if row.assessed_on <= evidence.on]
    if not known:
        return Finding(State.UNKNOWN, "profilu pomocy", on_day(evidence.on))
    last = known[-1]
    state = State.MET if last.profile == third else State.UNMET
    return Finding(state, f"{last.get_profile_display()} ustalony {day(last.assessed_on)}")


_registered = partial(
    _on_the_day,
    kind=Fact.REGISTERED,
    name="rejestracja w urzędzie pracy",
    about="rejestracji w urzędzie pracy",
)
_no_benefit = partial(
    _on_the_day, kind=Fact.NO_BENEFIT_RIGHT, name="bez prawa do zasiłku", about="prawie do zasiłku"
)


def _without_benefit(evidence: Evidence) -> Finding:
    """Registered, and without the right to benefit; either record that says no is enough."""
    findings = [_registered(evidence), _no_benefit(evidence)]
    for state in (State.UNMET, State.UNKNOWN):
        if found := [finding for finding in findings if finding.state == state]:
            return Finding(state, " i ".join(one.reason for one in found), found[0].when)
    return Finding(State.MET, ", ".join(finding.reason for finding in findings))


def _long_unemployed(evidence: Evidence) -> Finding:
    """More than twelve months of registration in the last two years, and registered on the day.

    Too few days that are on record prove nothing: earlier ones may not have been entered.
    """
    now = _registered(evidence)
    if now.state != State.MET:
        return Finding(now.state, now.reason, now.when)
    two_years = Period(evidence.on - timedelta(days=2 * LONG), evidence.on)
    days = sum(
        _days_within(fact.valid_from, fact.valid_to, two_years)
        for fact in evidence.facts_of(Fact.REGISTERED)
    )
    if days > LONG:
        return Finding(State.MET, f"{now.reason}, w ostatnich dwóch latach łącznie dni: {days}")
    return Finding(State.UNKNOWN, f"rejestracji w urzędzie pracy przed {day(evidence.on)}")


def _days_within(start: date, end: date | None, period: Period) -> int:
    last = min(end or period.end, period.end)
    return max((last - max(start, period.start)).days + 1, 0)


def _social_contract(evidence: Evidence) -> Finding:
    signed = [one for one in evidence.contracts if one.signed_on <= evidence.on]
    for contract in reversed(signed):
        ends = [end for end in (contract.valid_to, contract.settled_on) if end]
        if all(end >= evidence.on for end in ends):
            return Finding(State.MET, str(contract))
    if signed:
        last = signed[-1]
        end = min(end for end in (last.valid_to, last.settled_on) if end)
        return Finding(State.UNMET, f"{last}, tylko do {day(end)}")
    return Finding(State.UNKNOWN, "kontrakcie socjalnym", on_day(evidence.on))


def _adult(evidence: Evidence) -> Finding:
    born = evidence.person.birth_date
    birthday_to_come = (evidence.on.month, evidence.on.day) < (born.month, born.day)
    age = evidence.on.year - born.year - birthday_to_come
    state = State.MET if age >= 18 else State.UNMET
    return Finding(state, f"wiek {on_day(evidence.on)}: {age}")


def _total_time(evidence: Evidence, months: int) -> Finding:
    """All her parts in programmes of the kind, with this one to the edition's last day."""
    others = sum(
        ((part.ended_on or part.edition.ends_on) - part.started_on).days + 1
        for part in evidence.parts
    )
    total = others + (evidence.ends_on - evidence.starts_on).days + 1
    limit = months * MONTH
    state = State.MET if total <= limit else State.UNMET
    return Finding(state, f"łącznie dni: {total} (w innych udziałach: {others}), limit: {limit}")


CHECKS: dict[str, Callable[[Evidence], Finding]] = {
    Check.PROFILE_III: _profile_iii,
    Check.USES_ASSISTANCE: _uses_assistance,
    Check.HAS_IPD: _has_ipd,
    Check.REGISTERED: _registered,
    Check.WITHOUT_BENEFIT: _without_benefit,
    Check.LONG_UNEMPLOYED: _long_unemployed,
    Check.SOCIAL_CONTRACT: _social_contract,
    Check.DISABILITY: partial(
        _on_the_day,
        kind=Fact.DISABILITY,
        name="niepełnosprawność",
        about="niepełnosprawności",
    ),
    Check.HOMELESSNESS: partial(
        _on_the_day, kind=Fact.HOMELESSNESS, name="bezdomność", about="bezdomności"
    ),
    Check.ADDICTION: partial(
        _on_the_day, kind=Fact.ADDICTION, name="uzależnienie", about="uzależnieniu"
    ),
    Check.AFTER_PRISON: partial(
        _on_the_day,
        kind=Fact.AFTER_PRISON,
        name="opuszczenie zakładu karnego",
        about="opuszczeniu zakładu karnego",
    ),
    Check.MENTAL_ILLNESS: partial(
        _on_the_day,
        kind=Fact.MENTAL_ILLNESS,
        name="choroba psychiczna",
        about="chorobie psychicznej",
    ),
    Check.REFUGEE: partial(
        _on_the_day, kind=Fact.REFUGEE, name="status uchodźcy", about="statusie uchodźcy"
    ),
    Check.ADULT: _adult,
}
