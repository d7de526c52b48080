"""1.5 and 1.6: the CIS and EU projects."""

from reporting.tests.naive.records import Records, money, people, result_known, unless_empty
from reporting.tests.naive.work import unsettled_months


def cis(rows: Records) -> dict:
    here = rows.taking_part("cis")
    left = {e: e.reason.code for e in here if rows.interrupted(e)}
    bills = rows.bills("cis")
    pensions = [c for c in bills if c.kind == "pension_contributions" and c.payer == "pup"]
    grants = [g for g in rows.grants if g.program and g.program.kind == "cis"]
    this_year = [g for g in grants if g.year == rows.year]
    return (
        unless_empty(this_year, {"cis.grant": money(this_year)})
        | unless_empty(
            here,
            {
                "cis.participants": people(here),
                "cis.overdue": people(e for e in here if rows.overdue(e)),
            },
        )
        | result_known(
            here,
            {
                "cis.struck_off": people(e for e in left if left[e] == "struck_off"),
                "cis.resigned": people(e for e in left if left[e] == "resigned"),
                "cis.not_extended": people(e for e in left if left[e] == "not_extended"),
            },
        )
        | workshops(rows)
        | unless_empty(bills, {"cis.pension_contributions": money(pensions)})
        | health_contributions(rows)
    )


def workshops(rows: Records) -> dict:
    held = [
        a
        for a in rows.activities
        if a.edition.program.kind == "cis"
        and rows.touches(a.starts_on, a.ends_on or a.edition.ends_on)
    ]
    names = {a.name for a in held if a.kind == "vocational_workshop"}
    return unless_empty(held, {"cis.workshops": names})


def health_contributions(rows: Records) -> dict:
    """Those of this year, else of the latest year before it that has any."""
    bills = health_bills(rows)
    paid = [c for c in bills if c.period_from.year == latest_year(bills)]
    return unless_empty(bills, {"cis.health_contributions": money(paid)})


def health_gap(rows: Records) -> tuple:
    """Months of that year that were worked and have none."""
    latest = latest_year(health_bills(rows))
    of_year = Records(latest) if latest else rows
    return unsettled_months(of_year, "cis", {"health_contributions"})


def latest_year(bills: list) -> int | None:
    return max((c.period_from.year for c in bills), default=None)


def health_bills(rows: Records) -> list:
    return [
        c
        for c in rows.costs
        if c.program.kind == "cis"
        and c.kind == "health_contributions"
        and c.payer == "mops"
        and c.period_from <= rows.last
    ]


def eu_projects(rows: Records) -> dict:
    here = rows.taking_part("eu_project")
    done = [e for e in here if rows.completed(e)]
    with_contract = {
        c.participant_id
        for c in rows.contracts
        if c.purpose == "eu_project" and c.signed_on <= rows.last
    }
    return (
        unless_empty(
            here,
            {
                "awr.participants": people(here),
                "awr.women": people(e for e in here if e.participant.sex == "F"),
                "awr.men": people(e for e in here if e.participant.sex == "M"),
                "awr.without_contract": people(here) - with_contract,
                "awr.overdue": people(e for e in here if rows.overdue(e)),
            },
        )
        | result_known(
            here,
            {
                "awr.completed": people(done),
                "awr.completed_women": people(e for e in done if e.participant.sex == "F"),
                "awr.completed_men": people(e for e in done if e.participant.sex == "M"),
            },
        )
        | family_conferences(rows)
        | benefits(rows)
        | budgets(rows)
    )


def family_conferences(rows: Records) -> dict:
    activities = [
        a
        for a in rows.activities
        if a.edition.program.kind == "eu_project" and rows.in_year(a.starts_on)
    ]
    contracts = [
        c for c in rows.contracts if c.purpose == "family_conference" and rows.in_year(c.settled_on)
    ]
    held = [a for a in activities if a.kind == "family_conference"]
    fulfilled = people(c for c in contracts if c.result == "fulfilled")
    return unless_empty(activities, {"awr.family_conferences": len(held)}) | unless_empty(
        contracts, {"awr.family_contracts_fulfilled": fulfilled}
    )


def benefits(rows: Records) -> dict:
    paid = [
        b
        for b in rows.benefits
        if b.enrolment.edition.program.kind == "eu_project" and rows.in_year(b.paid_on)
    ]
    return unless_empty(paid, {"awr.benefits_paid": money(b for b in paid if b.kind == "purpose")})


def budgets(rows: Records) -> dict:
    funding = [a for a in rows.amounts if a.agreement.kind == "project_funding"]
    now = [a for a in funding if rows.in_year(a.valid_from)]
    later = [
        a
        for a in funding
        if rows.in_year(a.agreement.signed_on) and a.agreement.valid_from > rows.last
    ]
    others = (a for a in later if a.source not in ("eu", "own"))
    return unless_empty(
        now,
        {
            "awr.budget_eu": money(a for a in now if a.source == "eu"),
            "awr.budget_own": money(a for a in now if a.source == "own"),
        },
    ) | unless_empty(
        later,
        {
            "rpo.total": money(later),
            "rpo.eu": money(a for a in later if a.source == "eu"),
            "rpo.own": money(a for a in later if a.source == "own"),
            "rpo.others": money(others),
        },
    )
