"""Costs, grants and trainings: lists and one shared page of a record."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.decorators import permission_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mops.listing import Column, FilterForm, Listing, render_list
from programs.forms import filters
from programs.models import Cost, Grant, StaffTraining


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
    request: HttpRequest, record: Model, crumb: Crumb, facts: list[Fact], **context
) -> HttpResponse:
    """The page of a record that needs no more than its facts."""
    context |= {"record": record, "crumb": crumb, "facts": facts}
    return render(request, "programs/record_detail.html", context)


@require_safe
@permission_required("programs.view_cost", raise_exception=True)
def cost_list(request: HttpRequest) -> HttpResponse:
    costs = Cost.objects.select_related("program")
    return _list(request, filters.CostFilterForm, costs, COST_COLUMNS, "cost")


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
    return _list(request, filters.GrantFilterForm, grants, GRANT_COLUMNS, "grant")


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
    return _list(request, filters.TrainingFilterForm, trainings, TRAINING_COLUMNS, "training")


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
