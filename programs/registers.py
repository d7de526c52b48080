"""Registers as files: the columns of the list with what a page would show of each row."""

from collections.abc import Iterable
from datetime import date

import tablib

from programs.models import Agreement, Settlement

AGREEMENT_HEADERS = (
    "Rodzaj",
    "Numer",
    "Przedmiot",
    "Strony",
    "Podpisano",
    "Obowiązuje od",
    "Obowiązuje do (z aneksami)",
    "Stan",
    "Osoby",
    "Godziny łącznie",
    "Godziny na osobę",
    "Godziny osoby w miesiącu",
)


def agreement_rows(agreements: Iterable[Agreement], today: date) -> tablib.Dataset:
    """The register with the terms that bind on the day."""
    table = tablib.Dataset(headers=AGREEMENT_HEADERS)
    for agreement in agreements.prefetch_related("annexes"):
        terms = agreement.terms_on(today)
        table.append(
            [
                agreement.get_kind_display(),
                agreement.number,
                agreement.subject,
                "; ".join(str(party) for party in agreement.party_rows.all()),
                agreement.signed_on,
                agreement.valid_from,
                agreement.ends_on,
                agreement.state_on(today).label,
                terms.people,
                terms.hours,
                terms.hours_per_person,
                terms.hours_per_month,
            ]
        )
    return table


SETTLEMENT_HEADERS = (
    "Miesiąc",
    "Program",
    "Edycje",
    "Stan",
    "Wersja",
    "Porozumienie",
    "Stawka (zł)",
    "Udział refundacji",
    "Godziny",
    "Świadczenia (zł)",
    "Razem z kosztami (zł)",
    "Wniosek do PUP (zł)",
    "Kto rozliczył",
)


def settlement_rows(settlements: Iterable[Settlement]) -> tablib.Dataset:
    """Settled months with their sums, those taken back as well."""
    table = tablib.Dataset(headers=SETTLEMENT_HEADERS)
    for one in settlements:
        table.append(
            [
                f"{one.month:%m.%Y}",
                str(one.program),
                one.scope_name,
                one.get_state_display(),
                one.version,
                str(one.agreement or ""),
                one.rate,
                one.refund_percent,
                one.hours,
                one.allowances,
                one.total,
                one.asked,
                str(one.settled_by),
            ]
        )
    return table
