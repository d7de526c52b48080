"""The figures once more, from their Polish definitions: all rows in memory, loops and sets.

Nothing here is taken from the catalogue. A set of people stands for its size; None is "no data".
"""

from fractions import Fraction

from reporting.tests.naive.learning import pai, pisiz
from reporting.tests.naive.records import Records
from reporting.tests.naive.support import cis, eu_projects, health_gap
from reporting.tests.naive.work import psu, public_works, unsettled_months


def figures(year: int) -> dict[str, object]:
    """The values of the year by key."""
    rows = Records(year)
    found = pisiz(rows) | pai(rows) | public_works(rows) | psu(rows) | cis(rows) | eu_projects(rows)
    sizes = {key: len(value) if isinstance(value, set) else value for key, value in found.items()}
    return sizes | shares(sizes)


def gaps(year: int) -> dict[str, tuple]:
    """Months that were worked and are not settled, by the key of the amount that lacks them."""
    rows = Records(year)
    pensions = {"pension_contributions"}
    return {
        "rp.cost_total": unsettled_months(rows, "public_works"),
        "psu.cost_total": unsettled_months(rows, "psu"),
        "cis.pension_contributions": unsettled_months(rows, "cis", pensions),
        "cis.health_contributions": health_gap(rows),
    }


def share(part, whole, scale=100):
    """A share of nothing does not apply; a share of the unknown is unknown."""
    return None if part is None or not whole else scale * Fraction(part) / Fraction(whole)


def shares(sizes: dict) -> dict:
    halves = {
        "pai.completed_percent": ("pai.completed", "pai.enrolled"),
        "pai.social_competence_percent": ("pai.social_competence", "pai.completed"),
        "pai.self_esteem_percent": ("pai.self_esteem", "pai.completed"),
        "pai.activity_percent": ("pai.activity", "pai.completed"),
        "pai.employment_percent": ("pai.employed", "pai.completed"),
        "rp.retained_percent": ("rp.retained", "rp.employed"),
        "rp.cost_pup_percent": ("rp.cost_pup", "rp.cost_total"),
        "rp.cost_mops_percent": ("rp.cost_mops", "rp.cost_total"),
        "psu.worked_percent": ("psu.worked", "psu.listed"),
        "psu.offered_percent": ("psu.offered", "psu.listed"),
        "psu.not_offered_percent": ("psu.not_offered", "psu.listed"),
        "psu.then_open_market_percent": ("psu.then_open_market", "psu.worked"),
        "rpo.eu_percent": ("rpo.eu", "rpo.total"),
        "rpo.own_percent": ("rpo.own", "rpo.total"),
    }
    found = {key: share(sizes[part], sizes[whole]) for key, (part, whole) in halves.items()}
    per_hour = share(sizes["psu.cost_total"], sizes["psu.hours"], scale=1)
    return found | {"psu.cost_per_hour": per_hour}
