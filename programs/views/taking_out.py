"""Registers of money taken out as files, as their filters leave them."""

from collections.abc import Callable, Iterable

import tablib
from django.contrib.auth.decorators import permission_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.listing import FilterForm, in_asked_order
from mops.models import AccessEntry
from mops.spreadsheets import FORMATS, RecordResource
from programs.forms import filters
from programs.models import Cost, Grant, Settlement, StaffTraining
from programs.registers import settlement_rows
from programs.settlement.forms import SettlementFilterForm
from programs.views.records import COST_COLUMNS, GRANT_COLUMNS, TRAINING_COLUMNS
from programs.views.settlements import COLUMNS as SETTLEMENT_COLUMNS

EXPORT = "mops.export_records"


def all_fields(model: type[Model]) -> Callable[[QuerySet], tablib.Dataset]:
    """Rows with every field of the model, as a person reads it."""
    return lambda records: RecordResource.of(model)().export(records)


def taken_out(
    request: HttpRequest,
    extension: str,
    filters: type[FilterForm],
    records: QuerySet,
    columns,
    rows: Callable[[QuerySet], tablib.Dataset],
    subject: str,
    people: Callable[[QuerySet], Iterable[int]] | None = None,
) -> HttpResponse:
    """The whole list that the filters leave, as a file; the journal says whose data is in it."""
    if extension not in FORMATS:
        raise Http404
    form = filters.read(request, "sort", "page")
    ordered = in_asked_order(request, form.narrow(records), columns)
    file_format = FORMATS[extension]()
    content = file_format.export_data(rows(ordered))
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.EXPORT,
        subject=f"{subject} ({extension.upper()})",
        participants=people(ordered) if people else (),
    )
    name = subject.translate(str.maketrans("ąćęłńóśźż ", "acelnoszz-"))
    return HttpResponse(
        content,
        content_type=file_format.get_content_type(),
        headers={"Content-Disposition": f'attachment; filename="{name}.{extension}"'},
    )


@require_safe
@permission_required(["programs.view_cost", EXPORT], raise_exception=True)
def cost_export(request: HttpRequest, extension: str) -> HttpResponse:
    costs = Cost.objects.select_related("program", "edition__program")
    rows = all_fields(Cost)
    return taken_out(
        request, extension, filters.CostFilterForm, costs, COST_COLUMNS, rows, "koszty"
    )


@require_safe
@permission_required(["programs.view_grant", EXPORT], raise_exception=True)
def grant_export(request: HttpRequest, extension: str) -> HttpResponse:
    grants = Grant.objects.select_related("recipient", "program", "agreement")
    rows = all_fields(Grant)
    return taken_out(
        request, extension, filters.GrantFilterForm, grants, GRANT_COLUMNS, rows, "dotacje"
    )


@require_safe
@permission_required(["programs.view_stafftraining", EXPORT], raise_exception=True)
def training_export(request: HttpRequest, extension: str) -> HttpResponse:
    held = StaffTraining.objects.select_related("institution")
    rows = all_fields(StaffTraining)
    return taken_out(
        request, extension, filters.TrainingFilterForm, held, TRAINING_COLUMNS, rows, "szkolenia"
    )


@require_safe
@permission_required(["programs.view_settlement", EXPORT], raise_exception=True)
def settlement_export(request: HttpRequest, extension: str) -> HttpResponse:
    settled = Settlement.objects.select_related(
        "program", "edition", "agreement", "settled_by"
    ).with_sums()
    return taken_out(
        request,
        extension,
        SettlementFilterForm,
        settled,
        SETTLEMENT_COLUMNS,
        settlement_rows,
        "rozliczenia",
    )
