"""The usual conditions of each kind of programme; every centre edits them in the administration.

They are rows by kind, so that a programme opened today has them without anybody's doing.
The articles of the act of 20.03.2025 are not cited: its rows name the act alone.
"""

from datetime import date
from typing import NamedTuple

from django.apps import apps as current_apps

from programs.models.entry_condition import EntryCondition
from programs.models.program import Program

Check = EntryCondition.Check
Kind = Program.Kind

PROMOTION_ACT = (
    "{article} ustawy z dnia 20 kwietnia 2004 r. o promocji zatrudnienia i instytucjach rynku pracy"
)
LABOUR_MARKET_ACT = (
    "ustawa z dnia 20 marca 2025 r. o rynku pracy i służbach zatrudnienia (Dz.U. 2025 poz. 620)"
)
SOCIAL_EMPLOYMENT_ACT = "art. 1 ust. 2 ustawy z dnia 13 czerwca 2003 r. o zatrudnieniu socjalnym"
ASSISTANCE_ACT = "{article} ustawy z dnia 12 marca 2004 r. o pomocy społecznej"
PROJECT_RULES = "regulamin projektu"

START_OF_PROMOTION_ACT = date(2004, 6, 1)
END_OF_PROMOTION_ACT = date(2025, 5, 31)
START_OF_LABOUR_MARKET_ACT = date(2025, 6, 1)
START_OF_PAI, END_OF_PROFILES = date(2014, 5, 27), date(2019, 6, 30)
AFTER_PROFILES = date(2019, 7, 1)
START_OF_PSU = date(2005, 11, 1)


class Usual(NamedTuple):
    """One usual condition; `one_of` joins those of which any will do."""

    kind: Program.Kind
    check: EntryCondition.Check
    since: date
    until: date | None
    law: str
    one_of: int | None = None
    months: int | None = None


def _under_both_acts(kind, check, article: str, since: date, **options) -> tuple[Usual, Usual]:
    """A condition that outlived the act which laid it down."""
    old = PROMOTION_ACT.format(article=article)
    return (
        Usual(kind, check, since, END_OF_PROMOTION_ACT, old, **options),
        Usual(kind, check, START_OF_LABOUR_MARKET_ACT, None, LABOUR_MARKET_ACT, **options),
    )


OLD_PAI = PROMOTION_ACT.format(article="art. 62a")
CIS_GROUPS = (
    Check.HOMELESSNESS,
    Check.ADDICTION,
    Check.MENTAL_ILLNESS,
    Check.LONG_UNEMPLOYED,
    Check.AFTER_PRISON,
    Check.REFUGEE,
    Check.DISABILITY,
)

USUAL = (
    *(
        Usual(Kind.PAI, check, START_OF_PAI, END_OF_PROFILES, OLD_PAI)
        for check in (Check.PROFILE_III, Check.USES_ASSISTANCE, Check.HAS_IPD)
    ),
    *_under_both_acts(Kind.PAI, Check.WITHOUT_BENEFIT, "art. 62a", AFTER_PROFILES),
    *_under_both_acts(Kind.PAI, Check.USES_ASSISTANCE, "art. 62a", AFTER_PROFILES),
    *_under_both_acts(Kind.PAI, Check.TOTAL_TIME, "art. 62a", START_OF_PAI, months=6),
    *(
        row
        for number, check in ((1, Check.WITHOUT_BENEFIT), (2, Check.USES_ASSISTANCE))
        for either in (check, Check.SOCIAL_CONTRACT)
        for row in _under_both_acts(Kind.PSU, either, "art. 73a", START_OF_PSU, one_of=number)
    ),
    *_under_both_acts(Kind.PUBLIC_WORKS, Check.REGISTERED, "art. 57", START_OF_PROMOTION_ACT),
    *(
        Usual(Kind.CIS, check, date(2003, 8, 14), None, SOCIAL_EMPLOYMENT_ACT, one_of=1)
        for check in CIS_GROUPS
    ),
    Usual(
        Kind.EU_PROJECT,
        Check.SOCIAL_CONTRACT,
        date(2007, 1, 1),
        None,
        f"{PROJECT_RULES}; {ASSISTANCE_ACT.format(article='art. 108')}",
    ),
    Usual(Kind.EU_PROJECT, Check.USES_ASSISTANCE, date(2007, 1, 1), None, PROJECT_RULES),
    *(
        Usual(Kind.PISIZ, check, date(2004, 5, 1), None, PROJECT_RULES, one_of=1)
        for check in (Check.USES_ASSISTANCE, Check.LONG_UNEMPLOYED)
    ),
)


def add_usual_conditions(apps=current_apps) -> None:
    """Add the usual conditions where there are none at all; `apps` may be a migration's."""
    conditions = apps.get_model("programs", "EntryCondition").objects
    if conditions.exists():
        return
    conditions.bulk_create(
        conditions.model(
            program_kind=usual.kind.value,
            check_kind=usual.check.value,
            alternative=usual.one_of,
            months=usual.months,
            valid_from=usual.since,
            valid_to=usual.until,
            legal_basis=usual.law,
        )
        for usual in USUAL
    )
