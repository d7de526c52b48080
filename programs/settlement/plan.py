"""A month as it would be settled now: the same for the preview and for the settling."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import ValidationError

from programs.models import Edition, Enrolment, Facility, SettlementLine
from programs.models.settlement import exact_percent
from programs.settlement.corrections import changed_settlements, paid_for, worked_in
from programs.settlement.lines import ZERO, Due, due_for
from programs.settlement.objections import Objection, objections_to
from programs.settlement.scope import Scope, editions_of
from programs.settlement.terms import Terms, terms_of


@dataclass(frozen=True)
class Plan:
    """What a month would be settled as, and what speaks against it."""

    scope: Scope
    terms: Terms | None
    """None where only corrections of earlier months are settled."""
    editions: tuple[Edition, ...]
    lines: tuple[SettlementLine, ...]
    """Not saved, with their enrolments and facilities: corrections first, then by facility."""
    objections: tuple[Objection, ...]

    @classmethod
    def of(cls, scope: Scope) -> "Plan":
        """The plan of the month; raises ValidationError where it cannot be settled."""
        scope.refuse()
        editions = editions_of(scope.hours())
        terms = terms_of(scope.program, scope.month, editions) if editions else None
        due = list(_due(scope, terms))
        if not any(hours.hours for _, _, hours in due):
            raise ValidationError(
                f"Za miesiąc {scope.month:%m.%Y} nie ma godzin do rozliczenia ({scope.name}). "
                "Najpierw wpisz godziny w arkuszu edycji."
            )
        lines = sorted(_with_records(due), key=_as_read)
        return cls(
            scope, terms, tuple(editions), tuple(lines), tuple(objections_to(scope, editions))
        )

    @cached_property
    def digest(self) -> str:
        """Changes whenever what would be paid does: what a clerk saw is what is settled."""
        told = [
            (line.enrolment_id, line.facility_id, str(line.month), line.hours, line.amount)
            for line in self.lines
        ]
        return hashlib.sha256(repr((self.terms, told)).encode()).hexdigest()[:16]

    @property
    def percent(self) -> str:
        """The share of PUP as it is printed: 60%."""
        return exact_percent(self.terms.refund_share)

    @cached_property
    def total(self) -> Due:
        """Hours, allowances and their refund together."""
        return total_of(self.lines)


def total_of(lines: Iterable[SettlementLine]) -> Due:
    """The sum of some lines."""
    lines = list(lines)
    return Due(
        sum((line.hours for line in lines), ZERO),
        sum((line.amount for line in lines), ZERO),
        sum((line.refunded for line in lines), ZERO),
    )


def _due(scope: Scope, terms: Terms | None):
    """Each place with its month's rate and what is due; earlier months come as corrections."""
    for settled in changed_settlements(scope):
        before = Scope(settled.program, settled.month, settled.edition)
        yield from _of_month(before, settled.rate, settled.refund_share)
    if terms:
        yield from _of_month(scope, terms.rate, terms.refund_share)


def _of_month(scope: Scope, rate: Decimal, share: Decimal):
    due = due_for(worked_in(scope), paid_for(scope), rate, share)
    return ((place, (scope.month, rate), owed) for place, owed in due.items())


def _with_records(due: list) -> list[SettlementLine]:
    places = {place for place, _, _ in due}
    parts = Enrolment.objects.select_related(
        "participant", "edition__program", "edition__agreement"
    ).in_bulk({place.enrolment for place in places})
    facilities = Facility.objects.in_bulk({place.facility for place in places})
    return [
        SettlementLine(
            enrolment=parts[place.enrolment],
            facility=facilities[place.facility],
            month=month,
            rate=rate,
            hours=owed.hours,
            amount=owed.amount,
            refunded=owed.refunded,
        )
        for place, (month, rate), owed in due
    ]


def _as_read(line: SettlementLine) -> tuple:
    return (
        line.month,
        line.facility.name,
        line.facility_id,
        line.enrolment.participant.sort_key,
        line.enrolment_id,
    )


@dataclass(frozen=True)
class Group:
    """The lines of one facility and month."""

    facility: Facility
    lines: tuple[SettlementLine, ...]

    @property
    def total(self) -> Due:
        return total_of(self.lines)

    @property
    def month(self):
        return self.lines[0].month


def by_facility(lines: Iterable[SettlementLine]) -> list[Group]:
    """Lines under their facilities, months apart, in the order in which they come."""
    groups = defaultdict(list)
    for line in lines:
        groups[line.month, line.facility_id].append(line)
    return [Group(own[0].facility, tuple(own)) for own in groups.values()]
