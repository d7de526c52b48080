"""Enumerations for the prose: editions, activities, reasons, agreements."""

from collections.abc import Callable
from dataclasses import dataclass

from programs.period import Period


@dataclass(frozen=True, eq=False)
class Listing:
    """Lines made of a period's records; printed as a list, or joined inside a sentence."""

    key: str
    label: str
    definition: str
    lines: Callable[[Period], list[str]]
    is_ordered: bool = False
    is_block: bool = False
