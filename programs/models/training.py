from django.db import models
from django.db.models import Q
from django.urls import reverse

from mops.tracking import tracked
from programs.models.institution import Institution
from programs.models.money_rules import NOT_COME, has_come, refuse_to_come


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
        constraints = [
            has_come("training_was_held_already", "held_on", NOT_COME),
            models.CheckConstraint(
                name="training_has_people",
                condition=Q(people__range=(1, 999)),
                violation_error_message="Przeszkolono od 1 do 999 osób.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.held_on:%d.%m.%Y})"

    def get_absolute_url(self) -> str:
        return reverse("training_detail", args=[self.pk])

    def clean(self) -> None:
        """Nobody is trained before the day."""
        refuse_to_come(self, "held_on", NOT_COME)
