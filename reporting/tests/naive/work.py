"""1.3 and 1.4: public works and socially useful work."""

from calendar import monthrange
from datetime import date, timedelta

from django.utils import timezone

from programs.models import Enrolment, Referral
from reporting.tests.naive.records import (
    Records,
    because,
    last_day,
    money,
    people,
    result_known,
    unless_empty,
    weighing,
)

PAID_MONTHLY = {"wages", "allowances", "pension_contributions", "health_contributions"}


def public_works(rows: Records) -> dict:
    here = rows.taking_part("public_works")
    supervising = supervisors(rows)
    supervised = [e for e in here if e.facility and e.facility.institution_id in supervising]
    months = [begun_months(e.started_on, min(last_day(e), rows.last)) for e in here]
    retained = [
        e for e in here if rows.in_year(e.ended_on) and rows.outcome_later(e, "open_market_job")
    ]
    named = ("crossing_guard", "city_works")
    return unless_empty(
        here,
        {
            "rp.employed": people(here),
            "rp.crossing_guards": people(e for e in here if e.work_kind == "crossing_guard"),
            "rp.city_works": people(e for e in here if e.work_kind == "city_works"),
            "rp.other_works": people(e for e in here if e.work_kind not in named),
            "rp.alimony_debtors": people(e for e in here if is_debtor(rows, e)),
            "rp.pisiz_graduates": people(
                e for e in here if rows.completed_before(e.participant_id, "pisiz", e.started_on)
            ),
            "rp.shortest_months": min(months, default=None),
            "rp.longest_months": max(months, default=None),
            "rp.facilities": {e.facility_id for e in supervised},
            "rp.unsupervised": people(e for e in here if e not in supervised),
            "rp.retained": people(retained),
            "rp.overdue": people(e for e in here if rows.overdue(e)),
        },
    ) | costs(rows, "rp", "public_works")


def supervisors(rows: Records) -> set[int]:
    """Institutions with an agreement on supervising public works in force in the year."""
    return {
        party.pk
        for agreement in rows.agreements
        if agreement.kind == "supervision"
        and rows.touches(agreement.valid_from, agreement.valid_to)
        and any(program.kind == "public_works" for program in agreement.programs.all())
        for party in agreement.parties.all()
    }


def is_debtor(rows: Records, enrolment: Enrolment) -> bool:
    """A debtor on some day of the employment that is a day of the year."""
    start = max(enrolment.started_on, rows.first)
    end = min(last_day(enrolment), rows.last)
    return any(
        fact.kind == "alimony_debtor"
        and fact.participant_id == enrolment.participant_id
        and fact.valid_from <= end
        and (fact.valid_to is None or fact.valid_to >= start)
        for fact in rows.facts
    )


def begun_months(start: date, end: date) -> int:
    """Months from day to day, both included, a begun one as a whole."""
    months = 1
    while a_month_later(start, months) <= end:
        months += 1
    return months


def a_month_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def costs(rows: Records, prefix: str, kind: str) -> dict:
    bills = rows.bills(kind)
    return unless_empty(
        bills,
        {
            f"{prefix}.cost_total": money(bills),
            f"{prefix}.cost_pup": money(c for c in bills if c.payer == "pup"),
            f"{prefix}.cost_mops": money(c for c in bills if c.payer == "mops"),
            f"{prefix}.cost_others": money(c for c in bills if c.payer not in ("pup", "mops")),
        },
    )


def unsettled_months(rows: Records, kind: str, paid_monthly=PAID_MONTHLY) -> tuple[date, ...]:
    """First days of months with somebody at work and no monthly cost."""
    worked = {m for e in rows.taking_part(kind) for m in months_of(e.started_on, last_day(e))}
    paid = [c for c in rows.bills(kind) if c.kind in paid_monthly]
    settled = {m for c in paid for m in months_of(c.period_from, c.period_to)}
    missing = {m for m in worked - settled if rows.in_year(m) and m <= timezone.localdate()}
    return tuple(sorted(missing))


def months_of(start: date, end: date) -> set[date]:
    """First days of the months that the days from start to end touch."""
    days = range((end - start).days + 1)
    return {(start + timedelta(days=n)).replace(day=1) for n in days}


def psu(rows: Records) -> dict:
    here = rows.taking_part("psu")
    left = [e for e in here if rows.interrupted(e)]
    justified = weighing(left, "justified")
    profiles = {e: profile_at_end(rows, e) for e in left}
    return (
        unless_empty(
            here,
            {
                "psu.first_day": min((max(e.started_on, rows.first) for e in here), default=None),
                "psu.last_day": max((min(last_day(e), rows.last) for e in here), default=None),
                "psu.worked": people(here),
                "psu.several_editions": in_several_editions(here),
                "psu.facilities": {e.facility_id for e in here if e.facility_id},
                "psu.then_open_market": people(
                    e for e in here if rows.has_outcome(e, "open_market_job", e.started_on)
                ),
                "psu.overdue": people(e for e in here if rows.overdue(e)),
            },
        )
        | result_known(
            here,
            {
                "psu.interrupted": people(left),
                "psu.interrupted_profile_iii": people(e for e in left if profiles[e] == "III"),
                "psu.interrupted_profile_ii": people(e for e in left if profiles[e] == "II"),
                "psu.interrupted_other_profile": people(
                    e for e in left if profiles[e] in (None, "I")
                ),
                "psu.interrupted_unjustified": people(weighing(left, "unjustified")),
                "psu.interrupted_justified": people(justified),
                "psu.interrupted_otherwise": people(weighing(left, "other")),
                "psu.interrupted_for_work": because("took_job", justified),
            },
        )
        | psu_list(rows, people(here))
        | costs(rows, "psu", "psu")
        | hours(rows)
    )


def psu_list(rows: Records, workers: set[int]) -> dict:
    listed = [
        r
        for r in rows.referrals
        if r.program.kind == "psu" and r.year == rows.year and r.edition is None
    ]
    offered = [r for r in listed if r.offered_on]
    declined = [r for r in offered if r.decision == Referral.Decision.DECLINED]
    took_up = [r for r in offered if r not in declined and r.participant_id in workers]
    return unless_empty(
        listed,
        {
            "psu.listed": people(listed),
            "psu.offered": people(offered),
            "psu.declined": people(declined),
            "psu.declined_justified": people(weighing(declined, "justified")),
            "psu.declined_unjustified": people(weighing(declined, "unjustified")),
            "psu.declined_otherwise": people(weighing(declined, "other")),
            "psu.not_offered": people(r for r in listed if r.decision == "never_offered"),
            "psu.took_up": people(took_up),
        },
    )


def hours(rows: Records) -> dict:
    worked = [
        row
        for row in rows.hours
        if row.enrolment.edition.program.kind == "psu" and rows.in_year(row.month)
    ]
    return unless_empty(worked, {"psu.hours": sum(row.hours for row in worked)})


def in_several_editions(here: list[Enrolment]) -> set[int]:
    pairs = {(e.participant_id, e.edition_id) for e in here}
    names = [person for person, edition in pairs]
    return {person for person in names if names.count(person) > 1}


def profile_at_end(rows: Records, enrolment: Enrolment) -> str | None:
    """The profile last set by the day on which the work was broken off."""
    known = [
        p for p in rows.profiles_of(enrolment.participant_id) if p.assessed_on <= enrolment.ended_on
    ]
    return known[-1].profile if known else None
