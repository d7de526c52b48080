from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse

from mops.tracking import tracked
from programs.models.edition import Edition
from programs.models.enrolment import Enrolment
from programs.models.institution import Facility
from programs.models.validity import ends_after_it_begins


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
class WorkMonth(models.Model):
    """Hours that a person worked in one facility in one month."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="uczestnictwo", on_delete=models.CASCADE, related_name="work_months"
    )
    facility = models.ForeignKey(
        Facility, verbose_name="placówka", on_delete=models.PROTECT, related_name="work_months"
    )
    month = models.DateField("miesiąc", help_text="Pierwszy dzień miesiąca.")
    hours = models.DecimalField("godziny", max_digits=5, decimal_places=2)

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

    def __str__(self) -> str:
        return f"{self.month:%m.%Y}: {self.hours} h"

    def get_absolute_url(self) -> str:
        return reverse("enrolment_detail", args=[self.enrolment_id])
