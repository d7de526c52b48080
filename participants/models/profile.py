from datetime import date

from django.db import models

from mops.tracking import tracked
from participants.models.participant import Participant


class ProfileAssessmentQuerySet(models.QuerySet):
    def latest_by(self, day: date) -> "ProfileAssessmentQuerySet":
        """Assessments made by the day, newest first: the first is the profile then in force."""
        return self.filter(assessed_on__lte=day).order_by("-assessed_on", "-pk")


@tracked()
class ProfileAssessment(models.Model):
    """Help profile set by the labour office on a day.

    Profiles existed from May 2014 to June 2019 (art. 33 of the act of 20.04.2004 on
    employment promotion, in the wording of those years).
    """

    class Profile(models.TextChoices):
        I = "I", "profil I"  # noqa: E741 - the labour office's own name
        II = "II", "profil II"
        III = "III", "profil III"

    participant = models.ForeignKey(
        Participant, verbose_name="uczestnik", on_delete=models.CASCADE, related_name="profiles"
    )
    profile = models.CharField("profil pomocy", max_length=3, choices=Profile.choices)
    assessed_on = models.DateField("data ustalenia")
    source = models.CharField("źródło", max_length=120, blank=True)

    objects = ProfileAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "profil pomocy"
        verbose_name_plural = "profile pomocy"
        ordering = ["participant", "assessed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "assessed_on"],
                name="one_profile_of_a_person_a_day",
                violation_error_message="Tego dnia profil tej osoby jest już zapisany.",
            )
        ]
        indexes = [
            models.Index(
                fields=["profile", "participant"],
                include=["assessed_on"],  # whose last one it is, without reading the rows
                name="profile_by_participant",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_profile_display()} z {self.assessed_on:%d.%m.%Y}"
