from django.contrib import admin

from mops.administration import RecordAdmin
from reporting.forms import StatedValueForm
from reporting.models import Direction, Report, Section, StatedValue


@admin.register(Report)
class ReportAdmin(RecordAdmin):
    list_display = ["year", "dated_on"]
    search_fields = ["year"]


@admin.register(Direction)
class DirectionAdmin(RecordAdmin):
    list_display = ["report", "number", "title", "task"]
    list_display_links = ["number", "title"]
    list_filter = ["report"]
    list_select_related = ["report"]
    search_fields = ["title", "task"]


@admin.register(Section)
class SectionAdmin(RecordAdmin):
    list_display = ["direction", "order", "heading", "is_carried_out", "is_hidden"]
    list_display_links = ["order", "heading"]
    list_filter = ["direction__report", "is_carried_out", "is_hidden"]
    list_select_related = ["direction__report"]
    search_fields = ["heading", "text"]
    autocomplete_fields = ["direction"]
    # Texts are edited on the report's page, where placeholders and other editors are minded.
    readonly_fields = ["text", "is_carried_out", "not_carried_out_because"]


@admin.register(StatedValue)
class StatedValueAdmin(RecordAdmin):
    form = StatedValueForm
    list_display = ["year", "key", "value", "source", "stated_by", "stated_on"]
    list_filter = ["year"]
    list_select_related = ["stated_by"]
    search_fields = ["key", "source"]
    exclude = ["stated_by"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Whoever types a value stands for it."""
        form = super().get_form(request, obj, change, **kwargs)
        form.author = request.user
        return form
