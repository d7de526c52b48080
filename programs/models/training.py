from django.db import models
from django.urls import reverse

from mops.tracking import tracked
from programs.models.institution import Institution


@tracked()
class StaffTraining(models.Model):
    """A course or workshop for staff of the centre or of a partner."""

    institution = models.ForeignKey(
        Institution,
        verbose_name="pracownicy instytucji",
        on_delete=models.PROTECT,
        related_name="trainings",
    )
    title = models.CharField("temat", max_length=200)
    held_on = models.DateField("data", db_index=True)
    people = models.PositiveSmallIntegerField("liczba osób")

    class Meta:
        verbose_name = "szkolenie pracowników"
        verbose_name_plural = "szkolenia pracowników"
        ordering = ["-held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.held_on:%d.%m.%Y})"

    def get_absolute_url(self) -> str:
        return reverse("training_detail", args=[self.pk])
