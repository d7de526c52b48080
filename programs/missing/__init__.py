"""What still has to be entered in editions: one place that every page asks."""

from programs.missing.counts import (
    Counts,
    enrolment_counts,
    referral_counts,
    with_gaps,
)
from programs.missing.everything import LOOKED_BACK, missing_in, owned_by, recent
from programs.missing.gaps import GAPS
from programs.missing.item import Item, Kind

__all__ = [
    "GAPS",
    "LOOKED_BACK",
    "Counts",
    "Item",
    "Kind",
    "enrolment_counts",
    "missing_in",
    "owned_by",
    "recent",
    "referral_counts",
    "with_gaps",
]
