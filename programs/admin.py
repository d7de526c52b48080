from django.contrib import admin

from mops.administration import ReadOnlyAdmin, RecordAdmin
from participants.admin import PersonRecordAdmin
from programs.models import (
    Activity,
    Agreement,
    AgreementAmount,
    Annex,
    Assessment,
    Attendance,
    Benefit,
    Cost,
    DocumentTemplate,
    Edition,
    Enrolment,
    EntryCondition,
    Facility,
    FollowUp,
    Grant,
    HoursCorrection,
    Institution,
    LegalBasis,
    ListRow,
    OfficeMapping,
    Outcome,
    Override,
    Party,
    Program,
    Rate,
    Reason,
    Referral,
    ReferralList,
    Settlement,
    SettlementDocument,
    SettlementExtra,
    SettlementLine,
    SettlementRefund,
    StaffTraining,
    UploadedList,
    UploadedRow,
    WorkDay,
    WorkMonth,
)

ENROLMENT_NAMES = ["enrolment__participant", "enrolment__edition__program"]


class KeptElsewhere(RecordAdmin):
    """Read and exported here; changed on its own pages, which know what settled months used."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Program)
class ProgramAdmin(RecordAdmin):
    list_display = ["name", "short_name", "kind", "operator"]
    list_filter = ["kind"]
    list_select_related = ["operator"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["operator"]


@admin.register(LegalBasis)
class LegalBasisAdmin(KeptElsewhere):
    list_display = ["citation", "program", "valid_from", "valid_to"]
    list_filter = ["program"]
    list_select_related = ["program"]
    search_fields = ["citation"]


@admin.register(Rate)
class RateAdmin(KeptElsewhere):
    list_display = ["program", "kind", "value", "valid_from", "valid_to", "source"]
    list_filter = ["program", "kind"]
    list_select_related = ["program"]
    search_fields = ["program__name", "source"]
    date_hierarchy = "valid_from"


@admin.register(EntryCondition)
class EntryConditionAdmin(RecordAdmin):
    list_display = [
        "__str__",
        "program_kind",
        "program",
        "alternative",
        "valid_from",
        "valid_to",
        "legal_basis",
    ]
    list_filter = ["program_kind", "program", "check_kind"]
    list_select_related = ["program"]
    search_fields = ["legal_basis", "explanation", "program__name"]
    date_hierarchy = "valid_from"


@admin.register(Reason)
class ReasonAdmin(RecordAdmin):
    list_display = ["name", "weight", "because", "is_for_exit", "is_for_referral", "code"]
    list_filter = ["weight", "is_for_exit", "is_for_referral"]
    search_fields = ["name", "because", "code"]


@admin.register(Institution)
class InstitutionAdmin(RecordAdmin):
    list_display = ["name", "kind", "address", "phone"]
    list_filter = ["kind"]
    search_fields = ["name", "address"]


@admin.register(Facility)
class FacilityAdmin(RecordAdmin):
    list_display = ["name", "institution", "address", "capacity"]
    list_filter = [("institution", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["institution"]
    search_fields = ["name", "address", "institution__name"]
    autocomplete_fields = ["institution"]


class PartyInline(admin.TabularInline):
    model = Party
    extra = 0
    autocomplete_fields = ["institution"]


class AnnexInline(admin.TabularInline):
    model = Annex
    extra = 0


class AmountInline(admin.TabularInline):
    model = AgreementAmount
    extra = 0


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin):
    list_display = ["subject", "kind", "number", "signed_on", "valid_from", "ends_on"]
    list_filter = ["kind", "programs"]
    search_fields = ["subject", "number", "parties__name"]
    date_hierarchy = "signed_on"
    # Scans are taken in and handed out by the agreement's own pages, which look into them.
    exclude = ["scan"]
    filter_horizontal = ["programs"]
    inlines = [PartyInline, AnnexInline, AmountInline]


@admin.register(Party)
class PartyAdmin(RecordAdmin):
    list_display = ["agreement", "institution", "role"]
    list_select_related = ["agreement", "institution"]
    search_fields = ["institution__name", "agreement__subject", "role"]
    autocomplete_fields = ["agreement", "institution"]


@admin.register(Annex)
class AnnexAdmin(RecordAdmin):
    list_display = ["agreement", "number", "signed_on", "effective_from"]
    list_select_related = ["agreement"]
    search_fields = ["number", "agreement__subject", "terms"]
    date_hierarchy = "signed_on"
    autocomplete_fields = ["agreement"]


@admin.register(AgreementAmount)
class AgreementAmountAdmin(RecordAdmin):
    list_display = ["agreement", "source", "amount", "valid_from", "valid_to", "annex"]
    list_filter = ["source"]
    list_select_related = ["agreement", "annex"]
    search_fields = ["agreement__subject", "agreement__number"]
    date_hierarchy = "valid_from"
    autocomplete_fields = ["agreement", "annex"]


class ActivityInline(admin.TabularInline):
    model = Activity
    extra = 0


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    list_display = ["program", "number", "starts_on", "ends_on", "places", "hours", "caseworker"]
    list_display_links = ["program", "number"]
    list_filter = ["program", ("caseworker", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["program", "caseworker", "agreement", "closed_by"]
    search_fields = ["program__name", "program__short_name", "number"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["agreement", "caseworker", "closed_by"]
    inlines = [ActivityInline]


@admin.register(Activity)
class ActivityAdmin(RecordAdmin):
    list_display = ["name", "edition", "kind", "funding", "provider", "starts_on", "hours"]
    list_filter = ["kind", "funding"]
    list_select_related = ["edition__program"]
    search_fields = ["name", "provider"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["edition"]


@admin.register(ReferralList)
class ReferralListAdmin(RecordAdmin):
    list_display = ["program", "year", "source", "received_on", "number"]
    list_filter = ["program", "source", "year"]
    list_select_related = ["program", "edition__program"]
    search_fields = ["number", "program__name"]
    date_hierarchy = "received_on"
    autocomplete_fields = ["edition", "office"]


@admin.register(ListRow)
class ListRowAdmin(ReadOnlyAdmin):
    """The protocol of imported lists: written by the import alone."""

    list_display = ["referral_list", "number", "verdict", "decision", "participant"]
    list_filter = ["verdict", "decision"]
    list_select_related = ["referral_list__program", "participant"]
    search_fields = ["referral_list__number", "referral_list__file_name"]


@admin.register(UploadedList)
class UploadedListAdmin(ReadOnlyAdmin):
    """Files from labour offices: their own pages say what can be done with them."""

    list_display = ["file_name", "program", "year", "state", "uploaded_by", "uploaded_at"]
    list_filter = ["state", "program", "year"]
    list_select_related = ["program", "uploaded_by"]
    search_fields = ["file_name", "number"]
    exclude = ["file", "reading"]


@admin.register(UploadedRow)
class UploadedRowAdmin(ReadOnlyAdmin):
    """Rows of the files, without what stands in their cells."""

    list_display = ["uploaded_list", "number", "verdict", "is_chosen"]
    list_filter = ["verdict", "is_chosen"]
    list_select_related = ["uploaded_list"]
    fields = ["uploaded_list", "number", "verdict", "is_chosen", "is_hidden"]


@admin.register(OfficeMapping)
class OfficeMappingAdmin(RecordAdmin):
    list_display = ["office", "header", "field"]
    list_filter = ["office"]
    list_select_related = ["office"]
    search_fields = ["header"]
    autocomplete_fields = ["office"]


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
class EnrolmentAdmin(PersonRecordAdmin):
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
    autocomplete_fields = ["participant", "edition", "referral", "facility", "reason", "replaces"]


@admin.register(Override)
class OverrideAdmin(PersonRecordAdmin):
    participant = "enrolment__participant"
    list_display = ["enrolment", "kind", "name", "finding", "reason", "stated_by", "stated_at"]
    list_filter = ["kind"]
    list_select_related = [*ENROLMENT_NAMES, "stated_by"]
    date_hierarchy = "stated_at"
    autocomplete_fields = ["enrolment", "stated_by"]


@admin.register(Attendance)
class AttendanceAdmin(PersonRecordAdmin):
    participant = "enrolment__participant"
    list_display = ["enrolment", "activity", "day", "mark", "hours"]
    list_filter = ["mark"]
    list_select_related = [*ENROLMENT_NAMES, "activity"]
    date_hierarchy = "day"
    autocomplete_fields = ["activity", "enrolment"]


@admin.register(WorkDay)
class WorkDayAdmin(PersonRecordAdmin):
    participant = "enrolment__participant"
    list_display = ["enrolment", "facility", "day", "mark", "hours"]
    list_filter = ["mark"]
    list_select_related = [*ENROLMENT_NAMES, "facility"]
    date_hierarchy = "day"
    autocomplete_fields = ["enrolment", "facility"]


@admin.register(WorkMonth)
class WorkMonthAdmin(PersonRecordAdmin):
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


@admin.register(Cost)
class CostAdmin(RecordAdmin):
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


@admin.register(DocumentTemplate)
class DocumentTemplateAdmin(RecordAdmin):
    list_display = ["kind", "program", "heading", "edited_by"]
    list_filter = ["kind", "program"]
    list_select_related = ["program", "edited_by"]
    search_fields = ["heading", "body"]
