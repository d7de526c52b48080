from collections.abc import Iterable
from datetime import date

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from mops.tracking import tracked
from participants.models import Participant
from programs.models.edition import Edition
from programs.models.institution import Facility
from programs.models.reason import Reason
from programs.models.referral import Referral
from programs.models.validity import days, ends_after_it_begins
from programs.period import Period


class EnrolmentQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> "EnrolmentQuerySet":
        """Enrolments in the programmes of one kind."""
        return self.filter(edition__program__kind=kind)

    def during(self, period: Period) -> "EnrolmentQuerySet":
        """Enrolments that lasted on at least one day of the period.

        The edition's dates repeat the condition: the database keeps every enrolment inside
        its edition, and so only the few editions of the period are looked into.
        """
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=period.start),
            started_on__lte=period.end,
            edition__starts_on__lte=period.end,
            edition__ends_on__gte=period.start,
        )

    def latest_of_each(self) -> "EnrolmentQuerySet":
        """Of each person the enrolment that began last."""
        return self.order_by("participant_id", "-started_on", "-pk").distinct("participant_id")

    def holding_a_place(self) -> "EnrolmentQuerySet":
        """Enrolments that still fill a place: neither broken off nor taken over by another."""
        return self.exclude(result=Enrolment.Result.INTERRUPTED).filter(replaced_by=None)

    def places_taken(self, editions: Iterable[Edition]) -> dict[int, int]:
        """How many places are filled, by edition; editions without anybody are left out."""
        holding = self.holding_a_place().filter(edition__in=editions).order_by()
        return dict(holding.values_list("edition").annotate(Count("pk")))

    def working_on(self, day: date) -> "EnrolmentQuerySet":
        """Enrolments that go on beyond the day; whoever leaves on it has made room."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gt=day),
            started_on__lte=day,
            edition__ends_on__gte=day,
        )


@tracked()
class Enrolment(models.Model):
    """One person's part in one edition, with days of its own and a result."""

    class Result(models.TextChoices):
        ONGOING = "ongoing", "trwa"
        COMPLETED = "completed", "ukończone"
        INTERRUPTED = "interrupted", "przerwane"

    class WorkKind(models.TextChoices):
        CROSSING_GUARD = "crossing_guard", "nadzór na przejściach dla pieszych przy szkołach"
        CITY_WORKS = "city_works", "prace poprawiające wizerunek miasta"
        OTHER = "other", "inne prace"

    participant = models.ForeignKey(
        Participant,
        verbose_name="uczestnik",
        on_delete=models.PROTECT,
        related_name="enrolments",
        db_index=False,  # enrolment_by_participant begins with it
    )
    edition = models.ForeignKey(
        Edition,
        verbose_name="edycja",
        on_delete=models.PROTECT,
        related_name="enrolments",
        db_index=False,  # enrolment_by_edition begins with it
    )
    referral = models.ForeignKey(
        Referral,
        verbose_name="skierowanie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enrolments",
    )
    facility = models.ForeignKey(
        Facility,
        verbose_name="placówka",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enrolments",
    )
    work_kind = models.CharField(
        "rodzaj pracy", max_length=20, choices=WorkKind.choices, blank=True
    )
    group = models.CharField("grupa", max_length=60, blank=True)
    started_on = models.DateField("od")
    ended_on = models.DateField("do", null=True, blank=True)
    result = models.CharField(
        "wynik", max_length=12, choices=Result.choices, default=Result.ONGOING
    )
    reason = models.ForeignKey(
        Reason,
        verbose_name="przyczyna przerwania",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enrolments",
        limit_choices_to={"is_for_exit": True},
    )
    certificate_number = models.CharField("numer zaświadczenia", max_length=40, blank=True)
    certificate_on = models.DateField("data zaświadczenia", null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        verbose_name="w miejsce",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    override_reason = models.CharField("uzasadnienie mimo ostrzeżeń", max_length=300, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "uczestnictwo"
        verbose_name_plural = "uczestnictwa"
        ordering = ["-started_on", "-pk"]
        constraints = [
            ends_after_it_begins("enrolment_ends_after_it_begins", "started_on", "ended_on"),
            models.CheckConstraint(
                name="enrolment_ended_or_is_ongoing",
                condition=Q(result="ongoing", ended_on=None)
                | ~Q(result="ongoing") & Q(ended_on__isnull=False),
                violation_error_message="Zakończony udział ma datę końcową, trwający jej nie ma.",
            ),
            models.CheckConstraint(
                name="only_an_interrupted_enrolment_has_a_reason",
                condition=Q(result="interrupted", reason__isnull=False)
                | ~Q(result="interrupted") & Q(reason=None),
                violation_error_message="Przyczynę podaje się wtedy i tylko wtedy, gdy udział przerwano.",
            ),
            models.CheckConstraint(
                name="certificate_has_both_number_and_day",
                condition=Q(certificate_number="", certificate_on=None)
                | ~Q(certificate_number="") & Q(certificate_on__isnull=False, result="completed"),
                violation_error_message="Zaświadczenie ma numer i datę i należy się za ukończenie.",
            ),
            ExclusionConstraint(
                name="person_is_in_an_edition_once_at_a_time",
                expressions=[
                    ("participant", RangeOperators.EQUAL),
                    ("edition", RangeOperators.EQUAL),
                    (days("started_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Ta osoba w tym czasie już uczestniczy w tej edycji.",
            ),
        ]
        # Each is a whole answer: who is in an edition or a programme, and in what somebody is.
        indexes = [
            models.Index(
                fields=["participant", "result", "edition"], name="enrolment_by_participant"
            ),
            models.Index(fields=["edition", "participant"], name="enrolment_by_edition"),
            models.Index(
                fields=["result", "edition", "participant"], name="enrolment_by_result_edition"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="enrolment_stays_inside_its_edition",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("started_on", "ended_on", "edition_id"),
                when=pgtrigger.After,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM programs_edition
                        WHERE id = NEW.edition_id
                          AND (NEW.started_on < starts_on OR NEW.started_on > ends_on
                               OR NEW.ended_on > ends_on)
                    ) THEN
                        RAISE check_violation USING MESSAGE =
                            'Daty udziału muszą mieścić się w datach edycji.';
                    END IF;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="closed_edition_takes_nobody_in",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("edition_id", "result"),
                when=pgtrigger.After,
                # Shared lock: who closes the edition meanwhile waits, or is waited for.
                func="""
                    IF TG_OP = 'INSERT' OR NEW.edition_id <> OLD.edition_id
                       OR NEW.result = 'ongoing' THEN
                        PERFORM 1 FROM programs_edition WHERE id = NEW.edition_id FOR SHARE;
                        IF EXISTS (
                            SELECT 1 FROM programs_edition
                            WHERE id = NEW.edition_id AND closed_on IS NOT NULL
                        ) THEN
                            RAISE check_violation USING MESSAGE =
                                'Ta edycja jest zamknięta. Najpierw otwórz ją ponownie.';
                        END IF;
                    END IF;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="enrolment_keeps_its_days",
                operation=pgtrigger.UpdateOf("started_on", "ended_on"),
                when=pgtrigger.After,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM programs_workday
                        WHERE enrolment_id = NEW.id
                          AND (day < NEW.started_on OR day > NEW.ended_on)
                    ) OR EXISTS (
                        SELECT 1 FROM programs_attendance
                        WHERE enrolment_id = NEW.id
                          AND (day < NEW.started_on OR day > NEW.ended_on)
                    ) THEN
                        RAISE check_violation USING MESSAGE =
                            'Są wpisane dni pracy lub obecności poza nowymi datami udziału.';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("enrolment_detail", args=[self.pk])
