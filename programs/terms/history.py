"""How annexes changed an agreement, one after another."""

from dataclasses import dataclass
from datetime import date

from programs.models import Agreement, Annex
from programs.models.agreed_terms import TERMS


@dataclass(frozen=True)
class Change:
    """One term: what it was before the annex and what it is since."""

    label: str
    was: date | int | None
    now: date | int


@dataclass(frozen=True)
class Step:
    """An annex with all that it changed."""

    annex: Annex
    changes: list[Change]


def history_of(agreement: Agreement) -> list[Step]:
    """The annexes in the order in which they prevail, each with what it changed."""
    standing = {name: getattr(agreement, name) for name in TERMS}
    steps = []
    for annex in sorted(agreement.annexes.all(), key=Annex.place):
        changes = []
        for name in TERMS:
            now = getattr(annex, name)
            if now is not None:
                label = Annex._meta.get_field(name).verbose_name
                changes.append(Change(str(label), standing[name], now))
                standing[name] = now
        steps.append(Step(annex, changes))
    return steps
