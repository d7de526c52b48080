from django.contrib import admin

from mops.administration import ReadOnlyAdmin, RecordAdmin
from participants.models import (
    DatedFact,
    Household,
    Participant,
    ParticipantMerge,
    PeselChange,
    ProfileAssessment,
    SocialContract,
)


class PersonRecordAdmin(RecordAdmin):
    """The admin of records that belong to a participant, found by her name or PESEL.

    `participant` is the path from a record to her.
    """

    participant = "participant"
    # Only that Django draws the box; what it finds is said below.
    search_fields = ["pk"]
    search_help_text = "Nazwisko i imię w dowolnej kolejności albo początek numeru PESEL."

    @property
    def person(self) -> str:
        return f"{self.participant}__pk" if self.participant else "pk"

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        found = Participant.objects.found_by(search_term)
        return queryset.filter(**{f"{self.participant or 'pk'}__in": found}), False


class FactInline(admin.TabularInline):
    model = DatedFact
    extra = 0


class ProfileInline(admin.TabularInline):
    model = ProfileAssessment
    extra = 0


class ContractInline(admin.TabularInline):
    model = SocialContract
    extra = 0


@admin.register(Participant)
class ParticipantAdmin(PersonRecordAdmin):
    participant = ""
    list_display = ["last_name", "first_name", "pesel", "birth_date", "sex", "city", "caseworker"]
    list_display_links = ["last_name", "first_name"]
    list_filter = ["sex", ("caseworker", admin.RelatedOnlyFieldListFilter), "no_pesel_reason"]
    list_select_related = ["caseworker", "household"]
    autocomplete_fields = ["household", "caseworker"]
    readonly_fields = ["created_at", "updated_at"]
    inlines = [FactInline, ProfileInline, ContractInline]


@admin.register(Household)
class HouseholdAdmin(RecordAdmin):
    person = "members__pk"
    list_display = ["__str__", "street", "house_number", "postcode", "city"]
    list_filter = ["city"]
    search_fields = ["street", "house_number", "city"]


@admin.register(DatedFact)
class DatedFactAdmin(PersonRecordAdmin):
    list_display = ["participant", "kind", "detail", "valid_from", "valid_to", "source"]
    list_filter = ["kind"]
    list_select_related = ["participant"]
    date_hierarchy = "valid_from"
    autocomplete_fields = ["participant"]


@admin.register(ProfileAssessment)
class ProfileAssessmentAdmin(PersonRecordAdmin):
    list_display = ["participant", "profile", "assessed_on", "source"]
    list_filter = ["profile"]
    list_select_related = ["participant"]
    date_hierarchy = "assessed_on"
    autocomplete_fields = ["participant"]


@admin.register(SocialContract)
class SocialContractAdmin(PersonRecordAdmin):
    list_display = ["participant", "kind", "purpose", "signed_on", "valid_to", "result"]
    list_filter = ["kind", "purpose", "result"]
    list_select_related = ["participant"]
    date_hierarchy = "signed_on"
    autocomplete_fields = ["participant"]


@admin.register(PeselChange)
class PeselChangeAdmin(PersonRecordAdmin):
    list_display = ["participant", "old_pesel", "new_pesel", "changed_on", "reason"]
    list_select_related = ["participant"]
    date_hierarchy = "changed_on"
    autocomplete_fields = ["participant"]


@admin.register(ParticipantMerge)
class ParticipantMergeAdmin(ReadOnlyAdmin):
    """Made and undone on the person's page alone, and told of here without names."""

    list_display = ["pk", "merged_at", "merged_by", "undone_at", "undone_by"]
    list_select_related = ["merged_by", "undone_by"]
    date_hierarchy = "merged_at"
    fields = ["merged_at", "merged_by", "undone_at", "undone_by"]
