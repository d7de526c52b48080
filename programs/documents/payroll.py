"""What the documents of a settled month are printed from: people, sums and words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from num2words import num2words

from mops import typography
from mops.models import Centre
from programs.documents import values
from programs.models import Cost, Payer, Settlement, SettlementLine
from programs.models.settlement import exact_percent

ZERO = Decimal("0.00")


def in_words(amount: Decimal) -> str:
    """An amount as it is written under a sum: dwa złote dziesięć groszy."""
    return num2words(amount, lang="pl", to="currency", currency="PLN", separator="")


@dataclass(frozen=True)
class Row:
    """What one person is due for one month, wherever she worked."""

    name: str
    pesel: str
    facilities: str
    correction: str
    """Which earlier month the row mends; empty for the settled month."""
    rate: Decimal
    hours: Decimal
    amount: Decimal
    refunded: Decimal


@dataclass(frozen=True)
class Sheet:
    """A settled month as its documents tell it."""

    centre: Centre
    program: str
    scope: str
    month: date
    agreement: str
    rate: Decimal | None
    share: Decimal | None
    rows: tuple[Row, ...]
    extras: tuple[tuple[str, Decimal], ...]
    """Other costs that the labour office bears."""
    day: date
    version: int = 1

    @property
    def people(self) -> int:
        return len({(row.name, row.pesel) for row in self.rows})

    @property
    def hours(self) -> Decimal:
        return sum((row.hours for row in self.rows), ZERO)

    @property
    def amount(self) -> Decimal:
        return sum((row.amount for row in self.rows), ZERO)

    @property
    def refunded(self) -> Decimal:
        return sum((row.refunded for row in self.rows), ZERO)

    @property
    def asked(self) -> Decimal:
        return self.refunded + sum((amount for _, amount in self.extras), ZERO)

    @property
    def percent(self) -> str:
        return exact_percent(self.share) if self.share is not None else ""

    def known(self) -> dict[str, str]:
        """The fields that the texts of both documents may hold."""
        return {
            **values.of_centre(self.centre),
            "program": self.program,
            "zakres": self.scope,
            "miesiąc": typography.month_year(self.month),
            "porozumienie": self.agreement,
            "osoby": str(self.people),
            "godziny": hours_text(self.hours),
            "stawka": typography.money(self.rate) if self.rate else "",
            "świadczenia": typography.money(self.amount),
            "udział": self.percent,
            "refundacja": typography.money(self.refunded),
            "kwota": typography.money(self.asked),
            "słownie": in_words(self.asked),
        }


def hours_text(hours: Decimal) -> str:
    """Hours as they are printed: 872 or 33,5."""
    digits = -min(hours.normalize().as_tuple().exponent, 0)
    return typography.number(hours, digits)


def sheet_of(
    settlement: Settlement,
    lines: Iterable[SettlementLine],
    extras: Mapping[tuple[str, str], Decimal],
    day: date,
) -> Sheet:
    """A settlement, saved or about to be, as its documents tell it, dated the day.

    The lines know their people, facilities and the agreements of their editions.
    """
    lines = sorted(lines, key=_as_printed)
    of_pup = {kind: amount for (kind, payer), amount in extras.items() if payer == Payer.PUP}
    return Sheet(
        centre=Centre.objects.current(),
        program=settlement.program.name,
        scope=settlement.scope_name,
        month=settlement.month,
        agreement=str(settlement.agreement or _agreements(lines)),
        rate=settlement.rate,
        share=settlement.refund_share,
        rows=tuple(_rows(lines, settlement.month)),
        extras=tuple((Cost.Kind(kind).label, amount) for kind, amount in of_pup.items()),
        day=day,
        version=settlement.version,
    )


def lines_and_extras(settlement: Settlement) -> tuple[list[SettlementLine], dict]:
    """What was saved of the settlement, as `sheet_of` takes it."""
    lines = settlement.lines.select_related(
        "enrolment__participant", "enrolment__edition__agreement", "facility"
    )
    extras = {(extra.kind, extra.payer): extra.amount for extra in settlement.extras.all()}
    return list(lines), extras


def _as_printed(line: SettlementLine) -> tuple:
    person = line.enrolment.participant
    return line.month, person.sort_key, person.pk, line.facility.name


def _agreements(lines: Iterable[SettlementLine]) -> str:
    found = {line.enrolment.edition.agreement for line in lines} - {None}
    return "; ".join(str(one) for one in sorted(found, key=lambda one: (one.signed_on, one.pk)))


def _rows(lines: Iterable[SettlementLine], month: date):
    for (origin, person), group in groupby(
        lines, lambda line: (line.month, line.enrolment.participant)
    ):
        own = list(group)
        yield Row(
            name=str(person),
            pesel=person.pesel or "",
            facilities="; ".join(sorted({line.facility.name for line in own})),
            correction=f"{origin:%m.%Y}" if origin < month else "",
            rate=own[0].rate,
            hours=sum((line.hours for line in own), ZERO),
            amount=sum((line.amount for line in own), ZERO),
            refunded=sum((line.refunded for line in own), ZERO),
        )


def example() -> Sheet:
    """A month of people who do not exist, for the preview of a text."""
    rate, share = Decimal("8.10"), Decimal("0.6")
    facts = (
        ("Przykładowa-Wzorcowa Anna", "40", ""),
        ("Przykładowy Jan", "33.5", ""),
        ("Wzorcowy Piotr", "-4", "02.2015"),
    )
    rows = tuple(
        Row(name, "80051700000", "Szkoła Podstawowa nr 100", correction, rate, Decimal(hours),
            typography.round_half_up(Decimal(hours) * rate, 2),
            typography.round_half_up(Decimal(hours) * rate * share, 2))
        for name, hours, correction in facts
    )  # fmt: skip
    return Sheet(
        centre=Centre.objects.current(),
        program="Prace społecznie użyteczne",
        scope="edycja IV",
        month=date(2015, 3, 1),
        agreement="prace społecznie użyteczne nr 5/2015 z 23.02.2015",
        rate=rate,
        share=share,
        rows=rows,
        extras=(("badania lekarskie", Decimal("245.00")),),
        day=date(2015, 4, 7),
    )
