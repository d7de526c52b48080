"""How long work on a list will still take."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from programs.intake.progress import Stage
from programs.models.long_work import LongWork

IMPATIENT = timedelta(seconds=20)
"""After this long in the queue one should know whether there is a worker at all."""
SHORT = 10
"""Seconds left up to which one asks often."""
MINUTES_FROM = 90
"""Seconds from which the remaining time is told in minutes."""
ROUGH = 10
"""Seconds to which a long time is rounded: nobody believes a finer guess."""


@dataclass(frozen=True)
class Waiting:
    """How far the worker is."""

    done: int
    total: int
    seconds_left: int | None
    """None while nothing shows the speed."""
    is_queued: bool
    is_long: bool
    """In the queue for longer than a worker would leave it there."""
    stage: str
    """What the worker is at, in words."""

    @property
    def percent(self) -> int:
        """How much of the whole time has passed, not how many rows are written."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def left_in_words(self) -> str:
        """The remaining time as one would say it."""
        seconds = self.seconds_left or 0
        return f"{seconds} s" if seconds < MINUTES_FROM else f"{round(seconds / 60)} min"

    @property
    def soon(self) -> int:
        """In how many thousandths of a second to ask again: at first short work is over at once."""
        return 1500 if self.seconds_left and self.seconds_left > SHORT else 500

    @classmethod
    def of(cls, work: LongWork, now: datetime | None = None) -> "Waiting":
        """As the work stands now."""
        now = now or timezone.now()
        is_long = work.is_queued and now - work.waits_since > IMPATIENT
        left = None if work.is_queued else _left(work, now)
        stage = Stage(work.stage).label if work.stage else ""
        return cls(work.done, work.total, left, work.is_queued, is_long, stage)


def _left(work: LongWork, now: datetime) -> int | None:
    if not work.done or work.started_at is None:
        return None
    spent = (now - work.started_at).total_seconds()
    left = spent * (work.total - work.done) / work.done
    return round(left) if left < ROUGH else round(left / ROUGH) * ROUGH
