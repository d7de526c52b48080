"""What is due for a month's hours, and what was paid for them wrongly before."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from programs.settlement.shares import share_of, split, worth

ZERO = Decimal("0.00")


class Place(NamedTuple):
    """One person's work in one facility, in the course of one enrolment."""

    person: int
    enrolment: int
    facility: int


@dataclass(frozen=True)
class Due:
    """Hours and what they are worth; below zero where too much was paid before."""

    hours: Decimal = ZERO
    amount: Decimal = ZERO
    refunded: Decimal = ZERO

    def __bool__(self) -> bool:
        return bool(self.hours or self.amount or self.refunded)


def due_for(
    worked: Mapping[Place, Decimal],
    paid: Mapping[Place, Due],
    rate: Decimal,
    share: Decimal,
) -> dict[Place, Due]:
    """What a month still owes each place: nothing where the hours are those already paid.

    A person's hours are multiplied and rounded together, and so is the refund of all amounts, so
    what is paid in the end is what the hours that now stand would have given at once.
    """
    changed = _people_whose_hours_changed(worked, paid)
    amounts = _amounts(
        {place: hours for place, hours in worked.items() if place.person in changed}, rate
    )
    places = sorted({place for place in {*worked, *paid} if place.person in changed})
    nothing = Due()
    added = {place: amounts.get(place, ZERO) - paid.get(place, nothing).amount for place in places}
    before = sum((due.amount for due in paid.values()), ZERO)
    total = share_of(before + sum(added.values(), ZERO), share)
    to_refund = total - sum((due.refunded for due in paid.values()), ZERO) if places else ZERO
    refunds = split(to_refund, [Fraction(added[place]) * Fraction(share) for place in places])
    found = {
        place: Due(worked.get(place, ZERO) - paid.get(place, nothing).hours, added[place], refunded)
        for place, refunded in zip(places, refunds, strict=True)
    }
    return {place: due for place, due in found.items() if due}


def _people_whose_hours_changed(worked: Mapping, paid: Mapping) -> set[int]:
    nothing = Due()
    return {
        place.person
        for place in {*worked, *paid}
        if worked.get(place, ZERO) != paid.get(place, nothing).hours
    }


def _amounts(worked: Mapping[Place, Decimal], rate: Decimal) -> dict[Place, Decimal]:
    """Each place's part of what its person is due."""
    places = defaultdict(list)
    for place in sorted(worked):
        places[place.person].append(place)
    amounts = {}
    for own in places.values():
        total = worth(sum((worked[place] for place in own), ZERO), rate)
        parts = split(total, [Fraction(worked[place]) * Fraction(rate) for place in own])
        amounts |= dict(zip(own, parts, strict=True))
    return amounts
