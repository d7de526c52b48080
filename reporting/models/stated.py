from django.conf import settings
from django.db import models

from mops.tracking import tracked


@tracked()
class StatedValue(models.Model):
    """A figure typed by hand for a year that no record holds, with its source and author."""

    year = models.PositiveSmallIntegerField("rok")
    key = models.CharField("wskaźnik", max_length=60)
    value = models.DecimalField("wartość", max_digits=14, decimal_places=2)
    source = models.CharField("źródło", max_length=300)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto podał",
        on_delete=models.PROTECT,
        related_name="+",
    )
    stated_on = models.DateField("kiedy podano", auto_now_add=True)

    class Meta:
        verbose_name = "wartość podana"
        verbose_name_plural = "wartości podane"
        ordering = ["-year", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "key"],
                name="one_stated_value_of_a_figure_a_year",
                violation_error_message="Ten wskaźnik ma już w tym roku podaną wartość.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.year} r."
