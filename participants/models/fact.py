from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from mops.tracking import tracked
from participants.models.participant import Participant


class DatedFactQuerySet(models.QuerySet):
    def true_on(self, day: date) -> "DatedFactQuerySet":
        """Facts that held on the day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


@tracked()
class DatedFact(models.Model):
    """Something true of a person from a day on, until another day or still."""

    class Kind(models.TextChoices):
        REGISTERED = "registered", "zarejestrowany w PUP"
        NO_BENEFIT_RIGHT = "no_benefit_right", "bez prawa do zasiłku"
        SOCIAL_ASSISTANCE = "social_assistance", "korzysta z pomocy społecznej"
        DISABILITY = "disability", "niepełnosprawność"
        ALIMONY_DEBTOR = "alimony_debtor", "dłużnik alimentacyjny"
        EDUCATION = "education", "wykształcenie"
        HOMELESSNESS = "homelessness", "bezdomność"
        ADDICTION = "addiction", "uzależnienie"
        AFTER_PRISON = "after_prison", "po opuszczeniu zakładu karnego"
        MENTAL_ILLNESS = "mental_illness", "choroba psychiczna"
        REFUGEE = "refugee", "status uchodźcy"

    participant = models.ForeignKey(
        Participant, verbose_name="uczestnik", on_delete=models.CASCADE, related_name="facts"
    )
    kind = models.CharField("fakt", max_length=20, choices=Kind.choices)
    detail = models.CharField("szczegóły", max_length=200, blank=True)
    valid_from = models.DateField("od")
    valid_to = models.DateField("do", null=True, blank=True)
    source = models.CharField("źródło", max_length=120, blank=True)

    objects = DatedFactQuerySet.as_manager()

    class Meta:
        verbose_name = "fakt z życia"
        verbose_name_plural = "fakty z życia"
        ordering = ["participant", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="fact_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Data końcowa nie może być wcześniejsza od początkowej.",
            ),
            ExclusionConstraint(
                name="fact_of_one_kind_holds_once_at_a_time",
                expressions=[
                    ("participant", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from",
                            "valid_to",
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="W tym czasie taki fakt jest już zapisany.",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_kind_display()}: {self.detail}" if self.detail else self.get_kind_display()
        )
