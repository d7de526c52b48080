from django.db import models

from mops.tracking import tracked
from programs.models.institution import Institution


@tracked()
class Program(models.Model):
    """A programme that the centre runs, year after year, in editions."""

    class Kind(models.TextChoices):
        PISIZ = "pisiz", "Punkt Integracji Społecznej i Zawodowej"
        PAI = "pai", "Program Aktywizacja i Integracja"
        PUBLIC_WORKS = "public_works", "roboty publiczne"
        PSU = "psu", "prace społecznie użyteczne"
        CIS = "cis", "Centrum Integracji Społecznej"
        EU_PROJECT = "eu_project", "projekt unijny"
        LOCAL = "local", "lokalny program specjalny"

    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    name = models.CharField("nazwa", max_length=200, unique=True)
    short_name = models.CharField("skrót", max_length=30)
    operator = models.ForeignKey(
        Institution,
        verbose_name="prowadzący",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="programs",
        help_text="Puste, gdy program prowadzi sam ośrodek.",
    )

    class Meta:
        verbose_name = "program"
        verbose_name_plural = "programy"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name
