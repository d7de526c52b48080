from django.conf import settings
from django.db import models
from django.db.models import Q

from mops.tracking import tracked
from programs.models.enrolment import Enrolment


@tracked()
class Override(models.Model):
    """One thing that spoke against an enrolment, in the words of that day, and why it was made.

    Conditions and facts change later; what the clerk knew and wrote then does not.
    """

    class Kind(models.TextChoices):
        UNMET = "unmet", "warunek niespełniony"
        UNKNOWN = "unknown", "brak danych o warunku"
        PLACES = "places", "więcej osób niż miejsc"
        FACILITY = "facility", "placówka"
        AGREEMENT = "agreement", "porozumienie"

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="uczestnictwo", on_delete=models.CASCADE, related_name="overrides"
    )
    kind = models.CharField("rodzaj", max_length=10, choices=Kind.choices)
    name = models.CharField("czego dotyczy", max_length=400)
    finding = models.CharField("stwierdzono", max_length=600)
    legal_basis = models.CharField("podstawa prawna", max_length=400, blank=True)
    reason = models.CharField("uzasadnienie", max_length=300, blank=True)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto przyjął",
        on_delete=models.PROTECT,
        related_name="overrides",
    )
    stated_at = models.DateTimeField("kiedy", auto_now_add=True)

    class Meta:
        verbose_name = "odstępstwo przy przyjęciu"
        verbose_name_plural = "odstępstwa przy przyjęciu"
        ordering = ["enrolment", "pk"]
        constraints = [
            models.CheckConstraint(
                name="override_has_a_reason_unless_nothing_is_known",
                condition=Q(kind="unknown") | ~Q(reason=""),
                violation_error_message="Odstępstwo wymaga uzasadnienia.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.finding}"
