from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse

from mops.tracking import tracked
from programs.documents.kinds import Kind
from programs.models.settlement import Settlement


@tracked(exclude=["content"])
class SettlementDocument(models.Model):
    """A document of a settled month as it was made: kept whole, never made again."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "XLSX"

    KINDS = (Kind.PAYMENTS, Kind.REFUND)

    settlement = models.ForeignKey(
        Settlement, verbose_name="rozliczenie", on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(
        "dokument", max_length=12, choices=[(kind.value, kind.label) for kind in KINDS]
    )
    format = models.CharField("postać", max_length=4, choices=Format.choices)
    content = models.BinaryField("plik")
    sha256 = models.CharField("skrót SHA-256", max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto utworzył",
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField("kiedy utworzono", auto_now_add=True)

    class Meta:
        verbose_name = "dokument rozliczenia"
        verbose_name_plural = "dokumenty rozliczeń"
        ordering = ["settlement", "kind", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "kind", "format"],
                name="one_document_of_a_kind_and_format",
                violation_error_message="Ten dokument jest już utworzony.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_format_display()}"

    def get_absolute_url(self) -> str:
        return reverse("settlement_document", args=[self.settlement_id, self.kind, self.format])


class RefundQuerySet(models.QuerySet):
    def received(self) -> Decimal:
        """What came in altogether."""
        return self.aggregate(sum=Sum("amount"))["sum"] or Decimal("0.00")


@tracked()
class SettlementRefund(models.Model):
    """Money that the labour office paid back for a settled month; it may come in parts."""

    settlement = models.ForeignKey(
        Settlement, verbose_name="rozliczenie", on_delete=models.PROTECT, related_name="refunds"
    )
    received_on = models.DateField("data wpływu")
    amount = models.DecimalField("kwota (zł)", max_digits=12, decimal_places=2)
    document = models.CharField("dokument", max_length=80, blank=True)
    note = models.CharField("uwagi", max_length=300, blank=True)

    objects = RefundQuerySet.as_manager()

    class Meta:
        verbose_name = "otrzymana refundacja"
        verbose_name_plural = "otrzymane refundacje"
        ordering = ["settlement", "received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="received_refund_is_not_zero",
                condition=~Q(amount=0),
                violation_error_message="Kwota nie może wynosić zero złotych.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.received_on:%d.%m.%Y}: {self.amount} zł"

    def get_absolute_url(self) -> str:
        return self.settlement.get_absolute_url()
