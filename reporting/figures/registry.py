"""The catalogue's index: figures, listings and claims by key."""

from collections.abc import Iterator
from typing import TypeVar

from rapidfuzz import process

from reporting.figures.claims import Claim
from reporting.figures.figure import BaseFigure
from reporting.figures.listing import Listing

Item = TypeVar("Item", bound=BaseFigure | Listing | Claim)


class UnknownFigure(KeyError):
    """No figure has the key; `nearest` is the most similar one that exists."""

    def __init__(self, key: str, nearest: str | None) -> None:
        super().__init__(key)
        self.key = key
        self.nearest = nearest

    def __str__(self) -> str:
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"unknown figure {self.key}{hint}"


class Registry:
    """Keeps what is declared, in the order of declaration, which is the report's order."""

    def __init__(self) -> None:
        self.figures: dict[str, BaseFigure] = {}
        self.listings: dict[str, Listing] = {}
        self.claims: dict[str, Claim] = {}

    def add(self, item: Item) -> Item:
        """Enter a figure, listing or claim under its key; a key is used once."""
        shelf = self._shelf(item)
        if item.key in self.figures or item.key in self.listings or item.key in self.claims:
            raise ValueError(f"key {item.key} is already in the catalogue")
        shelf[item.key] = item
        return item

    def figure(self, key: str) -> BaseFigure:
        """The figure of that key; raises UnknownFigure with the nearest key."""
        try:
            return self.figures[key]
        except KeyError:
            nearest = process.extractOne(key, list(self.figures), score_cutoff=60)
            raise UnknownFigure(key, nearest and nearest[0]) from None

    def in_report(self) -> Iterator[BaseFigure]:
        """Figures of the report proper, without those that only support claims and shares."""
        return (figure for figure in self.figures.values() if figure.in_report)

    def _shelf(self, item: Item) -> dict:
        if isinstance(item, Claim):
            return self.claims
        return self.listings if isinstance(item, Listing) else self.figures
