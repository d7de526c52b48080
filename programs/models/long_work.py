from typing import ClassVar

from django.db import models


class LongWork(models.Model):
    """Work on a list that the worker does in the background, and how far it is."""

    LOCK: ClassVar[int]
    """First half of the database's lock that is held while one of its records is worked on: it
    ends with whoever holds it, so work that is not locked has lost its worker."""
    IN_WORK: ClassVar[tuple[str, ...]]
    """States in which a worker does it, or should."""

    refusal = models.JSONField("odmowa", null=True, blank=True)
    started_at = models.DateTimeField("początek pracy", null=True, blank=True)
    stage = models.CharField("etap pracy", max_length=40, blank=True)
    done = models.PositiveIntegerField("zrobione wiersze", default=0)
    total = models.PositiveIntegerField("wszystkie wiersze", default=0)

    class Meta:
        abstract = True

    @property
    def is_in_work(self) -> bool:
        """A worker does it, or should."""
        return self.state in self.IN_WORK

    def wait_anew(self) -> None:
        """Forget how far it was: it stands in the queue anew."""
        self.refusal, self.started_at, self.stage = None, None, ""
        self.done = self.total = 0
