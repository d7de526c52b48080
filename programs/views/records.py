"""Agreements, facilities, costs, grants and trainings: lists and one shared page of a record."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mops.listing import Column, FilterForm, Listing, render_list
from programs import forms
from programs.models import Agreement, Cost, Facility, Grant, StaffTraining


@dataclass(frozen=True)
class Fact:
    """A line of a record's page; `url` opens what it names."""

    label: str
    value: str | int | Decimal | date | None
    url: str = ""
    is_money: bool = False


@dataclass(frozen=True)
class Crumb:
    label: str
    url_name: str


AGREEMENT_COLUMNS = (
    Column("Podpisano", "podpisano", ("signed_on",)),
    Column("Rodzaj", "rodzaj", ("kind", "-signed_on")),
    Column("Numer"),
    Column("Przedmiot"),
    Column("Strony"),
    Column("Obowiązuje do", "do", ("valid_to",)),
)
FACILITY_COLUMNS = (
    Column("Placówka", "nazwa", ("name",)),
    Column("Instytucja", "instytucja", ("institution__name", "name")),
    Column("Adres"),
    Column("Miejsca", "miejsca", ("capacity",), is_number=True),
    Column("Osoby dotąd", is_number=True),
)
COST_COLUMNS = (
    Column("Za okres", "okres", ("period_from", "period_to")),
    Column("Program", "program", ("program__name",)),
    Column("Rodzaj", "rodzaj", ("kind",)),
    Column("Płatnik", "platnik", ("payer",)),
    Column("Kwota (zł)", "kwota", ("amount",), is_number=True),
)
GRANT_COLUMNS = (
    Column("Rok", "rok", ("year", "-amount")),
    Column("Otrzymujący", "otrzymujacy", ("recipient__name",)),
    Column("Cel"),
    Column("Źródło", "zrodlo", ("payer",)),
    Column("Kwota (zł)", "kwota", ("amount",), is_number=True),
)
TRAINING_COLUMNS = (
    Column("Data", "data", ("held_on",)),
    Column("Temat", "temat", ("title",)),
    Column("Pracownicy instytucji", "instytucja", ("institution__name",)),
    Column("Osoby", "osoby", ("people",), is_number=True),
)


def _list(request, form_class: type[FilterForm], records, columns, name: str) -> HttpResponse:
    form = form_class.read(request, "sort", "page")
    listing = Listing.of(request, form, form.narrow(records), columns)
    return render_list(
        request, f"programs/{name}_list.html", f"programs/_{name}_table.html", listing
    )


def _page(
    request: HttpRequest,
    record: Model,
    crumb: Crumb,
    facts: list[Fact],
    documents: str = "",
    **context,
) -> HttpResponse:
    """The page of a record that needs no more than its facts; `documents` is where they are."""
    context |= {"record": record, "crumb": crumb, "facts": facts, "documents": documents}
    return render(request, "programs/record_detail.html", context)


@require_safe
@permission_required("programs.view_agreement", raise_exception=True)
def agreement_list(request: HttpRequest) -> HttpResponse:
    agreements = Agreement.objects.prefetch_related("party_rows__institution")
    return _list(request, forms.AgreementFilterForm, agreements, AGREEMENT_COLUMNS, "agreement")


@require_safe
@permission_required("programs.view_agreement", raise_exception=True)
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=pk)
    context = {
        "agreement": agreement,
        "parties": agreement.party_rows.select_related("institution"),
        "programs": agreement.programs.all(),
        "annexes": agreement.annexes.all(),
        "amounts": agreement.amounts.select_related("annex"),
        "editions": agreement.editions.select_related("program"),
    }
    return render(request, "programs/agreement_detail.html", context)


@require_safe
@permission_required("programs.view_facility", raise_exception=True)
def facility_list(request: HttpRequest) -> HttpResponse:
    facilities = Facility.objects.select_related("institution").annotate(
        people=Count("enrolments__participant", distinct=True)
    )
    return _list(request, forms.FacilityFilterForm, facilities, FACILITY_COLUMNS, "facility")


@require_safe
@permission_required("programs.view_facility", raise_exception=True)
def facility_detail(request: HttpRequest, pk: int) -> HttpResponse:
    facilities = Facility.objects.select_related("institution")
    facility = get_object_or_404(
        facilities.annotate(people=Count("enrolments__participant", distinct=True)), pk=pk
    )
    facts = [
        Fact("Instytucja", facility.institution.name),
        Fact("Adres", facility.address),
        Fact("Osoba do kontaktu", facility.contact),
        Fact("Liczba miejsc", facility.capacity),
        Fact("Osoby, które tu dotąd pracowały", facility.people),
    ]
    documents = reverse("facility_documents", args=[pk])
    return _page(request, facility, Crumb("Placówki", "facility_list"), facts, documents)


@require_safe
@permission_required("programs.view_cost", raise_exception=True)
def cost_list(request: HttpRequest) -> HttpResponse:
    costs = Cost.objects.select_related("program")
    return _list(request, forms.CostFilterForm, costs, COST_COLUMNS, "cost")


@require_safe
@permission_required("programs.view_cost", raise_exception=True)
def cost_detail(request: HttpRequest, pk: int) -> HttpResponse:
    cost = get_object_or_404(Cost.objects.select_related("program", "edition__program"), pk=pk)
    edition_url = cost.edition.get_absolute_url() if cost.edition else ""
    facts = [
        Fact("Program", cost.program.name),
        Fact("Edycja", cost.edition and str(cost.edition), edition_url),
        Fact("Rodzaj", cost.get_kind_display()),
        Fact("Płatnik", cost.get_payer_display()),
        Fact("Kwota", cost.amount, is_money=True),
        Fact("Za okres od", cost.period_from),
        Fact("Za okres do", cost.period_to),
        Fact("Dokument", cost.document),
    ]
    sheet = reverse("program_costs", args=[cost.program_id, cost.period_from.year])
    if cost.is_settled:
        change = {"note": "Wpisało go rozliczenie miesiąca, więc nie zmienia się go ręcznie."}
    elif cost.is_monthly:
        change = {"note": "To kwota miesiąca z arkusza; tam się ją poprawia.", "edit": sheet}
    else:
        change = {
            "edit": reverse("cost_edit", args=[pk]),
            "remove": reverse("cost_remove", args=[pk]),
        }
    can_change = request.user.has_perm("programs.change_cost")
    return _page(
        request, cost, Crumb("Koszty", "cost_list"), facts, can_change=can_change, **change
    )


@require_safe
@permission_required("programs.view_grant", raise_exception=True)
def grant_list(request: HttpRequest) -> HttpResponse:
    grants = Grant.objects.select_related("recipient")
    return _list(request, forms.GrantFilterForm, grants, GRANT_COLUMNS, "grant")


@require_safe
@permission_required("programs.view_grant", raise_exception=True)
def grant_detail(request: HttpRequest, pk: int) -> HttpResponse:
    grants = Grant.objects.select_related("recipient", "program", "agreement")
    grant = get_object_or_404(grants, pk=pk)
    agreement_url = grant.agreement.get_absolute_url() if grant.agreement else ""
    facts = [
        Fact("Otrzymujący", grant.recipient.name),
        Fact("Rok", grant.year),
        Fact("Cel", grant.purpose),
        Fact("Źródło", grant.get_payer_display()),
        Fact("Kwota", grant.amount, is_money=True),
        Fact("Program", grant.program and grant.program.name),
        Fact("Umowa", grant.agreement and str(grant.agreement), agreement_url),
    ]
    return _page(
        request,
        grant,
        Crumb("Dotacje", "grant_list"),
        facts,
        can_change=request.user.has_perm("programs.change_grant"),
        edit=reverse("grant_edit", args=[pk]),
        remove=reverse("grant_remove", args=[pk]),
        elsewhere=_where_else(grant),
    )


@require_safe
@permission_required("programs.view_stafftraining", raise_exception=True)
def training_list(request: HttpRequest) -> HttpResponse:
    trainings = StaffTraining.objects.select_related("institution")
    return _list(request, forms.TrainingFilterForm, trainings, TRAINING_COLUMNS, "training")


@require_safe
@permission_required("programs.view_stafftraining", raise_exception=True)
def training_detail(request: HttpRequest, pk: int) -> HttpResponse:
    trainings = StaffTraining.objects.select_related("institution")
    training = get_object_or_404(trainings, pk=pk)
    facts = [
        Fact("Temat", training.title),
        Fact("Data", training.held_on),
        Fact("Pracownicy instytucji", training.institution.name),
        Fact("Liczba osób", training.people),
    ]
    return _page(
        request,
        training,
        Crumb("Szkolenia", "training_list"),
        facts,
        can_change=request.user.has_perm("programs.change_stafftraining"),
        edit=reverse("training_edit", args=[pk]),
        remove=reverse("training_remove", args=[pk]),
    )


def _where_else(grant: Grant) -> list[str]:
    """Where the same money is seen from another side; it is entered once and added once."""
    seen = [f"w sprawozdaniu za {grant.year} r. wśród dotacji dla organizacji"]
    if grant.program:
        seen.append(f"jako środki programu {grant.program} w tym samym roku")
    if grant.agreement:
        seen.append("przy umowie, na podstawie której ją przyznano")
    return seen
