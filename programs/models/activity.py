import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse

from mops.tracking import tracked
from programs.models.edition import Edition
from programs.models.enrolment import Enrolment
from programs.models.institution import Facility
from programs.models.validity import ends_after_it_begins
from programs.models.work_triggers import (
    DAYS_GO_WITH_THEIR_MONTH,
    MONTH_IS_THE_SUM_OF_ITS_DAYS,
    WORK_DAY_IS_INSIDE_THE_ENROLMENT,
    sums_after,
)


@tracked()
class Activity(models.Model):
    """A form of support offered in an edition."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", "warsztaty"
        VOCATIONAL_WORKSHOP = "vocational_workshop", "warsztat zawodowy"
        COUNSELLING = "counselling", "poradnictwo"
        SUPPORT_GROUP = "support_group", "grupa wsparcia"
        COURSE = "course", "kurs lub szkolenie"
        INTERNSHIP = "internship", "staż"
        TRIP = "trip", "wyjazd"
        FAMILY_CONFERENCE = "family_conference", "konferencja grupy rodzinnej"
        LOCAL_ANIMATION = "local_animation", "animacja lokalna"
        EXAMINATION = "examination", "badania"
        OTHER = "other", "inna"

    class Funding(models.TextChoices):
        PROJECT = "project", "z projektu"
        VOLUNTARY = "voluntary", "wolontariat"
        OWN = "own", "ze środków ośrodka"

    edition = models.ForeignKey(
        Edition, verbose_name="edycja", on_delete=models.CASCADE, related_name="activities"
    )
    kind = models.CharField("forma", max_length=20, choices=Kind.choices)
    name = models.CharField("nazwa", max_length=200)
    funding = models.CharField(
        "finansowanie", max_length=10, choices=Funding.choices, default=Funding.OWN
    )
    provider = models.CharField("prowadzący", max_length=120, blank=True)
    starts_on = models.DateField("od")
    ends_on = models.DateField("do", null=True, blank=True)
    hours = models.PositiveSmallIntegerField("planowane godziny", null=True, blank=True)

    class Meta:
        verbose_name = "zajęcia"
        verbose_name_plural = "zajęcia"
        ordering = ["edition", "starts_on", "pk"]
        constraints = [
            ends_after_it_begins("activity_ends_after_it_begins", "starts_on", "ends_on")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("edition_detail", args=[self.edition_id])

    def covers(self, day) -> bool:
        """The activity was or will be going on that day."""
        return self.starts_on <= day <= (self.ends_on or self.edition.ends_on)


@tracked()
class Attendance(models.Model):
    """What the attendance sheet says of one person on one day of an activity.

    No row means "not entered yet", which is neither absence nor zero hours.
    """

    class Mark(models.TextChoices):
        PRESENT = "present", "obecny"
        EXCUSED = "excused", "nieobecny usprawiedliwiony"
        ABSENT = "absent", "nieobecny"

    activity = models.ForeignKey(
        Activity, verbose_name="zajęcia", on_delete=models.CASCADE, related_name="attendances"
    )
    enrolment = models.ForeignKey(
        Enrolment, verbose_name="uczestnictwo", on_delete=models.CASCADE, related_name="attendances"
    )
    day = models.DateField("dzień")
    mark = models.CharField("obecność", max_length=8, choices=Mark.choices)
    hours = models.DecimalField("godziny", max_digits=4, decimal_places=2, default=0)

    class Meta:
        verbose_name = "obecność"
        verbose_name_plural = "obecności"
        ordering = ["activity", "day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "enrolment", "day"],
                name="one_attendance_of_a_person_a_day",
                violation_error_message="Obecność tej osoby w tym dniu jest już wpisana.",
            ),
            models.CheckConstraint(
                name="hours_of_a_day_are_possible_and_only_when_present",
                condition=Q(mark="present", hours__range=(0, 24)) | ~Q(mark="present") & Q(hours=0),
                violation_error_message="Godziny ma tylko obecny, od 0 do 24.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}: {self.get_mark_display()}"


@tracked()
class WorkDay(models.Model):
    """What the facility's attendance list says of one person on one day of work.

    No row means "not entered yet", which is neither absence nor zero hours. The database keeps
    the hours of the WorkMonth equal to the sum of its days (docs/adr/0007).
    """

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="uczestnictwo", on_delete=models.CASCADE, related_name="work_days"
    )
    facility = models.ForeignKey(
        Facility, verbose_name="placówka", on_delete=models.PROTECT, related_name="work_days"
    )
    day = models.DateField("dzień")
    mark = models.CharField("obecność", max_length=8, choices=Attendance.Mark.choices)
    hours = models.DecimalField("godziny", max_digits=4, decimal_places=2, default=0)

    class Meta:
        verbose_name = "dzień pracy"
        verbose_name_plural = "dni pracy"
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "facility", "day"],
                name="one_row_of_work_a_day",
                violation_error_message="Ten dzień pracy jest już wpisany.",
            ),
            models.CheckConstraint(
                name="hours_of_work_are_possible_and_only_when_present",
                condition=Q(mark="present", hours__range=(0, 24)) | ~Q(mark="present") & Q(hours=0),
                violation_error_message="Godziny ma tylko obecny, od 0 do 24.",
            ),
        ]
        triggers = [
            WORK_DAY_IS_INSIDE_THE_ENROLMENT,
            sums_after(pgtrigger.Insert, new="entered"),
            sums_after(pgtrigger.Update, new="entered", old="left_behind"),
            sums_after(pgtrigger.Delete, old="left_behind"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}: {self.get_mark_display()}"

    def get_absolute_url(self) -> str:
        return reverse("enrolment_detail", args=[self.enrolment_id])


@tracked()
class WorkMonth(models.Model):
    """Hours that a person worked in one facility in one month: what figures and settlement read.

    Entered as a total, or kept by the database as the sum of the days where days are entered.
    """

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="uczestnictwo", on_delete=models.CASCADE, related_name="work_months"
    )
    facility = models.ForeignKey(
        Facility, verbose_name="placówka", on_delete=models.PROTECT, related_name="work_months"
    )
    month = models.DateField("miesiąc", help_text="Pierwszy dzień miesiąca.")
    hours = models.DecimalField("godziny", max_digits=5, decimal_places=2)
    override_reason = models.CharField(
        "uzasadnienie przekroczenia limitu", max_length=300, blank=True, db_default=""
    )

    class Meta:
        verbose_name = "godziny miesiąca"
        verbose_name_plural = "godziny miesięcy"
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "facility", "month"],
                name="one_row_of_hours_a_month",
                violation_error_message="Godziny tego miesiąca są już wpisane.",
            ),
            models.CheckConstraint(
                name="month_is_written_as_its_first_day",
                condition=Q(month=TruncMonth(F("month"))),
                violation_error_message="Miesiąc zapisuje się jego pierwszym dniem.",
            ),
            models.CheckConstraint(
                name="hours_of_a_month_are_possible",
                condition=Q(hours__range=(0, 744)),
                violation_error_message="Miesiąc ma od 0 do 744 godzin.",
            ),
        ]
        indexes = [models.Index(fields=["month"], name="work_month_by_month")]
        triggers = [MONTH_IS_THE_SUM_OF_ITS_DAYS, DAYS_GO_WITH_THEIR_MONTH]

    def __str__(self) -> str:
        return f"{self.month:%m.%Y}: {self.hours} h"

    def get_absolute_url(self) -> str:
        return reverse("enrolment_detail", args=[self.enrolment_id])
