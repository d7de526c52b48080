"""Editions and their activities."""

from django.contrib import admin

from mops.administration import RecordAdmin
from programs.models import (
    Activity,
    Edition,
)


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
