from datetime import datetime

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group

from mops.administration import ReadOnlyAdmin, RecordAdmin
from mops.changes import changes_in
from mops.models import AccessEntry, Centre, ChangeSet, User

admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(RecordAdmin, DjangoUserAdmin):
    list_display = ["username", "last_name", "first_name", "job_title", "roles", "is_active"]
    list_filter = ["groups", "is_active", "is_staff"]
    search_fields = ["username", "last_name", "first_name", "job_title"]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Osoba", {"fields": ["first_name", "last_name", "job_title", "email"]}),
        ("Uprawnienia", {"fields": ["groups", "is_active", "is_staff"]}),
        ("Daty", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        ("Osoba", {"fields": ["first_name", "last_name", "job_title"]}),
        ("Uprawnienia", {"fields": ["groups", "is_staff"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="role")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def has_change_permission(self, request, obj=None):
        """Nobody but a superuser changes a superuser, or an administrator could become one."""
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_export_permission(self, request):
        """Hashes of passwords leave by no door."""
        return False


@admin.register(Group)
class RoleAdmin(ReadOnlyAdmin, DjangoGroupAdmin):
    """Roles come from migrations, so that every office knows what each may do."""

    fields = ["name", "permissions"]


@admin.register(Centre)
class CentreAdmin(RecordAdmin):
    list_display = ["name", "city", "department"]
    fieldsets = [
        ("Ośrodek", {"fields": ["name", "name_genitive", "name_locative", "city", "city_locative", "logo"]}),
        ("Dział", {"fields": ["department", "department_genitive"]}),
        ("Sprawozdanie", {"fields": ["programme_name", "programme_name_genitive", "labour_office"]}),
        ("Podpisy", {"fields": ["coordinator_title", "head_title", "director_title"]}),
        ("Przechowywanie", {"fields": ["journal_years", "days_a_list_is_kept"]}),
    ]  # fmt: skip

    def has_add_permission(self, request):
        return not Centre.objects.exists() and super().has_add_permission(request)


@admin.register(AccessEntry)
class AccessEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "staff", "kind", "subject", "people"]
    list_filter = ["kind", ("staff", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["staff"]
    search_fields = ["subject"]
    search_help_text = "Numer osoby z adresu jej karty albo słowo z kolumny „co”."
    date_hierarchy = "at"
    show_full_result_count = False

    @admin.display(description="liczba osób")
    def people(self, entry: AccessEntry) -> int:
        return len(entry.participant_ids)

    def get_search_results(self, request, queryset, search_term):
        """Who looked at my data: the number of a person finds every entry about her."""
        if search_term.isascii() and search_term.isdecimal() and len(search_term) < 19:
            return queryset.filter(participant_ids__contains=[int(search_term)]), False
        return super().get_search_results(request, queryset, search_term)


@admin.register(ChangeSet)
class ChangeSetAdmin(ReadOnlyAdmin):
    """The journal of changes, action by action."""

    list_display = ["at", "who", "action", "url"]
    date_hierarchy = "created_at"
    show_full_result_count = False
    change_form_template = "admin/change_set.html"
    ordering = ["-created_at"]

    def get_queryset(self, request):
        self.staff = User.objects.in_bulk()
        return super().get_queryset(request)

    @admin.display(description="kiedy", ordering="created_at")
    def at(self, change_set: ChangeSet) -> datetime:
        return change_set.created_at

    @admin.display(description="kto")
    def who(self, change_set: ChangeSet) -> str:
        return str(self.staff.get(change_set.metadata.get("user"), "spoza aplikacji"))

    @admin.display(description="czynność")
    def action(self, change_set: ChangeSet) -> str:
        return change_set.metadata.get("action", "")

    @admin.display(description="adres")
    def url(self, change_set: ChangeSet) -> str:
        return change_set.metadata.get("url", "")

    def render_change_form(self, request, context, *, obj=None, **options):
        context["changes"] = changes_in(obj)
        return super().render_change_form(request, context, obj=obj, **options)
