"""Who the centre works with, and what was signed."""

from django.contrib import admin

from mops.administration import RecordAdmin
from programs.admin.kept import KeptElsewhere
from programs.models import (
    Agreement,
    AgreementAmount,
    Annex,
    Facility,
    Institution,
    Party,
)


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


@admin.register(Agreement)
class AgreementAdmin(KeptElsewhere, RecordAdmin):
    list_display = ["subject", "kind", "number", "signed_on", "valid_from", "ends_on"]
    list_filter = ["kind", "programs"]
    search_fields = ["subject", "number", "parties__name"]
    date_hierarchy = "signed_on"
    # Scans are taken in and handed out by the agreement's own pages, which look into them.
    exclude = ["scan"]


@admin.register(Party)
class PartyAdmin(KeptElsewhere, RecordAdmin):
    list_display = ["agreement", "institution", "role"]
    list_select_related = ["agreement", "institution"]
    search_fields = ["institution__name", "agreement__subject", "role"]
    autocomplete_fields = ["agreement", "institution"]


@admin.register(Annex)
class AnnexAdmin(KeptElsewhere, RecordAdmin):
    list_display = ["agreement", "number", "signed_on", "effective_from"]
    list_select_related = ["agreement"]
    search_fields = ["number", "agreement__subject", "terms"]
    date_hierarchy = "signed_on"
    autocomplete_fields = ["agreement"]


@admin.register(AgreementAmount)
class AgreementAmountAdmin(KeptElsewhere, RecordAdmin):
    list_display = ["agreement", "source", "amount", "valid_from", "valid_to", "annex"]
    list_filter = ["source"]
    list_select_related = ["agreement", "annex"]
    search_fields = ["agreement__subject", "agreement__number"]
    date_hierarchy = "valid_from"
    autocomplete_fields = ["agreement", "annex"]
