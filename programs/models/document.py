from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.http import urlencode

from mops.tracking import tracked
from programs.documents.kinds import Kind
from programs.documents.texts import PARTS, Text, default_text
from programs.documents.wording import check
from programs.models.program import Program


class DocumentTemplateQuerySet(models.QuerySet):
    def for_program(self, kind: str, program: Program | None) -> "DocumentTemplateQuerySet":
        """The texts that a document of the programme may have, its own before the common one."""
        applicable = self.filter(Q(program=None) | Q(program=program), kind=kind)
        return applicable.order_by(F("program").asc(nulls_last=True))

    def text_of(self, kind: str, program: Program | None = None) -> Text:
        """The words of a document: the programme's own, the common ones, else the default ones."""
        template = self.for_program(kind, program).first()
        return template.text if template else default_text(Kind(kind))


@tracked()
class DocumentTemplate(models.Model):
    """The text of a printed document as the administrator wrote it; without a row, the default."""

    kind = models.CharField("dokument", max_length=12, choices=Kind.choices)
    program = models.ForeignKey(
        Program,
        verbose_name="tylko dla programu",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="document_templates",
    )
    heading = models.CharField("nagłówek", max_length=200)
    body = models.TextField("treść", blank=True)
    footer = models.TextField("pod treścią", blank=True)
    signers = models.TextField("podpisy", blank=True)
    is_dated = models.BooleanField("drukuj miejscowość i datę", default=True)
    version = models.PositiveIntegerField("wersja", default=1, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto zmienił",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = DocumentTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "wzór dokumentu"
        verbose_name_plural = "wzory dokumentów"
        ordering = ["kind", "program__name"]
        permissions = [("print_documents", "Może drukować dokumenty uczestników")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(program=None),
                name="one_common_text_of_a_document",
                violation_error_message="Ten dokument ma już wspólną treść.",
            ),
            models.UniqueConstraint(
                fields=["kind", "program"],
                condition=Q(program__isnull=False),
                name="one_text_of_a_document_in_a_programme",
                violation_error_message="Ten dokument ma już własną treść w tym programie.",
            ),
            models.CheckConstraint(
                name="social_contract_is_of_no_programme",
                condition=~Q(kind=Kind.CONTRACT) | Q(program=None),
                violation_error_message="Kontrakt socjalny ma jedną treść dla wszystkich programów.",
            ),
        ]

    def __str__(self) -> str:
        name = self.get_kind_display()
        return f"{name}, {self.program}" if self.program else name

    def get_absolute_url(self) -> str:
        query = f"?{urlencode({'program': self.program_id})}" if self.program_id else ""
        return reverse("document_template_edit", args=[self.kind]) + query

    @property
    def text(self) -> Text:
        """The words as they are printed."""
        return Text(**{part: getattr(self, part) for part in (*PARTS, "is_dated")})

    def clean(self) -> None:
        """Refuse fields that the document does not know, with their place and the nearest name."""
        if self.kind not in Kind.values:
            return
        found = {part: check(getattr(self, part) or "", Kind(self.kind)) for part in PARTS}
        if any(found.values()):
            raise ValidationError(
                {
                    part: [problem.message_pl for problem in problems]
                    for part, problems in found.items()
                    if problems
                }
            )
