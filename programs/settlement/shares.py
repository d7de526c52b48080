"""Money cut to the grosz so that parts always add up to the whole (docs/adr/0015)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

from mops.typography import round_half_up

GROSZE = 100


def worth(hours: Decimal, rate: Decimal) -> Decimal:
    """Hours at a rate in złote, rounded once, half up."""
    return round_half_up(Fraction(hours) * Fraction(rate), 2)


def share_of(total: Decimal, share: Decimal) -> Decimal:
    """A share of a total in złote, rounded once, half up."""
    return round_half_up(Fraction(total) * Fraction(share), 2)


def split(total: Decimal, exact: Sequence[Fraction]) -> list[Decimal]:
    """The total in parts as near to the exact ones as whole grosze allow.

    Each part is cut to the grosz; the grosze left over go one by one to the parts that lost most
    by the cut, the earlier one where they lost the same. `exact` may not be empty unless the
    total is zero.
    """
    if not exact:
        if total:
            raise ValueError("an amount cannot be split among nobody")
        return []
    cut = [floor(part * GROSZE) for part in exact]
    left = int(total * GROSZE) - sum(cut)
    by_loss = sorted(range(len(exact)), key=lambda n: (cut[n] - exact[n] * GROSZE, n))
    everyone, some = divmod(left, len(exact))
    for n in range(len(cut)):
        cut[n] += everyone
    for n in by_loss[:some]:
        cut[n] += 1
    return [Decimal(part).scaleb(-2) for part in cut]
