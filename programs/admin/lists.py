"""Lists from the labour office."""

from django.contrib import admin

from mops.administration import ReadOnlyAdmin, RecordAdmin
from programs.models import (
    ListRow,
    ListUndoing,
    OfficeMapping,
    ReferralList,
    UploadedList,
    UploadedRow,
)


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


@admin.register(ListUndoing)
class ListUndoingAdmin(ReadOnlyAdmin):
    """Who had a list taken back, and how it ended."""

    list_display = ["referral_list", "state", "asked_by", "asked_at"]
    list_filter = ["state"]
    list_select_related = ["referral_list__program", "asked_by"]


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
