"""Agreements with partners; those on public works stand with the works themselves."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.actions import add_annex, assign_amount, sign_agreement
from programs.models import Agreement, AgreementAmount
from reporting.demo.stage import Stage

Kind = Agreement.Kind
Source = AgreementAmount.Source


@dataclass(frozen=True)
class Signing:
    """One agreement; `key` is the short name by which editions refer to it."""

    key: str
    kind: str
    on: date
    until: date | None
    parties: tuple[str, ...]
    programs: tuple[str, ...]
    subject: str
    since: date | None = None
    number: str = ""


CIS_PARTIES = ("reda", "pup", "mops")
OFFICES = ("mops", "pup")
CIS_SUBJECT = (
    "Wspólna realizacja projektu zintegrowanej pomocy dla osób "
    "podlegających wykluczeniu społecznemu"
)
PSU_SUBJECT = "Organizacja prac społecznie użytecznych"
PAI_SUBJECT = "Realizacja Programu Aktywizacja i Integracja"

SIGNINGS = (
    Signing(
        "awr", Kind.PROJECT_FUNDING, date(2008, 7, 18), date(2015, 6, 30), ("marshal", "mops"),
        ("awr",), "Dofinansowanie projektu systemowego „AWR – Akademia Własnego Rozwoju”",
        since=date(2008, 3, 1),
    ),
    Signing(
        "prison", Kind.READAPTATION, date(2011, 10, 17), None, ("mops", "prison"), (),
        "Przygotowanie osób opuszczających areszt do społecznej readaptacji",
    ),
    Signing("cis 2014", Kind.CIS, date(2014, 1, 2), date(2014, 12, 31), CIS_PARTIES, ("cis",), CIS_SUBJECT),
    Signing("cis 2015", Kind.CIS, date(2015, 1, 2), date(2015, 12, 31), CIS_PARTIES, ("cis",), CIS_SUBJECT),
    Signing("cis 2016", Kind.CIS, date(2016, 1, 4), date(2016, 12, 31), CIS_PARTIES, ("cis",), CIS_SUBJECT),
    Signing("psu 2014", Kind.PSU, date(2014, 2, 21), date(2014, 12, 31), OFFICES, ("psu",), PSU_SUBJECT),
    Signing("psu 2015", Kind.PSU, date(2015, 2, 20), date(2015, 12, 31), OFFICES, ("psu",), PSU_SUBJECT),
    Signing("psu 2016", Kind.PSU, date(2016, 2, 19), date(2016, 12, 31), OFFICES, ("psu",), PSU_SUBJECT),
    Signing("pai 2015", Kind.PAI, date(2015, 2, 23), date(2015, 12, 31), OFFICES, ("pai",), PAI_SUBJECT),
    Signing("pai 2016", Kind.PAI, date(2016, 2, 22), date(2016, 12, 31), OFFICES, ("pai",), PAI_SUBJECT),
    Signing("pai 2019", Kind.PAI, date(2019, 2, 18), date(2019, 12, 31), OFFICES, ("pai",), PAI_SUBJECT),
    Signing(
        "rpo", Kind.PROJECT_FUNDING, date(2015, 12, 31), date(2017, 12, 31), ("marshal", "mops"),
        ("rpo",), "Dofinansowanie projektu pozakonkursowego aktywnej integracji",
        since=date(2016, 1, 1),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Budget:
    """Money promised for a stretch of time, by the annex of that year where there is one."""

    agreement: str
    since: date
    until: date
    amounts: tuple[tuple[str, Decimal], ...]
    annex: tuple[str, date] | None = None


BUDGETS = (
    Budget(
        "awr", date(2014, 1, 1), date(2014, 12, 31),
        ((Source.EU, Decimal("806250.90")), (Source.OWN, Decimal("94650.12"))),
        annex=("12", date(2014, 2, 14)),
    ),
    Budget(
        "awr", date(2015, 1, 1), date(2015, 6, 30),
        ((Source.EU, Decimal("514461.04")), (Source.OWN, Decimal("63296.48"))),
        annex=("13", date(2015, 1, 22)),
    ),
    Budget(
        "rpo", date(2016, 1, 1), date(2017, 12, 31),
        ((Source.EU, Decimal("958783.00")), (Source.OWN, Decimal("169197.00"))),
    ),
)  # fmt: skip


def sign_all(stage: Stage) -> None:
    """Enter the agreements with their annexes and amounts."""
    for signing in SIGNINGS:
        stage.agreements[signing.key] = sign(stage, signing)
    for budget in BUDGETS:
        _assign(stage, budget)


def sign(stage: Stage, signing: Signing, **terms) -> Agreement:
    """Enter one agreement."""
    return sign_agreement(
        by=stage.by,
        kind=signing.kind,
        subject=signing.subject,
        number=signing.number,
        on=signing.on,
        valid_from=signing.since or signing.on,
        valid_to=signing.until,
        parties=[stage.institutions[key] for key in signing.parties],
        programs=[stage.programs[key] for key in signing.programs],
        **terms,
    )


def _assign(stage: Stage, budget: Budget) -> None:
    agreement = stage.agreements[budget.agreement]
    annex = _annex(stage, agreement, budget)
    for source, amount in budget.amounts:
        assign_amount(
            by=stage.by,
            agreement=agreement,
            annex=annex,
            source=source,
            amount=amount,
            valid_from=budget.since,
            valid_to=budget.until,
        )


def _annex(stage: Stage, agreement: Agreement, budget: Budget):
    if budget.annex is None:
        return None
    number, signed = budget.annex
    return add_annex(
        by=stage.by,
        agreement=agreement,
        number=number,
        on=signed,
        effective_from=budget.since,
        terms=f"Budżet projektu na {budget.since.year} r.",
    )
