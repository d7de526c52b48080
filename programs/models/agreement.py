from datetime import date, timedelta
from typing import NamedTuple

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mops.tracking import tracked
from mops.typography import plural
from programs.models.agreed_terms import AgreedTerms, Terms
from programs.models.agreement_triggers import AGREEMENT_FOLLOWS, ENDS_AS_ANNEXED
from programs.models.institution import Institution
from programs.models.program import Program
from programs.models.validity import DatedQuerySet, ends_after_it_begins
from programs.period import Period

SOON = timedelta(days=30)
"""How long before its end an agreement is spoken of."""


class AgreementQuerySet(DatedQuerySet):
    def signed_in(self, period: Period) -> "AgreementQuerySet":
        """Agreements signed on a day of the period."""
        return self.filter(signed_on__range=period.bounds)

    def during(self, period: Period) -> "AgreementQuerySet":
        """Agreements that bind on at least one day of the period, annexes included."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=period.start), valid_from__lte=period.end
        )

    def expired_by(self, day: date) -> "AgreementQuerySet":
        """Agreements that had ended before the day."""
        return self.filter(ends_on__lt=day)

    def ending_soon(self, day: date) -> "AgreementQuerySet":
        """Agreements that bind on the day and will end within the time in which that is told."""
        return self.valid_on(day).filter(ends_on__lte=day + SOON)


@tracked()
class Agreement(AgreedTerms):
    """What two or more parties signed; the day of signing decides which law applies."""

    class Kind(models.TextChoices):
        PAI = "pai", "program PAI"
        PSU = "psu", "prace społecznie użyteczne"
        PUBLIC_WORKS = "public_works", "roboty publiczne"
        CIS = "cis", "Centrum Integracji Społecznej"
        SUPERVISION = "supervision", "nadzór placówki"
        GRANT = "grant", "dotacja"
        PROJECT_FUNDING = "project_funding", "dofinansowanie projektu"
        CONTRACTOR = "contractor", "usługi wykonawcy"
        READAPTATION = "readaptation", "readaptacja osób opuszczających areszt"

    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    number = models.CharField("numer", max_length=60, blank=True)
    subject = models.CharField("przedmiot", max_length=300)
    signed_on = models.DateField("data podpisania")
    valid_from = models.DateField("obowiązuje od")
    ends_on = models.DateField(
        "kończy się", null=True, blank=True, editable=False, help_text="Z aneksami."
    )
    programs = models.ManyToManyField(
        Program, verbose_name="programy", related_name="agreements", blank=True
    )
    parties = models.ManyToManyField(
        Institution, verbose_name="strony", through="Party", related_name="agreements"
    )
    scan = models.FileField("skan", upload_to="agreements/", blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "porozumienie"
        verbose_name_plural = "porozumienia i umowy"
        ordering = ["-signed_on", "-pk"]
        constraints = [
            ends_after_it_begins("agreement_ends_after_it_begins", "valid_from", "valid_to")
        ]
        indexes = [models.Index(fields=["kind", "signed_on"], name="agreement_by_kind_and_day")]
        triggers = [ENDS_AS_ANNEXED]

    def __str__(self) -> str:
        number = f" nr {self.number}" if self.number else ""
        return f"{self.get_kind_display()}{number} z {self.signed_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("agreement_detail", args=[self.pk])

    def terms_on(self, day: date) -> Terms:
        """What binds on the day: of annexes in effect the later prevails, by effect, then signing.

        Of two annexes of one day the one entered later prevails.
        """
        in_effect = [annex for annex in self.annexes.all() if annex.effective_from <= day]
        return Terms.of(self, sorted(in_effect, key=Annex.place))

    def covers(self, program: Program) -> bool:
        """An agreement that names no programme covers all of them."""
        named = {one.pk for one in self.programs.all()}
        return not named or program.pk in named

    def state_on(self, day: date) -> "State":
        """Whether it binds on the day, and how near its end is."""
        if day < self.valid_from:
            return State(f"obowiązuje od {self.valid_from:%d.%m.%Y}", "ongoing")
        if self.ends_on is None or self.ends_on > day + SOON:
            return State("w mocy", "done")
        if self.ends_on < day:
            return State(f"wygasło {self.ends_on:%d.%m.%Y}", "ended")
        return State(ends_in((self.ends_on - day).days), "warned")


class State(NamedTuple):
    """How an agreement stands, in words, and the mark beside them."""

    label: str
    mark: str


def ends_in(days: int) -> str:
    """How near the end is: „wygasa za 12 dni”."""
    return f"wygasa za {days} {plural(days, 'dzień', 'dni', 'dni')}" if days else "wygasa dziś"


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class AgreementProgram(Agreement.programs.through):
    """A programme put under an agreement or taken from it, so that the journal tells of both."""

    class Meta:
        proxy = True
        verbose_name = "program porozumienia"
        verbose_name_plural = "programy porozumienia"
        default_permissions = []

    def __str__(self) -> str:
        return str(self.program)


@tracked()
class Party(models.Model):
    """An institution's part in an agreement."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="porozumienie", on_delete=models.CASCADE, related_name="party_rows"
    )
    institution = models.ForeignKey(
        Institution, verbose_name="strona", on_delete=models.PROTECT, related_name="party_rows"
    )
    role = models.CharField("rola", max_length=80, blank=True)

    class Meta:
        verbose_name = "strona porozumienia"
        verbose_name_plural = "strony porozumienia"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "institution"],
                name="institution_is_a_party_once",
                violation_error_message="Ta instytucja jest już stroną porozumienia.",
            )
        ]

    def __str__(self) -> str:
        return str(self.institution)


@tracked()
class Annex(AgreedTerms):
    """A signed change of an agreement's terms, in effect from a day on; empty ones stay."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="porozumienie", on_delete=models.CASCADE, related_name="annexes"
    )
    number = models.CharField("numer", max_length=60)
    signed_on = models.DateField("data podpisania")
    effective_from = models.DateField("obowiązuje od")
    terms = models.TextField("co zmienia", blank=True)
    scan = models.FileField("skan", upload_to="annexes/", blank=True)

    class Meta:
        verbose_name = "aneks"
        verbose_name_plural = "aneksy"
        ordering = ["agreement", "effective_from", "signed_on", "pk"]
        constraints = [
            ends_after_it_begins("annex_ends_after_it_begins", "effective_from", "valid_to"),
            models.UniqueConstraint(
                fields=["agreement", "number"],
                name="annex_has_a_number_of_its_own",
                violation_error_message="To porozumienie ma już aneks o tym numerze.",
            ),
        ]
        triggers = [AGREEMENT_FOLLOWS]

    def __str__(self) -> str:
        return f"aneks nr {self.number} z {self.signed_on:%d.%m.%Y}"

    def place(self) -> tuple:
        """Where the annex stands among others: the last one prevails."""
        return self.effective_from, self.signed_on, self.pk


@tracked()
class AgreementAmount(models.Model):
    """Money that an agreement, or its annex, assigns from one source for a stretch of time."""

    class Source(models.TextChoices):
        EU = "eu", "Unia Europejska"
        OWN = "own", "wkład własny gminy"
        LABOUR_FUND = "labour_fund", "Fundusz Pracy"
        STATE = "state", "budżet państwa"
        OTHER = "other", "inne"

    agreement = models.ForeignKey(
        Agreement, verbose_name="porozumienie", on_delete=models.CASCADE, related_name="amounts"
    )
    annex = models.ForeignKey(
        Annex,
        verbose_name="na mocy aneksu",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="amounts",
    )
    source = models.CharField("źródło", max_length=12, choices=Source.choices)
    amount = models.DecimalField("kwota (zł)", max_digits=14, decimal_places=2)
    valid_from = models.DateField("na okres od")
    valid_to = models.DateField("na okres do")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "kwota porozumienia"
        verbose_name_plural = "kwoty porozumienia"
        ordering = ["agreement", "valid_from", "source", "pk"]
        constraints = [
            ends_after_it_begins("agreed_period_ends_after_it_begins", "valid_from", "valid_to"),
            models.CheckConstraint(
                name="agreed_amount_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message="Kwota musi być większa od zera.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.amount} zł"

    def get_absolute_url(self) -> str:
        return self.agreement.get_absolute_url()
