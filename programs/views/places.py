"""Institutions, and facilities where people work: registers, pages, forms."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.listing import Column, Listing, page_of, render_list
from mops.models import AccessEntry
from mops.once import once
from programs import actions
from programs.forms import filters
from programs.forms.places import FacilityForm, InstitutionForm
from programs.models import Agreement, Enrolment, Facility, Institution
from programs.views.editing import correct, enter
from programs.views.steps import entry_page

INSTITUTION_COLUMNS = (
    Column("Instytucja", "nazwa", ("name",)),
    Column("Rodzaj", "rodzaj", ("kind", "name")),
    Column("Adres"),
    Column("Telefon"),
    Column("Porozumienia", is_number=True),
)
FACILITY_COLUMNS = (
    Column("Placówka", "nazwa", ("name",)),
    Column("Instytucja", "instytucja", ("institution__name", "name")),
    Column("Adres"),
    Column("Miejsca", "miejsca", ("capacity",), is_number=True),
    Column("Pracuje teraz", is_number=True),
    Column("Osoby dotąd", is_number=True),
)
FORM = "programs/place_form.html"


@require_safe
@permission_required("programs.view_institution", raise_exception=True)
def institution_list(request: HttpRequest) -> HttpResponse:
    form = filters.InstitutionFilterForm.read(request, "sort", "page")
    records = Institution.objects.annotate(agreed=Count("agreements", distinct=True))
    listing = Listing.of(request, form, form.narrow(records), INSTITUTION_COLUMNS)
    return render_list(
        request, "programs/institution_list.html", "programs/_institution_table.html", listing
    )


@require_safe
@permission_required("programs.view_institution", raise_exception=True)
def institution_detail(request: HttpRequest, pk: int) -> HttpResponse:
    institution = get_object_or_404(Institution, pk=pk)
    context = {
        "institution": institution,
        "agreements": _with_states(institution.agreements.order_by("-signed_on", "-pk")),
        "facilities": institution.facilities.all(),
    }
    return render(request, "programs/institution_detail.html", context)


@entry_page
@permission_required("programs.add_institution", raise_exception=True)
@once
def institution_new(request: HttpRequest) -> HttpResponse:
    form = InstitutionForm(request.POST if request.method == "POST" else None)
    return enter(
        request,
        form,
        lambda: actions.add_institution(by=request.user, **form.plan),
        done="Instytucja jest zapisana.",
        template=FORM,
        **INSTITUTION_WORDS,
    )


@entry_page
@permission_required("programs.change_institution", raise_exception=True)
@once
def institution_edit(request: HttpRequest, pk: int) -> HttpResponse:
    institution = get_object_or_404(Institution, pk=pk)
    return correct(
        request,
        institution,
        InstitutionForm,
        lambda form: actions.change_institution(
            by=request.user, institution=institution, shown=form.shown_values, **form.plan
        ),
        done="Zmiany są zapisane.",
        template=FORM,
        **INSTITUTION_WORDS,
    )


INSTITUTION_WORDS = {
    "register": "Instytucje",
    "register_url": "institution_list",
    "new": "Nowa instytucja",
}
FACILITY_WORDS = {
    "register": "Placówki",
    "register_url": "facility_list",
    "new": "Nowa placówka",
}


@require_safe
@permission_required("programs.view_facility", raise_exception=True)
def facility_list(request: HttpRequest) -> HttpResponse:
    form = filters.FacilityFilterForm.read(request, "sort", "page")
    today = timezone.localdate()
    parts = Enrolment.objects.working_on(today)
    facilities = Facility.objects.select_related("institution").annotate(
        people=Count("enrolments__participant", distinct=True),
        now=Count(
            "enrolments__participant", filter=Q(enrolments__in=parts.values("pk")), distinct=True
        ),
    )
    listing = Listing.of(request, form, form.narrow(facilities), FACILITY_COLUMNS)
    return render_list(
        request, "programs/facility_list.html", "programs/_facility_table.html", listing
    )


@require_safe
@permission_required("programs.view_facility", raise_exception=True)
def facility_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The facility with its agreements and, for whoever may see people, who works there."""
    facility = get_object_or_404(Facility.objects.select_related("institution"), pk=pk)
    today = timezone.localdate()
    agreements = facility.institution.agreements.filter(kind=Agreement.Kind.SUPERVISION)
    context = {
        "facility": facility,
        "agreements": _with_states(agreements.order_by("-signed_on", "-pk")),
        "now": None,
        "taken": facility.enrolments.working_on(today).count(),
    }
    if request.user.has_perm("participants.view_participant"):
        context |= _people_of(request, facility, today)
    return render(request, "programs/facility_detail.html", context)


def _people_of(request: HttpRequest, facility: Facility, today) -> dict:
    """Who works there now, and a page of those who did before."""
    parts = facility.enrolments.select_related("participant", "edition__program")
    working = parts.working_on(today)
    now = list(working.order_by("participant__sort_key", "started_on", "pk"))
    earlier = parts.exclude(pk__in=[part.pk for part in now])
    page = page_of(request, earlier.order_by("-started_on", "participant__sort_key", "pk"))
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.LIST,
        subject=f"osoby w placówce (pozycja {facility.pk})",
        participants=[part.participant_id for part in (*now, *page)],
    )
    return {"now": now, "page_obj": page}


def _with_states(agreements: QuerySet) -> list[Agreement]:
    today = timezone.localdate()
    found = list(agreements)
    for agreement in found:
        agreement.state = agreement.state_on(today)
    return found


@entry_page
@permission_required("programs.add_facility", raise_exception=True)
@once
def facility_new(request: HttpRequest) -> HttpResponse:
    form = FacilityForm(request.POST if request.method == "POST" else None)
    return enter(
        request,
        form,
        lambda: actions.add_facility(by=request.user, **form.plan),
        done="Placówka jest zapisana.",
        template=FORM,
        **FACILITY_WORDS,
    )


@entry_page
@permission_required("programs.change_facility", raise_exception=True)
@once
def facility_edit(request: HttpRequest, pk: int) -> HttpResponse:
    facility = get_object_or_404(Facility, pk=pk)
    return correct(
        request,
        facility,
        FacilityForm,
        lambda form: actions.change_facility(
            by=request.user, facility=facility, shown=form.shown_values, **form.plan
        ),
        done="Zmiany są zapisane.",
        template=FORM,
        **FACILITY_WORDS,
    )
