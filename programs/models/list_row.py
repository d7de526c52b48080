from django.db import models

from mops.tracking import tracked
from participants.models import Participant
from programs.models.referral import ReferralList


@tracked()
class ListRow(models.Model):
    """What became of one row of an imported list: the protocol, and what undoing needs."""

    class Verdict(models.TextChoices):
        NEW = "new", "nowa osoba"
        KNOWN = "known", "jest w kartotece"
        CHANGED = "changed", "jest w kartotece, inne dane"
        DOUBTFUL = "doubtful", "nie wiadomo, czy to ta sama osoba"
        DUPLICATE = "duplicate", "powtórzona na liście"
        REFERRED = "referred", "już skierowana"
        ERROR = "error", "błąd"

    class Decision(models.TextChoices):
        CREATED = "created", "dodano osobę i skierowanie"
        LINKED = "linked", "dodano skierowanie osoby z kartoteki"
        LEFT = "left", "pominięto"

    referral_list = models.ForeignKey(
        ReferralList, verbose_name="lista", on_delete=models.PROTECT, related_name="rows"
    )
    number = models.PositiveIntegerField("wiersz")
    verdict = models.CharField("ocena", max_length=10, choices=Verdict.choices)
    decision = models.CharField("co zrobiono", max_length=10, choices=Decision.choices)
    participant = models.ForeignKey(
        Participant,
        verbose_name="uczestnik",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="list_rows",
    )
    problems = models.JSONField("uwagi do wiersza", default=list, blank=True)
    written = models.JSONField("co zapisano", default=dict, blank=True)
    remains = models.JSONField("co zostało po cofnięciu", default=list, blank=True)

    class Meta:
        verbose_name = "wiersz listy"
        verbose_name_plural = "wiersze list"
        ordering = ["referral_list", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral_list", "number"],
                name="row_of_a_list_is_kept_once",
                violation_error_message="Ten wiersz listy jest już zapisany.",
            )
        ]

    def __str__(self) -> str:
        return f"wiersz {self.number}"
