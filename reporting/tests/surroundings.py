"""What is there before any person: programmes, editions, facilities, agreements, money."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from programs.models import (
    Activity,
    Agreement,
    AgreementAmount,
    Cost,
    Edition,
    Facility,
    Grant,
    Institution,
    Party,
    Payer,
    Program,
)

KINDS = [kind for kind in Program.Kind if kind != Program.Kind.LOCAL]


class Surroundings:
    """A random few of each, on days that `days` picks."""

    def __init__(self, random: Random, days) -> None:
        self.random = random
        self.days = days
        self.programs: list[Program] = []
        self.facilities: list[Facility] = []

    def insert(self) -> list[Edition]:
        """Insert everything; returns the editions, in which people then take part."""
        self.institutions = Institution.objects.bulk_create(
            Institution(name=f"Instytucja {n}", kind=Institution.Kind.NGO) for n in range(3)
        )
        self.facilities = Facility.objects.bulk_create(
            Facility(name=f"Placówka {n}", institution=institution)
            for n, institution in enumerate(self.institutions)
        )
        self.programs = Program.objects.bulk_create(
            Program(kind=kind, name=f"{kind} {n}", short_name=kind) for kind in KINDS for n in "AB"
        )
        editions = Edition.objects.bulk_create(self._editions())
        Activity.objects.bulk_create(
            row for edition in editions for row in self._activities(edition)
        )
        Cost.objects.bulk_create(self._costs())
        Grant.objects.bulk_create(self._grants())
        self._insert_agreements()
        return editions

    def _editions(self) -> Iterator[Edition]:
        for program in self.programs:
            for number in range(self.random.choice((1, 1, 2))):
                start, end = self.days.span()
                yield Edition(program=program, number=number + 1, starts_on=start, ends_on=end)

    def _activities(self, edition: Edition) -> Iterator[Activity]:
        for _ in range(self.random.randint(0, 3)):
            start = self.days.between(edition.starts_on, edition.ends_on)
            end = self.random.choice((None, self.days.between(start, edition.ends_on)))
            yield Activity(
                edition=edition,
                kind=self.random.choice(("vocational_workshop", "family_conference", "trip")),
                name=self.random.choice(("stolarz", "ogrodnik", "kucharz")),
                starts_on=start,
                ends_on=end,
            )

    def _costs(self) -> Iterator[Cost]:
        """Money in and out, for a month or many, paid by anybody, also where no one works."""
        for program in self.programs:
            for _ in range(self.random.randint(0, 4)):
                start = self.days.any()
                yield Cost(
                    document="rachunek",
                    program=program,
                    kind=self.random.choice(list(Cost.Kind)),
                    payer=self.random.choice(list(Payer)),
                    amount=self._amount() * self.random.choice((1, 1, 1, -1)),
                    period_from=start,
                    period_to=self.days.between(start, self.days.last),
                )

    def _grants(self) -> Iterator[Grant]:
        for _ in range(self.random.randint(0, 5)):
            yield Grant(
                recipient=self.random.choice(self.institutions),
                program=self.random.choice((None, *self.programs)),
                payer=self.random.choice(list(Payer)),
                year=self.days.any().year,
                purpose="zadanie",
                amount=self._amount(),
            )

    def _insert_agreements(self) -> None:
        agreements = Agreement.objects.bulk_create(self._agreements())
        through = Agreement.programs.through
        through.objects.bulk_create(
            through(agreement=agreement, program=program)
            for agreement in agreements
            for program in self.random.sample(self.programs, self.random.randint(0, 4))
        )
        Party.objects.bulk_create(
            Party(agreement=agreement, institution=institution)
            for agreement in agreements
            for institution in self.random.sample(self.institutions, self.random.randint(0, 2))
        )
        AgreementAmount.objects.bulk_create(
            row for agreement in agreements for row in self._amounts(agreement)
        )

    def _agreements(self) -> Iterator[Agreement]:
        kinds = [Agreement.Kind.SUPERVISION, Agreement.Kind.PROJECT_FUNDING]
        for _ in range(self.random.randint(0, 8)):
            start, end = self.days.span()
            yield Agreement(
                kind=self.random.choice((*kinds, *kinds, *Agreement.Kind)),
                subject="współpraca",
                signed_on=self.days.about(start),
                valid_from=start,
                valid_to=self.random.choice((None, end)),
            )

    def _amounts(self, agreement: Agreement) -> Iterator[AgreementAmount]:
        for _ in range(self.random.randint(0, 4)):
            start, end = self.days.span()
            yield AgreementAmount(
                agreement=agreement,
                source=self.random.choice(list(AgreementAmount.Source)),
                amount=self._amount(),
                valid_from=start,
                valid_to=end,
            )

    def _amount(self) -> Decimal:
        return Decimal(self.random.randint(1, 10_000_000)) / 100
