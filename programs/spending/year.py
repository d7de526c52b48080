"""All programmes of a year side by side."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from programs.models import Payer, Program
from programs.spending.items import items_of, known_sum
from programs.spending.programme import Spending


@dataclass(frozen=True)
class Year:
    """All programmes of a year side by side."""

    year: int
    found: list[Spending]

    @cached_property
    def rows(self) -> list[Spending]:
        """Programmes with anything in this year or the one before."""
        return [one for one in self.found if one.total is not None or one.total_before is not None]

    @cached_property
    def payers(self) -> list[Payer]:
        """Those who paid anything in the year."""
        paid = {item.payer for one in self.rows for item in one.of(self.year)}
        return [payer for payer in Payer if payer in paid]

    def table(self) -> list[tuple[Spending, list[Decimal | None]]]:
        """Each programme with what each payer bore."""
        return [(one, [one.paid_by(payer) for payer in self.payers]) for one in self.rows]

    @property
    def by_payer(self) -> list[Decimal | None]:
        return [known_sum(one.paid_by(payer) for one in self.rows) for payer in self.payers]

    @property
    def total(self) -> Decimal | None:
        return known_sum(one.total for one in self.rows)

    @property
    def total_before(self) -> Decimal | None:
        return known_sum(one.total_before for one in self.rows)


def of_all(year: int) -> Year:
    """Every programme's year, those that cost most first."""
    programs = list(Program.objects.all())
    items = defaultdict(list)
    for item in items_of(programs, year):
        items[item.program].append(item)
    found = [Spending(program, year, tuple(items[program.pk])) for program in programs]
    return Year(year, sorted(found, key=lambda one: (-(one.total or 0), str(one.program))))
