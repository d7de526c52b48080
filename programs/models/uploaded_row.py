from django.db import models
from django.urls import reverse

from mops.tracking import tracked
from participants.models import Participant
from programs.models.list_row import ListRow
from programs.models.uploaded_list import UploadedList


@tracked(
    fields=["id", "uploaded_list", "number", "corrections", "is_chosen", "settled", "kept"],
    model_name="UploadedRowEvent",
)
class UploadedRow(models.Model):
    """One row of an uploaded list: as it was read, what was mended, and what it would do."""

    uploaded_list = models.ForeignKey(
        UploadedList, verbose_name="lista", on_delete=models.CASCADE, related_name="rows"
    )
    number = models.PositiveIntegerField("wiersz")
    cells = models.JSONField("komórki", default=list, blank=True)
    fields = models.JSONField("odczytane dane", default=dict, blank=True)
    derived = models.JSONField("dane wynikające z numeru PESEL", default=list, blank=True)
    is_hidden = models.BooleanField("ukryty w arkuszu", default=False)
    problems = models.JSONField("uwagi", default=list, blank=True)
    corrections = models.JSONField("poprawki", default=dict, blank=True)
    verdict = models.CharField("ocena", max_length=10, choices=ListRow.Verdict.choices)
    has_warnings = models.BooleanField("są ostrzeżenia", default=False)
    is_outdated = models.BooleanField("zmieniło się od sprawdzenia", default=False)
    participant = models.ForeignKey(
        Participant,
        verbose_name="uczestnik",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="uploaded_rows",
    )
    candidates = models.JSONField("kto to może być", default=list, blank=True)
    differences = models.JSONField("inne dane niż w kartotece", default=list, blank=True)
    fills = models.JSONField("dane do uzupełnienia w kartotece", default=list, blank=True)
    other_rows = models.JSONField("inne wiersze tej osoby", default=list, blank=True)
    is_chosen = models.BooleanField("do wczytania", default=False)
    settled = models.JSONField("rozstrzygnięto, kto to jest", null=True, blank=True)
    kept = models.JSONField("dane kartoteki, które zostają", default=list, blank=True)

    class Meta:
        verbose_name = "wiersz wgranej listy"
        verbose_name_plural = "wiersze wgranych list"
        ordering = ["uploaded_list", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["uploaded_list", "number"],
                name="row_of_an_upload_is_read_once",
                violation_error_message="Ten wiersz jest już odczytany.",
            ),
            models.CheckConstraint(
                name="row_that_cannot_be_taken_is_not_chosen",
                condition=models.Q(is_chosen=False)
                | ~models.Q(verdict__in=["error", "duplicate", "referred"]),
                violation_error_message="Tego wiersza nie można wczytać.",
            ),
        ]

    def __str__(self) -> str:
        return f"wiersz {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("uploaded_list_row", args=[self.uploaded_list_id, self.number])
