from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from mops.tracking import tracked
from programs.models.institution import Institution
from programs.models.validity import DatedQuerySet, days, ends_after_it_begins


@tracked()
class Program(models.Model):
    """A programme that the centre runs, year after year, in editions."""

    class Kind(models.TextChoices):
        PISIZ = "pisiz", "Punkt Integracji Społecznej i Zawodowej"
        PAI = "pai", "Program Aktywizacja i Integracja"
        PUBLIC_WORKS = "public_works", "roboty publiczne"
        PSU = "psu", "prace społecznie użyteczne"
        CIS = "cis", "Centrum Integracji Społecznej"
        EU_PROJECT = "eu_project", "projekt unijny"
        LOCAL = "local", "lokalny program specjalny"

    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    name = models.CharField("nazwa", max_length=200, unique=True)
    short_name = models.CharField("skrót", max_length=30)
    operator = models.ForeignKey(
        Institution,
        verbose_name="prowadzący",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="programs",
        help_text="Puste, gdy program prowadzi sam ośrodek.",
    )

    class Meta:
        verbose_name = "program"
        verbose_name_plural = "programy"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name


@tracked()
class LegalBasis(models.Model):
    """Provision of law on which a programme rests, in force from a day to a day."""

    program = models.ForeignKey(
        Program, verbose_name="program", on_delete=models.CASCADE, related_name="legal_bases"
    )
    citation = models.CharField("przepis", max_length=400)
    valid_from = models.DateField("obowiązuje od")
    valid_to = models.DateField("obowiązuje do", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "podstawa prawna"
        verbose_name_plural = "podstawy prawne"
        ordering = ["program", "valid_from", "pk"]
        constraints = [
            ends_after_it_begins("legal_basis_ends_after_it_begins", "valid_from", "valid_to")
        ]

    def __str__(self) -> str:
        return self.citation


class RateQuerySet(DatedQuerySet):
    def value_of(self, kind: str, program: Program, day):
        """The one rate of a kind in force on the day; raises Rate.DoesNotExist."""
        return self.valid_on(day).get(kind=kind, program=program).value


@tracked()
class Rate(models.Model):
    """An amount, share or limit that the law or an agreement sets from a day to a day."""

    class Kind(models.TextChoices):
        HOURLY = "hourly", "stawka godzinowa (zł)"
        REFUND_SHARE = "refund_share", "udział refundacji z PUP (ułamek)"
        WEEKLY_HOURS = "weekly_hours", "limit godzin w tygodniu"
        MONTHLY_HOURS = "monthly_hours", "limit godzin w miesiącu"

    program = models.ForeignKey(
        Program, verbose_name="program", on_delete=models.CASCADE, related_name="rates"
    )
    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    value = models.DecimalField("wartość", max_digits=10, decimal_places=4)
    valid_from = models.DateField("obowiązuje od")
    valid_to = models.DateField("obowiązuje do", null=True, blank=True)
    source = models.CharField("źródło", max_length=200, blank=True)

    objects = RateQuerySet.as_manager()

    class Meta:
        verbose_name = "stawka lub limit"
        verbose_name_plural = "stawki i limity"
        ordering = ["program", "kind", "valid_from"]
        constraints = [
            ends_after_it_begins("rate_ends_after_it_begins", "valid_from", "valid_to"),
            models.CheckConstraint(
                name="rate_is_positive",
                condition=models.Q(value__gt=0),
                violation_error_message="Wartość musi być większa od zera.",
            ),
            ExclusionConstraint(
                name="one_rate_of_a_kind_at_a_time",
                expressions=[
                    ("program", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="W tym czasie obowiązuje już inna wartość.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} od {self.valid_from:%d.%m.%Y}"
