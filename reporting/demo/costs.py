"""The books: what public works and the CIS cost, month by month, kind by kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.actions import record_cost
from programs.models import Cost, Payer
from programs.period import Period
from reporting.demo.stage import Stage

Kind = Cost.Kind


@dataclass(frozen=True)
class Account:
    """Amounts of consecutive months of one year; a dash is a month without any."""

    program: str
    kind: str
    payer: str
    first_month: date
    amounts: str

    def entries(self) -> Iterator[tuple[Period, Decimal]]:
        for place, amount in enumerate(self.amounts.split()):
            month = self.first_month.replace(month=self.first_month.month + place)
            if amount != "-":
                yield Period.of_month(month), Decimal(amount)


JANUARY_2013, SEPTEMBER_2013 = date(2013, 1, 1), date(2013, 9, 1)
JANUARY_2014, APRIL_2014 = date(2014, 1, 1), date(2014, 4, 1)
JANUARY_2015, JANUARY_2016 = date(2015, 1, 1), date(2016, 1, 1)

PUBLIC_WORKS = (
    Account(
        "rp", Kind.WAGES, Payer.PUP, APRIL_2014,
        "4814.14 4984.37 4831.04 4859.42 4893.82 - 11687.99 11245.12 11451.54",
    ),
    Account(
        "rp", Kind.WAGE_TOP_UP, Payer.MOPS, APRIL_2014,
        "799.44 829.50 823.73 827.75 775.05 - 1837.21 1825.34 1935.68",
    ),
    Account(
        "rp", Kind.WAGES, Payer.PUP, JANUARY_2015,
        "10263.37 18685.06 22530.33 30478.30 36228.66 41122.72 "
        "33844.89 25848.21 32125.80 27490.13 27088.98",
    ),
    Account(
        "rp", Kind.LABOUR_FUND, Payer.MOPS, JANUARY_2015,
        "213.47 388.64 468.63 633.94 753.55 855.35 703.97 537.64 668.21 571.79 563.45",
    ),
    Account(
        "rp", Kind.WAGE_TOP_UP, Payer.MOPS, JANUARY_2015,
        "922.81 1655.19 1935.05 2773.06 3059.79 3672.01 2957.77 2198.73 2780.54 2368.98 2441.92",
    ),
    Account(
        "rp", Kind.PFRON, Payer.MOPS, JANUARY_2015,
        "424.86 500.28 479.55 419.68 545.47 502.64 430.28 446.57 513.32 512.79 505.51",
    ),
    Account(
        "rp", Kind.MEDICAL_EXAMS, Payer.MOPS, JANUARY_2015,
        "- 300.00 480.00 300.00 240.00 240.00 180.00 - 540.00 300.00 180.00",
    ),
    Account(
        "rp", Kind.LEAVE_EQUIVALENT, Payer.MOPS, JANUARY_2015,
        "- 312.40 - 186.55 164.20 973.10 882.75 641.30 719.80 583.65 -",
    ),
    Account(
        "rp", Kind.PROTECTIVE_CLOTHING, Payer.MOPS, JANUARY_2015,
        "- 489.50 523.00 316.80 249.60 299.45 178.20 - 612.35 334.10 210.75",
    ),
    Account("rp", Kind.WAGES, Payer.PUP, JANUARY_2016, "35077.72 7094.33 12431.01"),
    Account("rp", Kind.WAGE_TOP_UP, Payer.MOPS, JANUARY_2016, "5072.21 1068.00 1921.84"),
)  # fmt: skip
"""December 2015 is not settled yet."""

CIS = (
    Account(
        "cis", Kind.PENSION_CONTRIBUTIONS, Payer.PUP, SEPTEMBER_2013,
        "3810.42 3795.16 3822.05 3804.77",
    ),
    Account(
        "cis", Kind.PENSION_CONTRIBUTIONS, Payer.PUP, JANUARY_2014,
        "24843.34 25787.74 25028.95 26966.88 25617.62 27504.64 "
        "26801.08 26246.96 26117.40 27385.57 27585.88 26308.71",
    ),
    Account(
        "cis", Kind.PENSION_CONTRIBUTIONS, Payer.PUP, JANUARY_2015,
        "25185.63 25388.85 31066.33 33710.39 32889.22 31639.95 "
        "30707.38 30798.07 27323.30 26248.21 25253.32 25390.86",
    ),
    Account(
        "cis", Kind.PENSION_CONTRIBUTIONS, Payer.PUP, JANUARY_2016, "27659.79 27412.41 28179.93"
    ),
    Account(
        "cis", Kind.HEALTH_CONTRIBUTIONS, Payer.MOPS, JANUARY_2013,
        "1483.91 1432.15 1453.05 1386.67 1457.16 1451.18 "
        "1489.24 1470.41 1411.30 1422.43 1453.55 1382.48",
    ),
    Account(
        "cis", Kind.HEALTH_CONTRIBUTIONS, Payer.MOPS, JANUARY_2014,
        "1503.29 1498.67 1513.56 1566.64 1552.44 1562.75 "
        "1561.21 1515.99 1399.63 1609.30 1575.49 1493.20",
    ),
    Account(
        "cis", Kind.HEALTH_CONTRIBUTIONS, Payer.MOPS, JANUARY_2016, "1651.55 1625.12 1620.53"
    ),
)  # fmt: skip
"""Health contributions of 2015 were not entered when those of 2016 began to be."""


def keep_books(stage: Stage) -> None:
    """Enter the costs of all years; those of socially useful work come from its hours."""
    for account in (*PUBLIC_WORKS, *CIS):
        for period, amount in account.entries():
            record_cost(
                by=stage.by,
                program=stage.programs[account.program],
                kind=account.kind,
                payer=account.payer,
                amount=amount,
                period_from=period.start,
                period_to=period.end,
                is_monthly=True,
            )
