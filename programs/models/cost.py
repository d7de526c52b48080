from django.contrib.postgres.indexes import GistIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import DateField, F, Func, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone

from mops.tracking import tracked
from mops.typography import money
from programs.models.agreement import Agreement
from programs.models.edition import Edition
from programs.models.enrolment import Enrolment
from programs.models.institution import Institution
from programs.models.money_rules import (
    BENEFIT_IS_OF_ITS_PART,
    COST_IS_OF_ITS_PROGRAMME,
    NOT_COME,
    has_come,
    in_known_years,
    refuse_to_come,
)
from programs.models.program import Program
from programs.models.validity import days, ends_after_it_begins
from programs.period import Period


class Payer(models.TextChoices):
    """Whose money it is."""

    PUP = "pup", "PUP (Fundusz Pracy)"
    MOPS = "mops", "MOPS (gmina)"
    GKRPA = "gkrpa", "Gminna Komisja Rozwiązywania Problemów Alkoholowych"
    EU = "eu", "Unia Europejska"
    OTHER = "other", "inny płatnik"


DOCUMENT_WANTED = "Kwota ujemna to korekta: podaj dokument, z którego wynika."
NOT_BEGUN = "Ten okres jeszcze się nie zaczął."


class LastDayOfMonth(Func):
    """The last day of the month in which a day lies."""

    template = "(date_trunc('month', %(expressions)s) + interval '1 month - 1 day')::date"
    output_field = DateField()


class CostQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> "CostQuerySet":
        """Costs of the programmes of one kind."""
        return self.filter(program__kind=kind)

    def within(self, period: Period) -> "CostQuerySet":
        """Costs whose own period begins in the period."""
        return self.filter(period_from__range=period.bounds)

    def monthly(self, program: Program, period: Period) -> "CostQuerySet":
        """Amounts of whole months of the programme: the cells of its sheet of costs."""
        return self.filter(program=program, is_monthly=True, period_from__range=period.bounds)

    def paying_hours_by_hand(
        self, program: Program, period: Period | None = None, edition: Edition | None = None
    ) -> "CostQuerySet":
        """Costs entered by hand, not by a settlement, for hours of the edition in the period."""
        by_hand = self.filter(program=program, kind=Cost.Kind.ALLOWANCES, settlement=None)
        if edition:
            by_hand = by_hand.filter(Q(edition=None) | Q(edition=edition))
        if period:
            by_hand = by_hand.filter(period_from__lte=period.end, period_to__gte=period.start)
        return by_hand


@tracked()
class Cost(models.Model):
    """An amount that a payer bore for a programme over a stretch of time."""

    class Kind(models.TextChoices):
        WAGES = "wages", "wynagrodzenia i składki ZUS"
        LABOUR_FUND = "labour_fund", "składka na Fundusz Pracy"
        WAGE_TOP_UP = "wage_top_up", "dopłata do wynagrodzeń osobowych"
        PFRON = "pfron", "składka na PFRON"
        MEDICAL_EXAMS = "medical_exams", "badania lekarskie"
        LEAVE_EQUIVALENT = "leave_equivalent", "ekwiwalenty za urlop i pochodne"
        PROTECTIVE_CLOTHING = "protective_clothing", "odzież ochronna"
        ALLOWANCES = "allowances", "świadczenia za przepracowane godziny"
        LAUNDRY = "laundry", "pranie odzieży"
        PENSION_CONTRIBUTIONS = "pension_contributions", "składki emerytalne i rentowe"
        HEALTH_CONTRIBUTIONS = "health_contributions", "składki zdrowotne"
        OTHER = "other", "inne"

    MONTHLY_KINDS = (
        Kind.WAGES,
        Kind.ALLOWANCES,
        Kind.PENSION_CONTRIBUTIONS,
        Kind.HEALTH_CONTRIBUTIONS,
    )
    """Kinds paid for every month of work: a month without any of them is not settled."""

    program = models.ForeignKey(
        Program, verbose_name="program", on_delete=models.PROTECT, related_name="costs"
    )
    edition = models.ForeignKey(
        Edition,
        verbose_name="edycja",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="costs",
    )
    kind = models.CharField("rodzaj", max_length=24, choices=Kind.choices)
    payer = models.CharField("płatnik", max_length=5, choices=Payer.choices)
    amount = models.DecimalField("kwota (zł)", max_digits=12, decimal_places=2)
    period_from = models.DateField("za okres od")
    period_to = models.DateField("za okres do")
    document = models.CharField("dokument", max_length=80, blank=True)
    is_monthly = models.BooleanField(
        "kwota miesiąca",
        default=False,
        help_text="Jedna kwota za cały miesiąc, z arkusza kosztów programu.",
    )
    settlement = models.ForeignKey(
        "programs.Settlement",
        verbose_name="rozliczenie",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="costs",
    )

    objects = CostQuerySet.as_manager()

    class Meta:
        verbose_name = "koszt"
        verbose_name_plural = "koszty"
        ordering = ["-period_from", "program", "pk"]
        constraints = [
            ends_after_it_begins("cost_period_ends_after_it_begins", "period_from", "period_to"),
            models.CheckConstraint(
                name="cost_is_not_zero",
                condition=~Q(amount=0),
                violation_error_message="Koszt nie może wynosić zero złotych.",
            ),
            models.CheckConstraint(
                name="cost_downwards_names_its_document",
                condition=Q(amount__gte=0) | ~Q(document="") | Q(settlement__isnull=False),
                violation_error_message=DOCUMENT_WANTED,
            ),
            has_come("cost_period_has_begun", "period_from", NOT_BEGUN),
            in_known_years("cost_ends_in_known_years", "period_to__year"),
            models.UniqueConstraint(
                name="a_month_of_a_kind_and_payer_is_entered_once",
                fields=["program", "kind", "payer", "period_from"],
                condition=Q(is_monthly=True),
                violation_error_message="Kwota tego rodzaju, płatnika i miesiąca jest już wpisana.",
            ),
            models.CheckConstraint(
                name="monthly_cost_is_of_a_whole_month",
                condition=Q(is_monthly=False)
                | Q(
                    edition=None,
                    period_from=TruncMonth(F("period_from")),
                    period_to=LastDayOfMonth("period_from"),
                    amount__gt=0,
                ),
                violation_error_message=(
                    "Kwota miesiąca jest większa od zera i dotyczy całego miesiąca programu."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["program", "period_from"], name="cost_by_program_period"),
            GistIndex(
                "program",
                days("period_from", "period_to"),
                name="settled_days_by_program",
                condition=Q(kind="allowances"),
            ),
        ]
        triggers = [COST_IS_OF_ITS_PROGRAMME]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_payer_display()}, {money(self.amount)}"

    def get_absolute_url(self) -> str:
        return reverse("cost_detail", args=[self.pk])

    @property
    def is_settled(self) -> bool:
        """A settlement of hours made it, so it is not corrected by hand."""
        return self.settlement_id is not None

    def clean(self) -> None:
        """A correction downwards names its document; an edition is the programme's own."""
        refuse_to_come(self, "period_from", NOT_BEGUN)
        if self.amount is not None and self.amount < 0 and not self.document:
            raise ValidationError({"document": DOCUMENT_WANTED})
        if self.edition_id and self.edition.program_id != self.program_id:
            raise ValidationError({"edition": "Ta edycja należy do innego programu."})


@tracked()
class Benefit(models.Model):
    """A benefit paid to a person in the course of an enrolment."""

    class Kind(models.TextChoices):
        PURPOSE = "purpose", "zasiłek celowy"
        INTEGRATION = "integration", "świadczenie integracyjne"
        OTHER = "other", "inne"

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="uczestnictwo", on_delete=models.PROTECT, related_name="benefits"
    )
    kind = models.CharField("rodzaj", max_length=12, choices=Kind.choices, default=Kind.PURPOSE)
    paid_on = models.DateField("data wypłaty")
    amount = models.DecimalField("kwota (zł)", max_digits=10, decimal_places=2)
    own_contribution_to = models.ForeignKey(
        Agreement,
        verbose_name="wkład własny w porozumieniu",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="benefits",
        help_text="Świadczenie liczy się też jako wkład własny w tym projekcie; to te same pieniądze.",
    )

    class Meta:
        verbose_name = "wypłacone świadczenie"
        verbose_name_plural = "wypłacone świadczenia"
        ordering = ["-paid_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="benefit_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message="Kwota musi być większa od zera.",
            ),
            has_come("benefit_is_paid_already", "paid_on", NOT_COME),
        ]
        indexes = [models.Index(fields=["paid_on"], name="benefit_by_day")]
        triggers = [BENEFIT_IS_OF_ITS_PART]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {money(self.amount)}"

    def get_absolute_url(self) -> str:
        return reverse("enrolment_detail", args=[self.enrolment_id])

    def clean(self) -> None:
        """Nothing is paid before its day, or for a part that has not begun."""
        refuse_to_come(self, "paid_on", NOT_COME)
        if self.paid_on and self.paid_on < self.enrolment.started_on:
            raise ValidationError(
                {"paid_on": f"Udział zaczął się dopiero {self.enrolment.started_on:%d.%m.%Y}."}
            )
        project = self.own_contribution_to
        if project and project.kind != Agreement.Kind.PROJECT_FUNDING:
            raise ValidationError(
                {"own_contribution_to": "Wkład własny wnosi się tylko do dofinansowanego projektu."}
            )


@tracked()
class Grant(models.Model):
    """Money given to an association for a year's task after an open competition."""

    recipient = models.ForeignKey(
        Institution, verbose_name="otrzymujący", on_delete=models.PROTECT, related_name="grants"
    )
    program = models.ForeignKey(
        Program,
        verbose_name="program",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
    )
    agreement = models.ForeignKey(
        Agreement,
        verbose_name="umowa",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
    )
    payer = models.CharField("źródło", max_length=5, choices=Payer.choices)
    year = models.PositiveSmallIntegerField("rok", db_index=True)
    purpose = models.CharField("cel", max_length=300)
    amount = models.DecimalField("kwota (zł)", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "dotacja"
        verbose_name_plural = "dotacje"
        ordering = ["-year", "-amount", "pk"]
        constraints = [
            models.CheckConstraint(
                name="grant_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message="Kwota musi być większa od zera.",
            ),
            in_known_years("grant_is_of_a_known_year", "year"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}, {self.year} r., {money(self.amount)}"

    def get_absolute_url(self) -> str:
        return reverse("grant_detail", args=[self.pk])

    def clean(self) -> None:
        """A grant is awarded for this year, an earlier one or the next."""
        if self.year and self.year > timezone.localdate().year + 1:
            raise ValidationError({"year": "Dotacji nie przyznaje się z takim wyprzedzeniem."})
