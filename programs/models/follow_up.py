from django.conf import settings
from django.db import models

from mops.tracking import tracked
from programs.models.enrolment import Enrolment


@tracked()
class FollowUp(models.Model):
    """Somebody asked after a person some time after an enrolment, and nothing had changed.

    What has changed is an Outcome and answers the reminder by itself.
    """

    class After(models.IntegerChoices):
        """Days from the end of an enrolment after which one asks; the later answers the earlier."""

        MONTH = 30, "30 dni"
        QUARTER = 90, "90 dni"
        HALF_YEAR = 180, "180 dni"

    enrolment = models.ForeignKey(
        Enrolment,
        verbose_name="po uczestnictwie",
        on_delete=models.CASCADE,
        related_name="follow_ups",
    )
    due_after = models.PositiveSmallIntegerField("po ilu dniach", choices=After.choices)
    checked_on = models.DateField("sprawdzono")
    note = models.CharField("uwagi", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto sprawdził",
        on_delete=models.PROTECT,
        related_name="follow_ups",
    )

    class Meta:
        verbose_name = "sprawdzenie bez zmian"
        verbose_name_plural = "sprawdzenia bez zmian"
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "due_after"],
                name="reminder_is_answered_once",
                violation_error_message="To pytanie o tę osobę ma już odpowiedź.",
            )
        ]

    def __str__(self) -> str:
        return f"bez zmian {self.checked_on:%d.%m.%Y} (po {self.due_after} dniach)"

    def get_absolute_url(self) -> str:
        return self.enrolment.get_absolute_url()
