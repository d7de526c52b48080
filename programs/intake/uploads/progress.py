"""How long a list in work will still take."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from programs.models import UploadedList

IMPATIENT = timedelta(seconds=20)
"""After this long in the queue one should know whether there is a worker at all."""
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
    is_long: bool
    """In the queue for longer than a worker would leave it there."""

    @property
    def percent(self) -> int:
        """How much of the whole time has passed, not how many rows are written."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def left_in_words(self) -> str:
        """The remaining time as one would say it."""
        seconds = self.seconds_left or 0
        return f"{seconds} s" if seconds < MINUTES_FROM else f"{round(seconds / 60)} min"

    @classmethod
    def of(cls, uploaded: UploadedList, now: datetime | None = None) -> "Waiting":
        """As the list stands now."""
        now = now or timezone.now()
        is_queued = uploaded.state in (UploadedList.State.WAITING, UploadedList.State.QUEUED)
        since = uploaded.started_at or uploaded.uploaded_at
        left = None if is_queued else _left(uploaded, now)
        return cls(uploaded.done, uploaded.total, left, is_queued and now - since > IMPATIENT)


def _left(uploaded: UploadedList, now: datetime) -> int | None:
    if not uploaded.done or uploaded.started_at is None:
        return None
    spent = (now - uploaded.started_at).total_seconds()
    left = spent * (uploaded.total - uploaded.done) / uploaded.done
    return round(left) if left < ROUGH else round(left / ROUGH) * ROUGH
