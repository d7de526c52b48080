from django.db import models
from django.urls import reverse

from mops.tracking import tracked
from participants.models import Participant
from programs.models.enrolment import Enrolment


@tracked()
class Outcome(models.Model):
    """A dated event in a person's life that follows an enrolment or ends it.

    Moves inside the centre (to public works, socially useful work, the CIS) are enrolments
    of their own and are never typed here.
    """

    class Kind(models.TextChoices):
        OPEN_MARKET_JOB = "open_market_job", "praca na otwartym rynku"
        INTERNSHIP = "internship", "skierowanie na staż"
        WORD_COURSE = "word_course", "szkolenie w WORD"
        COURSE = "course", "inne szkolenie lub kurs"
        OWN_BUSINESS = "own_business", "własna działalność"
        EDUCATION = "education", "podjęcie nauki"
        DEREGISTERED = "deregistered", "wyrejestrowanie z PUP bez podjęcia pracy"
        OTHER = "other", "inny"

    NO_GAIN = (Kind.DEREGISTERED,)
    """Events that count among no gains of a programme."""

    participant = models.ForeignKey(
        Participant, verbose_name="uczestnik", on_delete=models.PROTECT, related_name="outcomes"
    )
    enrolment = models.ForeignKey(
        Enrolment,
        verbose_name="po uczestnictwie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="outcomes",
    )
    kind = models.CharField("rezultat", max_length=20, choices=Kind.choices)
    occurred_on = models.DateField("data")
    detail = models.CharField("szczegóły", max_length=200, blank=True)
    proof = models.CharField("potwierdzenie", max_length=200, blank=True)

    class Meta:
        verbose_name = "rezultat"
        verbose_name_plural = "rezultaty"
        ordering = ["-occurred_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind", "occurred_on"],
                name="outcome_is_recorded_once",
                violation_error_message="Taki rezultat z tego dnia jest już zapisany.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.occurred_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("participant_detail", args=[self.participant_id])
