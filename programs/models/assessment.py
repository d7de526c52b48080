from django.db import models
from django.db.models import Q

from mops.tracking import tracked
from programs.models.enrolment import Enrolment


@tracked()
class Assessment(models.Model):
    """One score, 1 to 5, of one area on a sheet filled before or after an enrolment."""

    class Sheet(models.TextChoices):
        SELF = "self", "arkusz samooceny"
        OBSERVATION = "observation", "arkusz obserwacji"

    class Stage(models.TextChoices):
        BEFORE = "before", "przed"
        AFTER = "after", "po"

    class Area(models.TextChoices):
        SOCIAL_COMPETENCE = "social_competence", "kompetencje społeczne"
        SELF_ESTEEM = "self_esteem", "samoocena"
        ACTIVITY = "activity", "aktywność społeczna i zawodowa"

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="uczestnictwo", on_delete=models.CASCADE, related_name="assessments"
    )
    sheet = models.CharField("arkusz", max_length=12, choices=Sheet.choices)
    stage = models.CharField("etap", max_length=6, choices=Stage.choices)
    area = models.CharField("obszar", max_length=20, choices=Area.choices)
    score = models.PositiveSmallIntegerField("punkty")
    filled_on = models.DateField("data wypełnienia")

    class Meta:
        verbose_name = "ocena"
        verbose_name_plural = "oceny"
        ordering = ["enrolment", "sheet", "area", "stage"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "sheet", "area", "stage"],
                name="one_score_of_an_area_on_a_sheet",
                violation_error_message="Ten obszar jest już na tym arkuszu oceniony.",
            ),
            models.CheckConstraint(
                name="score_is_from_one_to_five",
                condition=Q(score__range=(1, 5)),
                violation_error_message="Ocena jest liczbą od 1 do 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_area_display()} {self.get_stage_display()}: {self.score}"
