from datetime import date
from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import DecimalField, F, Func, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, TruncMonth
from django.urls import reverse

from mops.tracking import tracked
from mops.typography import percent
from programs.models.agreement import Agreement
from programs.models.cost import Cost, Payer
from programs.models.edition import Edition
from programs.models.enrolment import Enrolment
from programs.models.institution import Facility
from programs.models.program import Program
from programs.period import Period


def exact_percent(share: Decimal) -> str:
    """A share as percent with no digit lost: 60% or 62,5%."""
    digits = -min((share * 100).normalize().as_tuple().exponent, 0)
    return percent(share * 100, digits)


WHOLE_PROGRAMME = "wszystkie edycje"


def _is_first_day(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(month=TruncMonth(F("month"))),
        violation_error_message="Miesiąc zapisuje się jego pierwszym dniem.",
    )


def _editions_settled() -> Func:
    """The one edition as a range of numbers; without an edition all of them."""
    return Func(
        "edition",
        "edition",
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )


class SettlementQuerySet(models.QuerySet):
    def live(self) -> "SettlementQuerySet":
        """Settlements that stand: nobody has unlocked them."""
        return self.filter(state=Settlement.State.SETTLED)

    def touching(self, program: Program | int, edition: Edition | int | None):
        """Settlements of the programme that speak of the edition, or of any where none is given."""
        own = self.filter(program=program)
        return own if edition is None else own.filter(Q(edition=None) | Q(edition=edition))

    def of_months(self, period: Period) -> "SettlementQuerySet":
        """Settlements of the months that the period touches."""
        return self.filter(month__range=(period.start.replace(day=1), period.end))

    def with_sums(self) -> "SettlementQuerySet":
        """Adds `hours`, `allowances` and `refunded` of the lines, and `asked`: what PUP is to pay."""
        return self.annotate(
            hours=_sum_of(SettlementLine, "hours"),
            allowances=_sum_of(SettlementLine, "amount"),
            refunded=_sum_of(SettlementLine, "refunded"),
            extra_total=_sum_of(SettlementExtra, "amount"),
            extra_of_pup=_sum_of(SettlementExtra, "amount", payer=Payer.PUP),
        ).annotate(
            total=F("allowances") + F("extra_total"),
            asked=F("refunded") + F("extra_of_pup"),
        )


def _sum_of(model: type[models.Model], field: str, **conditions) -> Coalesce:
    own = model.objects.filter(settlement=OuterRef("pk"), **conditions).order_by()
    summed = own.values("settlement").annotate(sum=Sum(field)).values("sum")
    number = DecimalField(max_digits=14, decimal_places=2)
    return Coalesce(Subquery(summed, output_field=number), Value(Decimal(0)), output_field=number)


@tracked()
class Settlement(models.Model):
    """A month whose hours are turned into money, of one edition or of the whole programme.

    Unlocked, it stays as it was and counts for nothing; the month is then settled anew.
    """

    class State(models.TextChoices):
        SETTLED = "settled", "rozliczone"
        UNLOCKED = "unlocked", "odblokowane"

    program = models.ForeignKey(
        Program, verbose_name="program", on_delete=models.PROTECT, related_name="settlements"
    )
    edition = models.ForeignKey(
        Edition,
        verbose_name="edycja",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settlements",
        help_text="Puste: wszystkie edycje programu.",
    )
    month = models.DateField("miesiąc")
    agreement = models.ForeignKey(
        Agreement,
        verbose_name="porozumienie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settlements",
    )
    rate = models.DecimalField(
        "stawka godzinowa (zł)", max_digits=10, decimal_places=4, null=True, blank=True
    )
    refund_share = models.DecimalField(
        "udział refundacji", max_digits=10, decimal_places=4, null=True, blank=True
    )
    reason = models.CharField("dlaczego mimo zastrzeżeń", max_length=300, blank=True)
    version = models.PositiveSmallIntegerField("wersja", default=1)
    state = models.CharField("stan", max_length=10, choices=State.choices, default=State.SETTLED)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto rozliczył",
        on_delete=models.PROTECT,
        related_name="settlements",
    )
    settled_at = models.DateTimeField("kiedy", auto_now_add=True)
    unlocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto odblokował",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="unlocked_settlements",
    )
    unlocked_at = models.DateTimeField("kiedy odblokowano", null=True, blank=True)
    unlock_reason = models.CharField("dlaczego odblokowano", max_length=300, blank=True)

    objects = SettlementQuerySet.as_manager()

    class Meta:
        verbose_name = "rozliczenie miesiąca"
        verbose_name_plural = "rozliczenia miesięcy"
        ordering = ["-month", "program", "edition", "-version", "pk"]
        constraints = [
            _is_first_day("settlement_is_of_a_whole_month"),
            ExclusionConstraint(
                name="a_month_is_settled_once",
                expressions=[
                    ("program", RangeOperators.EQUAL),
                    ("month", RangeOperators.EQUAL),
                    (_editions_settled(), RangeOperators.OVERLAPS),
                ],
                condition=Q(state="settled"),
                violation_error_message="Ten miesiąc jest już rozliczony.",
            ),
            models.CheckConstraint(
                name="settlement_is_unlocked_by_somebody_for_a_reason",
                condition=Q(state="settled", unlocked_by=None, unlocked_at=None, unlock_reason="")
                | Q(state="unlocked", unlocked_by__isnull=False, unlocked_at__isnull=False)
                & ~Q(unlock_reason=""),
                violation_error_message="Odblokowanie ma osobę, chwilę i przyczynę.",
            ),
            models.CheckConstraint(
                name="settlement_has_rate_and_share_or_neither",
                condition=Q(rate=None, refund_share=None)
                | Q(rate__gt=0, refund_share__gte=0, refund_share__lte=1),
                violation_error_message="Stawka jest dodatnia, a udział refundacji od 0 do 100%.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program}, {self.scope_name}, {self.month:%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("settlement_detail", args=[self.pk])

    @property
    def is_live(self) -> bool:
        return self.state == self.State.SETTLED

    @property
    def scope_name(self) -> str:
        """Which editions, in words: edycja IV."""
        return f"edycja {self.edition.roman_number}" if self.edition else WHOLE_PROGRAMME

    @property
    def refund_percent(self) -> str:
        """The share of PUP as it is printed: 60%."""
        return exact_percent(self.refund_share) if self.refund_share is not None else ""

    @property
    def period(self) -> Period:
        return Period.of_month(self.month)


@tracked()
class SettlementLine(models.Model):
    """Hours of one person in one facility turned into money, to the grosz.

    A line whose `month` is earlier than the settlement's corrects that month, up or down.
    """

    settlement = models.ForeignKey(
        Settlement, verbose_name="rozliczenie", on_delete=models.CASCADE, related_name="lines"
    )
    enrolment = models.ForeignKey(
        Enrolment,
        verbose_name="uczestnictwo",
        on_delete=models.PROTECT,
        related_name="settlement_lines",
    )
    facility = models.ForeignKey(
        Facility,
        verbose_name="placówka",
        on_delete=models.PROTECT,
        related_name="settlement_lines",
    )
    month = models.DateField("za miesiąc")
    rate = models.DecimalField("stawka (zł)", max_digits=10, decimal_places=4)
    hours = models.DecimalField("godziny", max_digits=7, decimal_places=2)
    amount = models.DecimalField("kwota (zł)", max_digits=12, decimal_places=2)
    refunded = models.DecimalField("w tym refundacja z PUP (zł)", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "pozycja rozliczenia"
        verbose_name_plural = "pozycje rozliczenia"
        ordering = ["settlement", "pk"]
        constraints = [
            _is_first_day("settled_line_is_of_a_whole_month"),
            models.UniqueConstraint(
                fields=["settlement", "enrolment", "facility", "month"],
                name="one_line_of_a_person_facility_and_month",
                violation_error_message="Ta pozycja jest już w rozliczeniu.",
            ),
        ]
        indexes = [models.Index(fields=["month"], name="settled_line_by_month")]

    def __str__(self) -> str:
        return f"{self.month:%m.%Y}: {self.amount} zł"

    def get_absolute_url(self) -> str:
        return self.settlement.get_absolute_url()

    @property
    def own(self) -> Decimal:
        """What the centre bears of the amount."""
        return self.amount - self.refunded

    def corrects(self, month: date) -> bool:
        """The line mends a month before the settled one."""
        return self.month < month


@tracked()
class SettlementExtra(models.Model):
    """A cost of the month beside its hours, as the one who bears it pays it."""

    KINDS = (
        Cost.Kind.MEDICAL_EXAMS,
        Cost.Kind.LAUNDRY,
        Cost.Kind.PROTECTIVE_CLOTHING,
        Cost.Kind.OTHER,
    )

    settlement = models.ForeignKey(
        Settlement, verbose_name="rozliczenie", on_delete=models.CASCADE, related_name="extras"
    )
    kind = models.CharField(
        "rodzaj", max_length=24, choices=[(kind.value, kind.label) for kind in KINDS]
    )
    payer = models.CharField("płatnik", max_length=5, choices=Payer.choices)
    amount = models.DecimalField("kwota (zł)", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "koszt dodatkowy rozliczenia"
        verbose_name_plural = "koszty dodatkowe rozliczeń"
        ordering = ["settlement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "kind", "payer"],
                name="one_extra_of_a_kind_and_payer",
                violation_error_message="Ten koszt tego płatnika jest już w rozliczeniu.",
            ),
            models.CheckConstraint(
                name="extra_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message="Kwota musi być większa od zera.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_payer_display()}, {self.amount} zł"

    def get_absolute_url(self) -> str:
        return self.settlement.get_absolute_url()
