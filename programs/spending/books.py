"""Costs at a glance as workbooks: the tables of the pages, a sheet each."""

from tablib import Dataset

from mops.typography import MONTHS, round_half_up
from programs.spending import Spending, Year

NAMES = [MONTHS[number] for number in range(1, 13)]


def of_programme(found: Spending) -> dict[str, Dataset]:
    """A programme's year."""
    return {
        "Rodzaje i miesiące": _months([found]),
        "Płatnicy i plan": _payers(found),
        "Koszt jednostkowy": _ratios(found),
    }


def of_year(found: Year) -> dict[str, Dataset]:
    """All programmes of a year."""
    return {"Programy": _programmes(found), "Rodzaje i miesiące": _months(found.rows)}


def _programmes(found: Year) -> Dataset:
    payers = [f"{payer.label} (zł)" for payer in found.payers]
    table = Dataset(headers=["program", *payers, f"{found.year} (zł)", f"{found.year - 1} (zł)"])
    for one, amounts in found.table():
        table.append([str(one.program), *amounts, one.total, one.total_before])
    table.append(["razem", *found.by_payer, found.total, found.total_before])
    return table


def _months(programmes: list[Spending]) -> Dataset:
    """A grant is of no month, so months need not add up to the sum."""
    table = Dataset(headers=["program", "rodzaj", "płatnik", *NAMES, "razem (zł)"])
    for found in programmes:
        name = str(found.program)
        for line in found.lines:
            table.append([name, line.kind, line.payer, *line.months, line.total])
        table.append([name, "razem", "", *found.month_totals, found.total])
    return table


def _payers(found: Spending) -> Dataset:
    year, before = f"{found.year} (zł)", f"{found.year - 1} (zł)"
    table = Dataset(headers=["płatnik", "plan (zł)", year, "zostało (zł)", before])
    for share in found.shares:
        table.append([share.payer, share.planned, share.spent, share.left, share.before])
    table.append(["razem", found.planned, found.total, found.left, found.total_before])
    return table


def _ratios(found: Spending) -> Dataset:
    headers = ["na co"]
    for year in (found.year, found.year - 1):
        headers += [f"liczba w {year}", f"za jedną w {year} (zł)"]
    table = Dataset(headers=headers)
    for one in found.ratios:
        values = (one.number, _grosze(one.value), one.number_before, _grosze(one.before))
        table.append([one.name, *values])
    return table


def _grosze(value):
    return None if value is None else round_half_up(value, 2)
