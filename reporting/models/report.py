from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mops.tracking import tracked
from programs.period import FIRST_YEAR, LAST_YEAR, Period


@tracked()
class Report(models.Model):
    """The yearly report to the city: its own directions and texts over the live figures."""

    year = models.PositiveSmallIntegerField("rok", unique=True)
    dated_on = models.DateField("data sprawozdania", null=True, blank=True)

    class Meta:
        verbose_name = "sprawozdanie"
        verbose_name_plural = "sprawozdania"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="report_is_of_a_possible_year",
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=f"Rok musi być między {FIRST_YEAR} a {LAST_YEAR}.",
            )
        ]

    def __str__(self) -> str:
        return f"sprawozdanie za {self.year} rok"

    def get_absolute_url(self) -> str:
        return reverse("report_detail", args=[self.year])

    @property
    def period(self) -> Period:
        """The calendar year that the report speaks about."""
        return Period.of_year(self.year)


@tracked()
class Direction(models.Model):
    """One row of the report: a direction of action and its task."""

    report = models.ForeignKey(
        Report, verbose_name="sprawozdanie", on_delete=models.CASCADE, related_name="directions"
    )
    number = models.PositiveSmallIntegerField("L.p.")
    title = models.CharField("kierunek działania", max_length=300)
    task = models.CharField("zadanie", max_length=300, blank=True)

    class Meta:
        verbose_name = "kierunek działania"
        verbose_name_plural = "kierunki działania"
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="direction_number_is_used_once",
                violation_error_message="Taki numer kierunku już jest.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


@tracked()
class Section(models.Model):
    """A piece of the report's prose with placeholders for figures."""

    direction = models.ForeignKey(
        Direction, verbose_name="kierunek", on_delete=models.CASCADE, related_name="sections"
    )
    order = models.PositiveSmallIntegerField("kolejność")
    heading = models.CharField("śródtytuł", max_length=200, blank=True)
    text = models.TextField("treść", blank=True)
    is_carried_out = models.BooleanField("zadanie było realizowane", default=True)
    not_carried_out_because = models.TextField("dlaczego nie było realizowane", blank=True)
    is_hidden = models.BooleanField("ukryty w druku", default=False)
    version = models.PositiveIntegerField("wersja", default=1, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ostatnio zmienił",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = "rozdział"
        verbose_name_plural = "rozdziały"
        ordering = ["direction", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "order"],
                name="section_order_is_used_once",
                violation_error_message="Taki numer rozdziału już jest.",
            ),
            models.CheckConstraint(
                name="task_not_carried_out_says_why",
                condition=Q(is_carried_out=True) | ~Q(not_carried_out_because=""),
                violation_error_message="Napisz, dlaczego zadanie nie było realizowane.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading or str(self.direction)

    @property
    def source(self) -> str:
        """The text that is printed: what was done, or why nothing was."""
        return self.text if self.is_carried_out else self.not_carried_out_because
