"""What agreements assign to a programme for a year, and whose money it is."""

from dataclasses import dataclass

from programs.models import AgreementAmount, Payer, Program
from programs.period import Period

SOURCES = {
    AgreementAmount.Source.EU: Payer.EU,
    AgreementAmount.Source.OWN: Payer.MOPS,
    AgreementAmount.Source.LABOUR_FUND: Payer.PUP,
}
"""Whose money a source of an agreement is; any other source is another payer's."""


@dataclass(frozen=True)
class Plan:
    """What an agreement assigns to the programme: counted in the year in which its time begins."""

    row: AgreementAmount
    year: int
    program: Program

    @property
    def payer(self) -> Payer:
        return SOURCES.get(self.row.source, Payer.OTHER)

    @property
    def is_counted(self) -> bool:
        return self.row.valid_from.year == self.year

    @property
    def shared_with(self) -> list[Program]:
        """Other programmes of the agreement, in whose plan the same money stands too."""
        return [one for one in self.row.agreement.programs.all() if one != self.program]


def plans_of(program: Program, year: int) -> list[Plan]:
    """What agreements assign for a time that touches the year, though it began before."""
    amounts = AgreementAmount.objects.during(Period.of_year(year)).filter(
        agreement__programs=program
    )
    rows = amounts.select_related("agreement").prefetch_related("agreement__programs")
    return [Plan(row, year, program) for row in rows]
