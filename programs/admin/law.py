"""Programmes, their law, the reasons that are chosen from and the words of documents."""

from django.contrib import admin

from mops.administration import RecordAdmin
from programs.admin.kept import KeptElsewhere
from programs.models import (
    DocumentTemplate,
    EntryCondition,
    LegalBasis,
    Program,
    Rate,
    Reason,
)


@admin.register(Program)
class ProgramAdmin(RecordAdmin):
    list_display = ["name", "short_name", "kind", "operator"]
    list_filter = ["kind"]
    list_select_related = ["operator"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["operator"]


@admin.register(LegalBasis)
class LegalBasisAdmin(KeptElsewhere, RecordAdmin):
    list_display = ["citation", "program", "valid_from", "valid_to"]
    list_filter = ["program"]
    list_select_related = ["program"]
    search_fields = ["citation"]


@admin.register(Rate)
class RateAdmin(KeptElsewhere, RecordAdmin):
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


@admin.register(DocumentTemplate)
class DocumentTemplateAdmin(RecordAdmin):
    list_display = ["kind", "program", "heading", "edited_by"]
    list_filter = ["kind", "program"]
    list_select_related = ["program", "edited_by"]
    search_fields = ["heading", "body"]
