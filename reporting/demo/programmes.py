"""The programmes, the law on which they rest and the rates it sets."""

from datetime import date
from decimal import Decimal

from mops.saving import save_checked
from programs.models import LegalBasis, Program, Rate
from reporting.demo.stage import Stage

Kind = Program.Kind

RPO_NAME = (
    "Programy aktywnej integracji osób i grup zagrożonych wykluczeniem społecznym "
    "(RPO Województwa Śląskiego, poddziałanie 9.1.6)"
)
PROGRAMMES = {
    "pisiz": (Kind.PISIZ, "Punkt Integracji Społecznej i Zawodowej", "PISiZ", None),
    "pai": (Kind.PAI, "Program Aktywizacja i Integracja", "PAI", None),
    "rp": (Kind.PUBLIC_WORKS, "Roboty publiczne", "Roboty publiczne", None),
    "psu": (Kind.PSU, "Prace społecznie użyteczne", "PSU", None),
    "cis": (Kind.CIS, "Centrum Integracji Społecznej", "CIS", "reda"),
    "awr": (
        Kind.EU_PROJECT,
        "AWR – Akademia Własnego Rozwoju. Program Aktywnej Integracji w Jaworznie",
        "AWR",
        None,
    ),
    "rpo": (
        Kind.EU_PROJECT,
        RPO_NAME,
        "RPO",
        None,
    ),
}
"""Kind, name, short name and who runs it where that is not the centre."""

PROMOTION_ACT = (
    "ustawa z dnia 20 kwietnia 2004 r. o promocji zatrudnienia i instytucjach rynku pracy "
    "(Dz. U. z {journal} z późn. zm.)"
)
SINCE_2013 = PROMOTION_ACT.format(journal="2013 r. poz. 674")
SINCE_2015 = PROMOTION_ACT.format(journal="2015 r. poz. 149")
PSU_REGULATION = (
    "rozporządzenie Ministra Pracy i Polityki Społecznej z dnia 22 lipca 2011 r. w sprawie "
    "organizowania prac społecznie użytecznych (Dz. U. z 28 lipca 2011 r. nr 155 poz. 921)"
)
END_OF_OLD_TEXT, START_OF_NEW_TEXT = date(2014, 12, 31), date(2015, 1, 1)
END_OF_ACT = date(2025, 5, 31)
LEGAL_BASES = (
    ("pai", f"{SINCE_2015}, art. 62a ust. 7", START_OF_NEW_TEXT, None),
    ("rp", f"{SINCE_2013}, art. 49", date(2013, 6, 1), END_OF_OLD_TEXT),
    ("rp", f"{SINCE_2015}, art. 49", START_OF_NEW_TEXT, None),
    ("psu", f"{SINCE_2013}, art. 73a", date(2013, 6, 1), END_OF_OLD_TEXT),
    ("psu", f"{SINCE_2015}, art. 73a", START_OF_NEW_TEXT, None),
    ("psu", PSU_REGULATION, date(2011, 8, 12), None),
)

Of = Rate.Kind
HOURLY_2014 = Decimal("8.00")
HOURLY_2015 = Decimal("8.10")
RATES = (
    ("psu", Of.HOURLY, HOURLY_2014, date(2014, 1, 1), date(2014, 12, 31)),
    ("psu", Of.HOURLY, HOURLY_2015, date(2015, 1, 1), date(2018, 5, 31)),
    ("psu", Of.REFUND_SHARE, Decimal("0.60"), date(2014, 1, 1), None),
    ("psu", Of.WEEKLY_HOURS, Decimal(10), date(2005, 11, 1), None),
    ("psu", Of.MONTHLY_HOURS, Decimal(40), date(2005, 11, 1), None),
    ("pai", Of.WEEKLY_HOURS, Decimal(10), date(2014, 5, 27), None),
    ("pai", Of.MONTHLY_HOURS, Decimal(40), date(2014, 5, 27), None),
)


def set_up(stage: Stage) -> None:
    """Enter the programmes with their law and rates.

    Whoever signed before the act of 2004 ended keeps its provisions and rates.
    """
    for key, (kind, name, short_name, operator) in PROGRAMMES.items():
        stage.programs[key] = save_checked(
            Program(
                kind=kind,
                name=name,
                short_name=short_name,
                operator=stage.institutions.get(operator),
            )
        )
    for key, citation, valid_from, valid_to in LEGAL_BASES:
        basis = LegalBasis(
            citation=citation, valid_from=valid_from, valid_to=valid_to, signed_to=END_OF_ACT
        )
        basis.program = stage.programs[key]
        save_checked(basis)
    for key, kind, value, valid_from, valid_to in RATES:
        rate = Rate(kind=kind, value=value, valid_from=valid_from, valid_to=valid_to)
        rate.program = stage.programs[key]
        save_checked(rate)
