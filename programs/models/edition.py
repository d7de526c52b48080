from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from mops.tracking import tracked
from participants.models import Participant
from programs.models.agreement import Agreement
from programs.models.program import Program
from programs.models.validity import ends_after_it_begins
from programs.period import Period

ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """The number as editions carry it: 4 is IV."""
    numeral = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral


class Phase(models.TextChoices):
    """Where in its life an edition is."""

    AHEAD = "ahead", "przed rozpoczęciem"
    RUNNING = "running", "trwa"
    OVER = "over", "zakończona, jeszcze otwarta"
    CLOSED = "closed", "zamknięta"

    @property
    def mark(self) -> str:
        """The shape beside the word."""
        return {"running": "ongoing", "closed": "done", "over": "ended"}.get(self.value, "")


class EditionQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> "EditionQuerySet":
        """Editions of the programmes of one kind."""
        return self.filter(program__kind=kind)

    def during(self, period: Period) -> "EditionQuerySet":
        """Editions that ran on at least one day of the period."""
        return self.filter(starts_on__lte=period.end, ends_on__gte=period.start)

    def started_in(self, period: Period) -> "EditionQuerySet":
        """Editions that began in the period."""
        return self.filter(starts_on__range=period.bounds)

    def open_on(self, day: date) -> "EditionQuerySet":
        """Editions that are not over on the day, whether they have begun or not."""
        return self.filter(ends_on__gte=day)

    def without(self, participant: Participant) -> "EditionQuerySet":
        """Editions in which the person has no part."""
        return self.exclude(enrolments__participant=participant)

    def with_progress(self) -> "EditionQuerySet":
        """Adds `people` and how many enrolments are `ongoing`, `completed` and `interrupted`.

        Counted for each edition shown, never for those on other pages of the list.
        """
        return self.annotate(
            people=_counted(Count("participant", distinct=True)),
            **{
                # Not the key, which the index does not hold.
                result: _counted(Count("*"), result=result)
                for result in ("ongoing", "completed", "interrupted")
            },
        )


def _counted(count: Count, **conditions) -> Coalesce:
    enrolments = Edition._meta.get_field("enrolments").related_model.objects
    own = enrolments.filter(edition=OuterRef("pk"), **conditions).order_by().values("edition")
    return Coalesce(Subquery(own.annotate(number=count).values("number")), 0)


@tracked()
class Edition(models.Model):
    """One dated run of a programme."""

    program = models.ForeignKey(
        Program, verbose_name="program", on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveSmallIntegerField("numer")
    starts_on = models.DateField("od")
    ends_on = models.DateField("do")
    places = models.PositiveSmallIntegerField("planowane miejsca", null=True, blank=True)
    hours = models.PositiveSmallIntegerField("planowane godziny na osobę", null=True, blank=True)
    agreement = models.ForeignKey(
        Agreement,
        verbose_name="porozumienie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
    )
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="prowadzący pracownik",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="editions",
    )
    closed_on = models.DateField("zamknięta", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto zamknął",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="closed_editions",
    )
    closing_reason = models.CharField("dlaczego mimo braków", max_length=300, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "edycja"
        verbose_name_plural = "edycje"
        ordering = ["-starts_on", "program", "number"]
        constraints = [
            ends_after_it_begins("edition_ends_after_it_begins", "starts_on", "ends_on"),
            models.CheckConstraint(
                name="edition_number_fits_roman_numerals",
                condition=models.Q(number__range=(1, 399)),
                violation_error_message="Numer edycji jest liczbą od 1 do 399.",
            ),
            models.UniqueConstraint(
                fields=["program", "number", "starts_on"],
                name="one_edition_of_a_number_and_start",
                violation_error_message="Taka edycja już istnieje.",
            ),
            models.CheckConstraint(
                name="edition_is_closed_by_somebody_on_a_day",
                condition=Q(closed_on=None, closed_by=None, closing_reason="")
                | Q(closed_on__isnull=False, closed_by__isnull=False),
                violation_error_message="Zamknięta edycja ma datę i osobę, która ją zamknęła.",
            ),
        ]
        indexes = [
            models.Index(fields=["program", "starts_on"], name="edition_by_program_start"),
            models.Index(fields=["-starts_on"], name="edition_by_start"),
            models.Index(fields=["-ends_on"], name="edition_by_end"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="edition_keeps_its_people",
                operation=pgtrigger.UpdateOf("starts_on", "ends_on"),
                when=pgtrigger.After,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM programs_enrolment
                        WHERE edition_id = NEW.id
                          AND (started_on < NEW.starts_on OR ended_on > NEW.ends_on)
                    ) THEN
                        RAISE check_violation USING MESSAGE =
                            'Są osoby, których udział wykracza poza nowe daty edycji.';
                    END IF;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="edition_closes_with_every_result",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("closed_on"),
                when=pgtrigger.After,
                condition=pgtrigger.Condition("NEW.closed_on IS NOT NULL"),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM programs_enrolment
                        WHERE edition_id = NEW.id AND result = 'ongoing'
                    ) THEN
                        RAISE check_violation USING MESSAGE =
                            'Najpierw wpisz wynik każdego udziału w tej edycji.';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.roman_number} ({self.starts_on:%d.%m.%Y} – {self.ends_on:%d.%m.%Y})"

    def get_absolute_url(self) -> str:
        return reverse("edition_detail", args=[self.pk])

    @property
    def roman_number(self) -> str:
        """The number as it is printed: IV."""
        return roman(self.number)

    @property
    def phase(self) -> Phase:
        """Where in its life the edition is today."""
        today = timezone.localdate()
        if self.closed_on:
            return Phase.CLOSED
        if self.starts_on > today:
            return Phase.AHEAD
        return Phase.RUNNING if self.ends_on >= today else Phase.OVER

    @property
    def awaits_results(self) -> bool:
        """The edition is over, yet somebody's part in it still has no result; with_progress()."""
        return self.ongoing > 0 and self.ends_on < timezone.localdate()
