from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mops.tracking import tracked
from programs.models.long_work import LongWork
from programs.models.referral import ReferralList


@tracked(exclude=["stage", "done", "total", "started_at"])
class ListUndoing(LongWork):
    """An imported list on its way back: asked for, in the worker's hands, done or broken off."""

    class State(models.TextChoices):
        QUEUED = "queued", "czeka na cofnięcie"
        WORKING = "working", "w trakcie cofania"
        DONE = "done", "cofnięta"
        FAILED = "failed", "przerwana błędem"

    LOCK = 20150624
    IN_WORK = (State.QUEUED, State.WORKING)

    referral_list = models.OneToOneField(
        ReferralList, verbose_name="lista", on_delete=models.CASCADE, related_name="undoing"
    )
    state = models.CharField("stan", max_length=10, choices=State.choices, default=State.QUEUED)
    asked_at = models.DateTimeField("zlecono")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto zlecił", on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = "cofnięcie listy"
        verbose_name_plural = "cofnięcia list"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="broken_off_undoing_says_why",
                condition=~Q(state="failed") | Q(refusal__isnull=False),
                violation_error_message="Przerwane cofnięcie listy musi mieć przyczynę.",
            )
        ]

    def __str__(self) -> str:
        return f"cofnięcie: {self.referral_list}"

    def get_absolute_url(self) -> str:
        return reverse("imported_list_undo", args=[self.referral_list_id])

    def next_page(self) -> str:
        """Where one sees what became of it: once the list is back, in its protocol."""
        if self.state == self.State.DONE:
            return reverse("imported_list_detail", args=[self.referral_list_id])
        return self.get_absolute_url()

    @property
    def is_queued(self) -> bool:
        """No worker has begun it yet."""
        return self.state == self.State.QUEUED

    @property
    def waits_since(self):
        """When the work was begun, or else asked for."""
        return self.started_at or self.asked_at

    @property
    def begun_by(self) -> int:
        """Who asked for it stands in the journal."""
        return self.asked_by_id
