"""Who bears what of a month: its allowances and its other costs by payer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from programs.models import Cost, Payer, SettlementLine
from programs.settlement.lines import ZERO


@dataclass(frozen=True)
class Row:
    """One kind of cost: an amount by payer, in the order of the columns, and together."""

    label: str
    amounts: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, ZERO)


@dataclass(frozen=True)
class Sums:
    """Costs by kind and payer with both totals."""

    payers: tuple[Payer, ...]
    rows: tuple[Row, ...]

    @property
    def total(self) -> Row:
        columns = zip(*(row.amounts for row in self.rows), strict=True)
        return Row("Razem", tuple(sum(column, ZERO) for column in columns))

    @property
    def asked(self) -> Decimal:
        """What the labour office is asked for."""
        return self.total.amounts[self.payers.index(Payer.PUP)]

    @property
    def all_payers(self) -> list[str]:
        return [payer.label for payer in self.payers]


def sums_of(lines: Iterable[SettlementLine], extras: Mapping[tuple[str, str], Decimal]) -> Sums:
    """The sums of a plan or of a settlement; PUP and the centre always have a column."""
    by_kind: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    allowances = by_kind[Cost.Kind.ALLOWANCES]
    for line in lines:
        allowances[Payer.PUP] += line.refunded
        allowances[Payer.MOPS] += line.own
    for (kind, payer), amount in extras.items():
        by_kind[kind][payer] += amount
    bearing = {payer for amounts in by_kind.values() for payer in amounts}
    payers = tuple(one for one in Payer if one in {*bearing, Payer.PUP, Payer.MOPS})
    rows = tuple(
        Row(Cost.Kind(kind).label, tuple(amounts[payer] for payer in payers))
        for kind, amounts in by_kind.items()
    )
    return Sums(payers, rows)
