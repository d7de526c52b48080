"""Amounts so far from the others of their row that a slip of the finger is more likely."""

from decimal import Decimal

from django.db.models import Max

from programs.amounts import written
from programs.models import Cost, Program
from programs.period import Period

TIMES_THE_LARGEST = 10
LARGE_FIRST_AMOUNT = Decimal(1_000_000)
"""Above which an amount is asked about though its row has nothing to be compared with."""


def largest_amounts(program: Program, leaving_out: Period | None = None) -> dict:
    """The largest amount so far of each (kind, payer) of the programme."""
    costs = Cost.objects.filter(program=program)
    if leaving_out:
        costs = costs.exclude(period_from__range=leaving_out.bounds)
    rows = costs.order_by().values_list("kind", "payer").annotate(largest=Max("amount"))
    return {(kind, payer): largest for kind, payer, largest in rows}


def why_unusual(amount: Decimal, largest: Decimal | None) -> str:
    """What is unusual about the amount beside the largest of its row so far; nothing if it is not."""
    if largest is None or largest <= 0:
        return f"{written(amount)} zł to bardzo dużo" if amount > LARGE_FIRST_AMOUNT else ""
    if abs(amount) <= largest * TIMES_THE_LARGEST:
        return ""
    return f"{written(amount)} zł, a największa dotąd kwota wynosi {written(largest)} zł"
