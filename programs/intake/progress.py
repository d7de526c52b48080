"""How far long work on a list is, told stage by stage."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models


class Stage(models.TextChoices):
    """What the worker is at, in words for who waits."""

    READING = "reading", "odczyt pliku"
    JUDGING = "judging", "sprawdzanie wierszy"
    KEEPING = "keeping", "przygotowanie wierszy do przejrzenia"
    GATHERING = "gathering", "zebranie wierszy do wczytania"
    REJUDGING = "rejudging", "ponowne sprawdzanie wierszy z kartoteką"
    PEOPLE = "people", "zapis osób"
    REFERRALS = "referrals", "zapis skierowań"
    FACTS = "facts", "zapis faktów z listy"
    PROFILES = "profiles", "zapis profili pomocy"
    PROTOCOL = "protocol", "zapis protokołu"
    TAKING_BACK = "taking_back", "cofanie wierszy"


Progress = Callable[[int, int, str], None]
"""Told how many rows of how many are done, and at what stage the work is."""
Told = Callable[[int, int], None]
"""Told how much of one stage is done."""


def untold(*how_far: Any) -> None:
    """Nobody waits for it."""


class Share:
    """How far the work is, by stages that have their parts of the whole time."""

    def __init__(self, progress: Progress, total: int, ends: Mapping[Stage, float]) -> None:
        self.progress, self.total, self.ends = progress, total, ends
        self.begun = dict(zip(ends, [0.0, *ends.values()], strict=False))

    def tell(self, stage: Stage, done: int = 0, of: int = 1) -> None:
        """So much of the stage is done; nothing of it when it begins."""
        start, end = self.begun[stage], self.ends[stage]
        part = start + (end - start) * done / of
        self.progress(round(part * self.total), self.total, stage)

    def of(self, stage: Stage) -> Told:
        """What tells of one stage alone."""
        return lambda done, of: self.tell(stage, done, of)
