from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from mops.tracking import tracked
from programs.models.program import Program
from programs.models.validity import DatedQuerySet, days, ends_after_it_begins


class EntryConditionQuerySet(DatedQuerySet):
    def of(self, program: Program) -> "EntryConditionQuerySet":
        """The programme's own conditions of all times; those of its kind where it has none."""
        own = self.filter(program=program)
        usual = self.filter(program=None, program_kind=program.kind)
        return own | usual.exclude(Q(models.Exists(own.order_by())))


@tracked()
class EntryCondition(models.Model):
    """What a programme asks of a person before taking her in, from a day to a day.

    It belongs to all programmes of a kind, or to one, whose own conditions then stand instead
    of those of its kind. Conditions with the same number in `alternative` are one: any will do.
    """

    class Check(models.TextChoices):
        """What the application knows how to check of a person."""

        PROFILE_III = "profile_iii", "profil pomocy III"
        USES_ASSISTANCE = "uses_assistance", "pomoc społeczna w miesiącu skierowania"
        HAS_IPD = "has_ipd", "indywidualny plan działania"
        REGISTERED = "registered", "rejestracja w urzędzie pracy"
        WITHOUT_BENEFIT = "without_benefit", "bezrobocie bez prawa do zasiłku"
        LONG_UNEMPLOYED = "long_unemployed", "długotrwałe bezrobocie"
        SOCIAL_CONTRACT = "social_contract", "kontrakt socjalny"
        DISABILITY = "disability", "niepełnosprawność"
        HOMELESSNESS = "homelessness", "bezdomność"
        ADDICTION = "addiction", "uzależnienie"
        AFTER_PRISON = "after_prison", "opuszczenie zakładu karnego"
        MENTAL_ILLNESS = "mental_illness", "choroba psychiczna"
        REFUGEE = "refugee", "status uchodźcy"
        ADULT = "adult", "pełnoletność"
        TOTAL_TIME = "total_time", "łączny czas w programie"

    program_kind = models.CharField(
        "rodzaj programów",
        max_length=20,
        choices=Program.Kind.choices,
        blank=True,
        help_text="Dla wszystkich programów tego rodzaju, które nie mają własnych warunków.",
    )
    program = models.ForeignKey(
        Program,
        verbose_name="jeden program",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="entry_conditions",
        help_text="Program z własnymi warunkami; warunki jego rodzaju go wtedy nie dotyczą.",
    )
    check_kind = models.CharField("warunek", max_length=20, choices=Check.choices)
    alternative = models.PositiveSmallIntegerField(
        "jeden z",
        null=True,
        blank=True,
        help_text="Wystarczy spełnić jeden z warunków o tym samym numerze. Puste: konieczny.",
    )
    months = models.PositiveSmallIntegerField(
        "miesiące",
        null=True,
        blank=True,
        help_text="Tylko przy łącznym czasie w programie: najwyżej ile miesięcy.",
    )
    valid_from = models.DateField("obowiązuje od")
    valid_to = models.DateField("obowiązuje do", null=True, blank=True)
    legal_basis = models.CharField("podstawa prawna", max_length=400, blank=True)
    explanation = models.CharField("objaśnienie", max_length=300, blank=True)

    objects = EntryConditionQuerySet.as_manager()

    class Meta:
        verbose_name = "warunek przyjęcia"
        verbose_name_plural = "warunki przyjęcia"
        ordering = ["program_kind", "program", "valid_from", "alternative", "pk"]
        constraints = [
            ends_after_it_begins("condition_ends_after_it_begins", "valid_from", "valid_to"),
            models.CheckConstraint(
                name="condition_is_of_a_kind_or_of_one_program",
                condition=Q(program=None) & ~Q(program_kind="")
                | Q(program__isnull=False, program_kind=""),
                violation_error_message="Wskaż rodzaj programów albo jeden program.",
            ),
            models.CheckConstraint(
                name="only_a_limit_of_time_has_months",
                condition=Q(check_kind="total_time", months__gt=0)
                | ~Q(check_kind="total_time") & Q(months=None),
                violation_error_message="Miesiące podaje się tylko przy łącznym czasie w programie.",
            ),
            ExclusionConstraint(
                name="one_condition_of_a_check_at_a_time",
                expressions=[
                    (Coalesce("program", 0), RangeOperators.EQUAL),
                    ("program_kind", RangeOperators.EQUAL),
                    ("check_kind", RangeOperators.EQUAL),
                    (Coalesce("alternative", 0), RangeOperators.EQUAL),
                    (days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="W tym czasie taki warunek już obowiązuje.",
            ),
        ]

    def __str__(self) -> str:
        name = self.get_check_kind_display()
        return f"{name}: najwyżej {self.months} mies." if self.months else name

    def holds_on(self, day: date) -> bool:
        """The condition is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
