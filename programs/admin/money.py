"""Costs, grants, trainings and settled months."""

from django.contrib import admin

from mops.administration import ReadOnlyAdmin, RecordAdmin
from programs.admin.kept import ENROLMENT_NAMES, KeptElsewhere
from programs.models import (
    Cost,
    Grant,
    HoursCorrection,
    Settlement,
    SettlementDocument,
    SettlementExtra,
    SettlementLine,
    SettlementRefund,
    StaffTraining,
)


@admin.register(Cost)
class CostAdmin(KeptElsewhere, RecordAdmin):
    list_display = ["program", "kind", "payer", "amount", "period_from", "period_to", "document"]
    list_filter = ["program", "payer", "kind"]
    list_select_related = [
        "program",
        "edition__program",
        "settlement__program",
        "settlement__edition",
    ]
    search_fields = ["document", "program__name"]
    date_hierarchy = "period_from"
    autocomplete_fields = ["edition"]


@admin.register(Grant)
class GrantAdmin(RecordAdmin):
    list_display = ["recipient", "year", "payer", "purpose", "amount"]
    list_filter = ["year", "payer"]
    list_select_related = ["recipient", "program", "agreement"]
    search_fields = ["recipient__name", "purpose"]
    autocomplete_fields = ["recipient", "agreement"]


@admin.register(StaffTraining)
class StaffTrainingAdmin(RecordAdmin):
    list_display = ["title", "institution", "held_on", "people"]
    list_filter = [("institution", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["institution"]
    search_fields = ["title", "institution__name"]
    date_hierarchy = "held_on"
    autocomplete_fields = ["institution"]


@admin.register(Settlement)
class SettlementAdmin(ReadOnlyAdmin):
    """Settled months: written by settling and unlocking alone."""

    list_display = ["program", "edition", "month", "state", "version", "settled_by", "settled_at"]
    list_filter = ["program", "state"]
    list_select_related = ["program", "edition__program", "settled_by"]
    search_fields = ["program__name"]
    date_hierarchy = "month"


@admin.register(SettlementLine)
class SettlementLineAdmin(ReadOnlyAdmin):
    list_display = ["settlement", "enrolment", "month", "hours", "amount", "refunded"]
    list_select_related = [
        "settlement__program",
        "settlement__edition",
        "enrolment__participant",
        "enrolment__edition__program",
    ]
    search_fields = ["settlement__program__name"]


@admin.register(SettlementExtra)
class SettlementExtraAdmin(ReadOnlyAdmin):
    list_display = ["settlement", "kind", "payer", "amount"]
    list_filter = ["kind", "payer"]
    list_select_related = ["settlement__program", "settlement__edition"]
    search_fields = ["settlement__program__name"]


@admin.register(SettlementDocument)
class SettlementDocumentAdmin(ReadOnlyAdmin):
    """Documents are read on the page of the settlement, where printing is noted."""

    list_display = ["settlement", "kind", "format", "sha256", "made_by", "made_at"]
    list_filter = ["kind", "format"]
    list_select_related = ["settlement__program", "settlement__edition", "made_by"]
    search_fields = ["sha256", "settlement__program__name"]
    exclude = ["content"]


@admin.register(SettlementRefund)
class SettlementRefundAdmin(ReadOnlyAdmin):
    list_display = ["settlement", "received_on", "amount", "document"]
    list_select_related = ["settlement__program", "settlement__edition"]
    search_fields = ["document", "settlement__program__name"]


@admin.register(HoursCorrection)
class HoursCorrectionAdmin(ReadOnlyAdmin):
    list_display = ["settlement", "enrolment", "facility", "was", "now", "reason", "corrected_by"]
    list_select_related = [
        "settlement__program",
        "settlement__edition",
        *ENROLMENT_NAMES,
        "facility",
        "corrected_by",
    ]
    search_fields = ["reason"]
