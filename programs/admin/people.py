"""What happens to people: referred, taken in, at work, afterwards."""

from django.contrib import admin

from participants.admin import PersonRecordAdmin
from programs.admin.kept import ENROLMENT_NAMES, AddedElsewhere, KeptElsewhere
from programs.models import (
    Assessment,
    Attendance,
    Benefit,
    Enrolment,
    FollowUp,
    Outcome,
    Override,
    Referral,
    WorkDay,
    WorkMonth,
)


@admin.register(Referral)
class ReferralAdmin(PersonRecordAdmin):
    list_display = ["participant", "program", "year", "source", "referred_on", "decision", "reason"]
    list_filter = ["program", "year", "source", "decision"]
    list_select_related = [
        "participant",
        "program",
        "reason",
        "edition__program",
        "referral_list__program",
    ]
    date_hierarchy = "referred_on"
    autocomplete_fields = ["participant", "edition", "referral_list", "reason"]


@admin.register(Enrolment)
class EnrolmentAdmin(AddedElsewhere, PersonRecordAdmin):
    """Mended here; who is in which edition is decided where the conditions are judged."""

    list_display = [
        "participant",
        "edition",
        "started_on",
        "ended_on",
        "result",
        "reason",
        "facility",
    ]
    list_filter = ["result", "edition__program", "work_kind", "reason"]
    list_select_related = [
        "participant",
        "edition__program",
        "reason",
        "facility",
        "replaces__participant",
        "replaces__edition__program",
    ]
    date_hierarchy = "started_on"
    readonly_fields = ["participant", "edition", "referral", "replaces", "override_reason"]
    autocomplete_fields = ["facility", "reason"]


@admin.register(Override)
class OverrideAdmin(AddedElsewhere, PersonRecordAdmin):
    """Goes with its enrolment, but is never rewritten: it is what was known and said that day."""

    participant = "enrolment__participant"
    list_display = ["enrolment", "kind", "name", "finding", "reason", "stated_by", "stated_at"]
    list_filter = ["kind"]
    list_select_related = [*ENROLMENT_NAMES, "stated_by"]
    date_hierarchy = "stated_at"

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Attendance)
class AttendanceAdmin(PersonRecordAdmin):
    participant = "enrolment__participant"
    list_display = ["enrolment", "activity", "day", "mark", "hours"]
    list_filter = ["mark"]
    list_select_related = [*ENROLMENT_NAMES, "activity"]
    date_hierarchy = "day"
    autocomplete_fields = ["activity", "enrolment"]


@admin.register(WorkDay)
class WorkDayAdmin(KeptElsewhere, PersonRecordAdmin):
    participant = "enrolment__participant"
    list_display = ["enrolment", "facility", "day", "mark", "hours"]
    list_filter = ["mark"]
    list_select_related = [*ENROLMENT_NAMES, "facility"]
    date_hierarchy = "day"
    autocomplete_fields = ["enrolment", "facility"]


@admin.register(WorkMonth)
class WorkMonthAdmin(KeptElsewhere, PersonRecordAdmin):
    participant = "enrolment__participant"
    list_display = ["enrolment", "facility", "month", "hours"]
    list_filter = ["enrolment__edition__program"]
    list_select_related = [*ENROLMENT_NAMES, "facility"]
    date_hierarchy = "month"
    autocomplete_fields = ["enrolment", "facility"]


@admin.register(Assessment)
class AssessmentAdmin(PersonRecordAdmin):
    participant = "enrolment__participant"
    list_display = ["enrolment", "sheet", "stage", "area", "score", "filled_on"]
    list_filter = ["sheet", "stage", "area"]
    list_select_related = ENROLMENT_NAMES
    date_hierarchy = "filled_on"
    autocomplete_fields = ["enrolment"]


@admin.register(Outcome)
class OutcomeAdmin(PersonRecordAdmin):
    list_display = ["participant", "kind", "occurred_on", "detail", "proof"]
    list_filter = ["kind"]
    list_select_related = ["participant", *ENROLMENT_NAMES]
    date_hierarchy = "occurred_on"
    autocomplete_fields = ["participant", "enrolment"]


@admin.register(FollowUp)
class FollowUpAdmin(PersonRecordAdmin):
    participant = "enrolment__participant"
    list_display = ["enrolment", "due_after", "checked_on", "note", "by"]
    list_filter = ["due_after"]
    list_select_related = [*ENROLMENT_NAMES, "by"]
    date_hierarchy = "checked_on"
    autocomplete_fields = ["enrolment", "by"]


@admin.register(Benefit)
class BenefitAdmin(PersonRecordAdmin):
    participant = "enrolment__participant"
    list_display = ["enrolment", "kind", "paid_on", "amount"]
    list_filter = ["kind"]
    list_select_related = ENROLMENT_NAMES
    date_hierarchy = "paid_on"
    autocomplete_fields = ["enrolment"]
