"""Money given to associations after the yearly competitions of the commission on alcohol problems."""

from decimal import Decimal

from programs.actions import award_grant
from programs.models import Payer
from reporting.demo.stage import Stage

CIS_PURPOSE = "Prowadzenie reintegracji społeczno-zawodowej w Centrum Integracji Społecznej"
PURPOSE = "Prowadzenie reintegracji społeczno-zawodowej"
GRANTS = (
    (2014, "reda", "cis", CIS_PURPOSE, Decimal("310500.00")),
    (2014, "chsd", None, PURPOSE, Decimal("22000.00")),
    (2015, "reda", "cis", CIS_PURPOSE, Decimal("323404.00")),
    (2015, "chsd", None, PURPOSE, Decimal("25000.00")),
    (2016, "reda", "cis", CIS_PURPOSE, Decimal("330000.00")),
    (2016, "chsd", None, PURPOSE, Decimal("26500.00")),
)


def award_all(stage: Stage) -> None:
    """Enter the grants of all years."""
    for year, recipient, program, purpose, amount in GRANTS:
        award_grant(
            by=stage.by,
            recipient=stage.institutions[recipient],
            program=stage.programs.get(program),
            year=year,
            payer=Payer.GKRPA,
            purpose=purpose,
            amount=amount,
        )
