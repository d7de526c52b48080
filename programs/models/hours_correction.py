from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mops.tracking import tracked
from programs.models.enrolment import Enrolment
from programs.models.institution import Facility
from programs.models.settlement import Settlement


@tracked()
class HoursCorrection(models.Model):
    """Why hours of a settled month were changed; the difference enters the next settlement."""

    settlement = models.ForeignKey(
        Settlement,
        verbose_name="rozliczenie",
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    enrolment = models.ForeignKey(
        Enrolment,
        verbose_name="uczestnictwo",
        on_delete=models.PROTECT,
        related_name="hours_corrections",
    )
    facility = models.ForeignKey(
        Facility,
        verbose_name="placówka",
        on_delete=models.PROTECT,
        related_name="hours_corrections",
    )
    was = models.DecimalField("było (h)", max_digits=5, decimal_places=2)
    now = models.DecimalField("jest (h)", max_digits=5, decimal_places=2)
    reason = models.CharField("powód", max_length=300)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto poprawił",
        on_delete=models.PROTECT,
        related_name="+",
    )
    corrected_at = models.DateTimeField("kiedy", auto_now_add=True)

    class Meta:
        verbose_name = "korekta godzin"
        verbose_name_plural = "korekty godzin"
        ordering = ["settlement", "pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_changes_hours_for_a_reason",
                condition=~Q(was=F("now")) & ~Q(reason=""),
                violation_error_message="Korekta zmienia godziny i ma powód.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.settlement.month:%m.%Y}: {self.was} h, teraz {self.now} h"

    def get_absolute_url(self) -> str:
        return self.settlement.get_absolute_url()
