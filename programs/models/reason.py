from django.db import models

from mops.tracking import tracked


@tracked()
class Reason(models.Model):
    """Why somebody left, declined or was never asked; says whether that is justified."""

    class Weight(models.TextChoices):
        JUSTIFIED = "justified", "usprawiedliwiona"
        UNJUSTIFIED = "unjustified", "nieusprawiedliwiona"
        OTHER = "other", "inna"

    class Code(models.TextChoices):
        """Reasons by which a figure asks; the others are the centre's own."""

        TOOK_JOB = "took_job", "podjęcie pracy"
        CHILD_ILLNESS = "child_illness", "choroba dziecka"
        LONG_ILLNESS = "long_illness", "długotrwała choroba"
        STRUCK_OFF = "struck_off", "naruszenie regulaminu"
        RESIGNED = "resigned", "własna rezygnacja"
        NOT_EXTENDED = "not_extended", "nieprzedłużenie po okresie próbnym"

    code = models.SlugField("kod", max_length=40, unique=True)
    name = models.CharField("przyczyna", max_length=120)
    because = models.CharField(
        "w zdaniu", max_length=160, help_text="Dokończ: „z powodu…”, na przykład: choroby dziecka."
    )
    weight = models.CharField("ocena", max_length=12, choices=Weight.choices)
    is_for_exit = models.BooleanField("przerwanie udziału", default=True)
    is_for_referral = models.BooleanField("odmowa lub brak propozycji", default=True)

    class Meta:
        verbose_name = "przyczyna"
        verbose_name_plural = "przyczyny"
        ordering = ["weight", "name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_weight_display()})"
