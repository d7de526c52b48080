"""The words of everybody's names, kept in memory so that a slip of the fingers is found at once.

The table behind it is kept by a trigger. A process reads the words it has not seen yet with
each search; what nobody bears any more only lies idle until the memory is read anew.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from time import monotonic

from django.apps import apps
from django.db import connection
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

READ_ANEW_AFTER = 600
"""Seconds."""
OVERLAP = 200
"""Rows read again each time: a writer may commit a lower number after a higher one."""
SHORTEST = 3
LONG = 8
LONG_ENOUGH = 5
"""Letters of a beginning that say something, though one of them is wrong."""
MOST = 8

_memories: dict[str, "Words"] = {}


@dataclass
class Words:
    """The words of one database's people."""

    in_order: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    last: int = 0
    read_at: float = field(default_factory=monotonic)
    _by_length: dict[int, list[str]] = field(default_factory=dict)
    _starts: dict[int, list[str]] = field(default_factory=dict)

    def read_on(self) -> None:
        """Take in what was added since the last reading."""
        rows = apps.get_model("participants", "NameWord").objects.filter(pk__gt=self.last - OVERLAP)
        for pk, word in rows.values_list("pk", "word"):
            self.last = max(self.last, pk)
            self.known.add(word)
        if len(self.known) > len(self.in_order):
            self.in_order = sorted(self.known)
            self._by_length = {
                length: list(words) for length, words in groupby(sorted(self.known, key=len), len)
            }
            self._starts = {}

    def begins_with(self, text: str) -> bool:
        """Somebody's name begins with the text."""
        place = bisect_left(self.in_order, text)
        return place < len(self.in_order) and self.in_order[place].startswith(text)

    def like(self, text: str) -> list[str]:
        """Names, or their beginnings, that differ by a slip or two, the nearest first.

        A slip is a letter changed, left out, added, or swapped with its neighbour.
        """
        if len(text) < SHORTEST:
            return []
        near = self._whole(text)
        if len(text) >= LONG_ENOUGH:
            for word, distance in self._begun(text):
                near[word] = min(distance, near.get(word, distance))
        near = {word: slips for word, slips in near.items() if not word.startswith(text)}
        return sorted(near, key=lambda word: (near[word], word))[:MOST]

    def _whole(self, text: str) -> dict[str, int]:
        """Names that differ by so many slips."""
        slips = 2 if len(text) >= LONG else 1
        lengths = range(len(text) - slips, len(text) + slips + 1)
        words = [word for length in lengths for word in self._by_length.get(length, ())]
        near = extract(text, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return {word: distance for word, distance, _ in near}

    def _begun(self, text: str) -> Iterator[tuple[str, int]]:
        """Names whose beginning of the same length differs by one slip."""
        starts = self._starts_of(len(text))
        near = extract(text, starts, scorer=OSA.distance, score_cutoff=1, limit=None)
        for start, distance, _ in near:
            for place in range(bisect_left(self.in_order, start), len(self.in_order)):
                if self.in_order[place][: len(text)] != start:
                    break
                yield self.in_order[place], distance

    def _starts_of(self, length: int) -> list[str]:
        """Every beginning of that length, once; shorter names whole."""
        if length not in self._starts:
            self._starts[length] = sorted({word[:length] for word in self.in_order})
        return self._starts[length]

    def mistyped(self, text: str) -> list[str]:
        """The names that the text may have been meant for, if it begins none."""
        return [] if self.begins_with(text) else self.like(text)


def known_words() -> Words:
    """What this process remembers, up to date."""
    name = connection.settings_dict["NAME"]
    words = _memories.get(name)
    if not words or monotonic() - words.read_at > READ_ANEW_AFTER:
        words = Words()
    words.read_on()
    _memories[name] = words
    return words


def forget() -> None:
    """Read everything anew with the next search."""
    _memories.clear()
