"""What the law sets: provisions, rates, shares and limits, each in force from a day to a day."""

from datetime import date
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from mops.tracking import tracked
from programs.models.agreement import Agreement
from programs.models.program import Program
from programs.models.validity import DatedQuerySet, days, ends_after_it_begins
from programs.period import Period


class LawQuerySet(DatedQuerySet):
    def under(self, signed_on: date) -> "LawQuerySet":
        """Rows of the regime under which an agreement signed on the day falls."""
        return self.filter(
            Q(signed_from__isnull=True) | Q(signed_from__lte=signed_on),
            Q(signed_to__isnull=True) | Q(signed_to__gte=signed_on),
        )

    def binding(self, day: date, signed_on: date | None = None) -> "LawQuerySet":
        """Rows in force on the day for an agreement; without one, for one signed that day."""
        return self.valid_on(day).under(signed_on or day)

    def in_use(self, period: Period) -> "LawQuerySet":
        """Rows in force in the period for an agreement signed in it, or signed before and lasting."""
        signed = Agreement.objects.during(period).filter(
            programs=OuterRef("program"),
            signed_on__gte=Coalesce(OuterRef("signed_from"), date.min),
            signed_on__lte=Coalesce(OuterRef("signed_to"), date.max),
        )
        new = Q(signed_from__isnull=True) | Q(signed_from__lte=period.end)
        new &= Q(signed_to__isnull=True) | Q(signed_to__gte=period.start)
        return self.during(period).filter(new | Q(Exists(signed)))


class Law(models.Model):
    """What holds from a day to a day for agreements signed from a day to a day.

    An agreement signed before an act changes may keep the old one: the day of signing chooses
    the regime, the month chooses the row within it.
    """

    valid_from = models.DateField("obowiązuje od")
    valid_to = models.DateField("obowiązuje do", null=True, blank=True)
    signed_from = models.DateField(
        "dla porozumień podpisanych od",
        null=True,
        blank=True,
        help_text="Puste: bez względu na to, jak dawno podpisano porozumienie.",
    )
    signed_to = models.DateField(
        "dla porozumień podpisanych do",
        null=True,
        blank=True,
        help_text="Puste: także dla porozumień, które dopiero zostaną podpisane.",
    )

    objects = LawQuerySet.as_manager()

    class Meta:
        abstract = True

    def binds(self, day: date, signed_on: date | None = None) -> bool:
        """The row is in force on the day for an agreement signed on the other."""
        signed = signed_on or day
        return _within(day, self.valid_from, self.valid_to) and _within(
            signed, self.signed_from, self.signed_to
        )


def _within(day: date, start: date | None, end: date | None) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def _one_at_a_time(name: str, *same: str, message: str) -> ExclusionConstraint:
    """No two rows with the same values hold on one day for one agreement."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in same),
            (days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
            (days("signed_from", "signed_to"), RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )


@tracked()
class LegalBasis(Law):
    """Provision of law on which a programme rests, in force from a day to a day."""

    program = models.ForeignKey(
        Program, verbose_name="program", on_delete=models.CASCADE, related_name="legal_bases"
    )
    citation = models.CharField("przepis", max_length=400)

    class Meta:
        verbose_name = "podstawa prawna"
        verbose_name_plural = "podstawy prawne"
        ordering = ["program", "valid_from", "pk"]
        constraints = [
            ends_after_it_begins("legal_basis_ends_after_it_begins", "valid_from", "valid_to"),
            ends_after_it_begins("regime_of_basis_ends_late", "signed_from", "signed_to"),
            _one_at_a_time(
                "one_citation_of_a_provision_at_a_time",
                "program",
                "citation",
                message="Ten przepis jest już wpisany na część tego czasu.",
            ),
        ]

    def __str__(self) -> str:
        return self.citation


@tracked()
class Rate(Law):
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
    source = models.CharField("źródło", max_length=200, blank=True)

    class Meta:
        verbose_name = "stawka lub limit"
        verbose_name_plural = "stawki i limity"
        ordering = ["program", "kind", "valid_from", "signed_from"]
        constraints = [
            ends_after_it_begins("rate_ends_after_it_begins", "valid_from", "valid_to"),
            ends_after_it_begins("regime_of_rate_ends_late", "signed_from", "signed_to"),
            models.CheckConstraint(
                name="rate_is_positive",
                condition=Q(value__gt=0),
                violation_error_message="Wartość musi być większa od zera.",
            ),
            models.CheckConstraint(
                name="share_is_at_most_the_whole",
                condition=~Q(kind="refund_share") | Q(value__lte=1),
                violation_error_message=(
                    "Udział nie może przekraczać 1, czyli całości. Sześćdziesiąt procent to 0,6."
                ),
            ),
            _one_at_a_time(
                "one_rate_of_a_kind_at_a_time",
                "program",
                "kind",
                message="W tym czasie obowiązuje już inna wartość.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} od {self.valid_from:%d.%m.%Y}"

    @property
    def value_text(self) -> str:
        """The value as people write it: złote with grosze, the rest without idle noughts."""
        value = self.value.normalize()
        if self.kind == self.Kind.HOURLY and value.as_tuple().exponent > -2:
            value = value.quantize(Decimal("0.01"))
        return f"{value:f}".replace(".", ",")
