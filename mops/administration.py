"""The administration pages: Django's admin with exports and with reads noted in the journal."""

from collections.abc import Iterable

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from import_export.admin import ExportMixin
from import_export.forms import ExportForm

from mops.changes import changes_of, event_model_of, people_in
from mops.journal import record_access
from mops.models import AccessEntry
from mops.overwriting import last_change_of, refuse_unseen
from mops.saving import explained
from mops.spreadsheets import FORMATS, RecordResource

Kind = AccessEntry.Kind


class JournaledAutocomplete(AutocompleteJsonView):
    """Suggestions are a search too, when people are suggested."""

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        self.model_admin.note(request, Kind.SEARCH, [record.pk for record in self.object_list])
        return response


class AdministrationSite(admin.AdminSite):
    site_title = "MOPS – administracja"
    site_header = "MOPS – administracja"
    index_title = "Kartoteki i ustawienia"
    site_url = "/"

    def admin_view(self, view, cacheable=False):
        """As Django's, but whoever is logged in without the right is told so."""
        checked = super().admin_view(view, cacheable)

        def run(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return checked(request, *args, **kwargs)

        return run

    def login(self, request, extra_context=None):
        """There is one page to log in, guarded against guessing."""
        return redirect_to_login(request.GET.get("next", "/"))

    def password_change(self, request, extra_context=None):
        return redirect("password_change")

    def autocomplete_view(self, request):
        return JournaledAutocomplete.as_view(admin_site=self)(request)

    def get_log_entries(self, request):
        """None: Django's own log would show names of people on the first page."""
        return LogEntry.objects.none()


class _TriedOut(Exception):
    """Undoes a save that was made only to hear what the database says of it."""


class CheckedForm(forms.ModelForm):
    """A form that asks the database about its rules by saving, and undoing the save.

    Rules live in constraints and triggers; asking them one by one beforehand would miss the
    triggers and stumble over a range whose end comes before its start.
    """

    def clean(self) -> dict:
        cleaned = super().clean()
        refuse_unseen(self)
        return cleaned

    def _post_clean(self) -> None:
        # Left to the save that is tried out.
        self.instance.validate_constraints = lambda exclude=None: None
        try:
            super()._post_clean()
        finally:
            del self.instance.validate_constraints
        if not self.errors:
            self._try_out()

    def _try_out(self) -> None:
        record, adding, pk = self.instance, self.instance._state.adding, self.instance.pk
        try:
            with explained(type(record)), transaction.atomic():
                record.save()
                raise _TriedOut
        except _TriedOut:
            pass
        except ValidationError as refusal:
            self._update_errors(refusal)
        finally:
            record._state.adding, record.pk = adding, pk


class RecordAdmin(ExportMixin, admin.ModelAdmin):
    """The admin of a model of ours: exported in Polish, its readers noted, its history shown.

    `person` is the path from a record to the participant whose data it holds.
    """

    form = CheckedForm
    person = ""
    list_per_page = 50
    show_full_result_count = False
    export_form_class = ExportForm
    change_form_template = "admin/record_form.html"
    object_history_template = "admin/record_history.html"

    @property
    def export_formats(self):
        return list(FORMATS.values())

    def get_export_resource_classes(self, request):
        return [RecordResource.of(self.model)]

    def get_export_queryset(self, request):
        """With what the records name, lest each name be fetched one by one."""
        single = (
            field.name
            for field in self.model._meta.concrete_fields
            if field.many_to_one or field.one_to_one
        )
        named = self.list_select_related or ()
        records = super().get_export_queryset(request).select_related(None)
        return records.select_related(*single, *named)

    def has_export_permission(self, request):
        return request.user.has_perm("mops.export_records") and self.has_view_permission(request)

    def get_export_data(self, file_format, request, queryset, **kwargs):
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        self.note(request, Kind.EXPORT, queryset.order_by().values("pk"))
        return data

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        if shown := getattr(response, "context_data", None) and response.context_data.get("cl"):
            kind = Kind.SEARCH if shown.query else Kind.LIST
            self.note(request, kind, [record.pk for record in shown.result_list])
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            self.note(request, Kind.VIEW, [obj.pk])
            context["opened_with"] = last_change_of(obj)
        context["has_history_permission"] = self.has_history_permission(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def delete_view(self, request, object_id, extra_context=None):
        if request.method == "GET":
            self.note(request, Kind.VIEW, [object_id])
        return super().delete_view(request, object_id, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        """Every change of the record by the journal, also after the record is gone."""
        if not self.has_history_permission(request):
            raise PermissionDenied
        pk = unquote(object_id)
        if not (pk.isascii() and pk.isdecimal()):
            raise Http404
        changes = changes_of(self.model, int(pk))
        if not changes:
            raise Http404
        people = people_in(self.model, int(pk)) | set(self._people([pk]))
        self._record(request, Kind.VIEW, people, "dziennik zmian")
        context = {
            **self.admin_site.each_context(request),
            "title": f"Dziennik zmian: {self.opts.verbose_name} nr {pk}",
            "module_name": capfirst(self.opts.verbose_name_plural),
            "opts": self.opts,
            "changes": changes,
            "still_exists": self.get_object(request, object_id) is not None,
            "object_id": pk,
        }
        return TemplateResponse(request, self.object_history_template, context)

    def has_history_permission(self, request) -> bool:
        """May read what the record was before."""
        event = event_model_of(self.model)
        if event is None:
            return False
        permission = f"{event._meta.app_label}.view_{event._meta.model_name}"
        return self.has_view_permission(request) and request.user.has_perm(permission)

    def note(self, request: HttpRequest, kind: str, records: Iterable | QuerySet) -> None:
        """Put into the journal that the people in these records were seen."""
        if self.person:
            self._record(request, kind, self._people(records), "kartoteka")

    def _people(self, records: Iterable | QuerySet) -> Iterable[int]:
        if not self.person:
            return ()
        people = self.model.objects.filter(pk__in=records).order_by()
        return people.exclude(**{self.person: None}).values_list(self.person, flat=True)

    def _record(self, request, kind: str, people: Iterable[int], page: str) -> None:
        if self.person:
            record_access(
                by=request.user,
                kind=kind,
                subject=f"administracja, {page}: {self.opts.verbose_name_plural}",
                participants=people,
            )

    def log_addition(self, request, obj, message):
        """Nothing: the journal knows, and Django's own log would keep names a second time."""

    def log_change(self, request, obj, message):
        """Nothing, as above."""

    def log_deletions(self, request, queryset):
        """Nothing, as above."""


class ReadOnlyAdmin(admin.ModelAdmin):
    """What is shown to those who may see it, and changed by nobody."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def history_view(self, request, object_id, extra_context=None):
        """What cannot change has no history."""
        raise PermissionDenied

    def render_change_form(self, request, context, **options):
        context["has_history_permission"] = False
        return super().render_change_form(request, context, **options)
