from datetime import date

from django.db import models
from django.db.models import F, Q

from mops.tracking import tracked
from participants.models.participant import Participant


class SocialContractQuerySet(models.QuerySet):
    def overdue_on(self, day: date) -> "SocialContractQuerySet":
        """Contracts whose term had passed by the day and which nobody has settled."""
        return self.filter(settled_on=None, valid_to__lt=day)


@tracked()
class SocialContract(models.Model):
    """Plan signed by a person and a social worker (art. 108 of the act on social assistance)."""

    class Kind(models.TextChoices):
        A = "A", "kontrakt A"
        B = "B", "kontrakt B"

    class Purpose(models.TextChoices):
        GENERAL = "general", "ogólny"
        EU_PROJECT = "eu_project", "udział w projekcie UE"
        FAMILY_CONFERENCE = "family_conference", "konferencja grupy rodzinnej"

    class Result(models.TextChoices):
        ONGOING = "ongoing", "w realizacji"
        FULFILLED = "fulfilled", "zrealizowany"
        NOT_FULFILLED = "not_fulfilled", "niezrealizowany"

    participant = models.ForeignKey(
        Participant, verbose_name="uczestnik", on_delete=models.CASCADE, related_name="contracts"
    )
    kind = models.CharField("rodzaj", max_length=1, choices=Kind.choices)
    purpose = models.CharField(
        "cel", max_length=20, choices=Purpose.choices, default=Purpose.GENERAL
    )
    signed_on = models.DateField("data podpisania")
    valid_to = models.DateField("obowiązuje do", null=True, blank=True)
    result = models.CharField(
        "realizacja", max_length=15, choices=Result.choices, default=Result.ONGOING
    )
    settled_on = models.DateField("data rozliczenia", null=True, blank=True)

    objects = SocialContractQuerySet.as_manager()

    class Meta:
        verbose_name = "kontrakt socjalny"
        verbose_name_plural = "kontrakty socjalne"
        ordering = ["participant", "signed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contract_ends_after_it_is_signed",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("signed_on")),
                violation_error_message="Kontrakt nie może kończyć się przed podpisaniem.",
            ),
            models.CheckConstraint(
                name="contract_is_settled_on_a_day_or_ongoing",
                condition=Q(result="ongoing", settled_on__isnull=True)
                | ~Q(result="ongoing") & Q(settled_on__isnull=False),
                violation_error_message="Rozliczony kontrakt ma datę rozliczenia, trwający jej nie ma.",
            ),
        ]
        indexes = [
            models.Index(fields=["purpose", "settled_on"], name="contract_by_purpose_settled"),
            models.Index(fields=["purpose", "signed_on"], name="contract_by_purpose_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} z {self.signed_on:%d.%m.%Y}"
