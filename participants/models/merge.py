from django.conf import settings
from django.db import models
from django.db.models import Q

from mops.tracking import tracked
from participants.models.participant import Participant


@tracked()
class ParticipantMerge(models.Model):
    """Two records of one person joined: what it changed, so that exactly this can be undone."""

    kept = models.ForeignKey(
        Participant,
        verbose_name="karta, która została",
        on_delete=models.PROTECT,
        related_name="merges",
    )
    merged = models.ForeignKey(
        Participant,
        verbose_name="karta dołączona",
        on_delete=models.PROTECT,
        related_name="merged_by_way_of",
    )
    merged_at = models.DateTimeField("połączono", auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto połączył",
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField("rozłączono", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto rozłączył",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    steps = models.JSONField("co zmieniono", default=dict)
    """What `participants.merging` wrote, dropped and moved, by number; see there."""

    class Meta:
        verbose_name = "połączenie kart"
        verbose_name_plural = "połączenia kart"
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at=None),
                name="record_is_merged_once_at_a_time",
                violation_error_message="Ta karta jest już połączona z inną.",
            ),
            models.CheckConstraint(
                name="record_is_not_merged_into_itself",
                condition=~Q(kept=models.F("merged")),
                violation_error_message="Karty nie można połączyć z nią samą.",
            ),
            models.CheckConstraint(
                name="merge_is_undone_by_somebody_on_a_day",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                violation_error_message="Rozłączenie ma datę i osobę, która je zrobiła.",
            ),
        ]

    def __str__(self) -> str:
        return f"połączenie kart z {self.merged_at:%d.%m.%Y}"
