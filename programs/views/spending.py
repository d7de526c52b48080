"""Costs at a glance: all programmes of a year, one programme by payer, kind and month, XLSX."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.models import AccessEntry
from mops.spreadsheets import FORMATS, workbook
from mops.typography import MONTHS
from programs import spending
from programs.models import Program
from programs.period import FIRST_YEAR, LAST_YEAR
from programs.spending import books

may_see = permission_required("programs.view_cost", raise_exception=True)
may_take_out = permission_required(
    ["programs.view_cost", "mops.export_records"], raise_exception=True
)


@require_safe
@may_see
def spending_start(request: HttpRequest) -> HttpResponse:
    """Go to the last year that has any costs and is not yet to come."""
    this_year = timezone.localdate().year
    years = [year for year in spending.years_with_money() if year <= this_year]
    return redirect("spending_year", year=years[0] if years else this_year)


@require_safe
@may_see
def spending_year(request: HttpRequest, year: int) -> HttpResponse:
    _check(year)
    context = {
        "year": year,
        "before": year - 1,
        "years": _years(year),
        "found": spending.of_all(year),
    }
    return render(request, "programs/spending_year.html", context)


@require_safe
@may_see
def spending_detail(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    _check(year)
    program = get_object_or_404(Program, pk=pk)
    context = {
        "spending": spending.of_programme(program, year),
        "program": program,
        "year": year,
        "before": year - 1,
        "years": _years(year),
        "months": [MONTHS[number][:3] for number in range(1, 13)],
    }
    return render(request, "programs/spending_detail.html", context)


@require_safe
@may_take_out
def spending_export(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """What the page of the programme's year shows, a sheet a table."""
    _check(year)
    found = spending.of_programme(get_object_or_404(Program, pk=pk), year)
    return _workbook(request, books.of_programme(found), year, f"koszty-{year}-{pk}")


@require_safe
@may_take_out
def spending_year_export(request: HttpRequest, year: int) -> HttpResponse:
    """Programmes by payers, and every programme's kinds by months."""
    _check(year)
    return _workbook(request, books.of_year(spending.of_all(year)), year, f"koszty-{year}")


def _workbook(request: HttpRequest, sheets: dict, year: int, name: str) -> HttpResponse:
    record_access(
        by=request.user, kind=AccessEntry.Kind.EXPORT, subject=f"zestawienie kosztów {year} (XLSX)"
    )
    return HttpResponse(
        workbook(sheets),
        content_type=FORMATS["xlsx"]().get_content_type(),
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def _check(year: int) -> None:
    if not FIRST_YEAR < year <= LAST_YEAR:
        raise Http404("Nie ma zestawienia kosztów tego roku.")


def _years(year: int) -> list[int]:
    return sorted({*spending.years_with_money(), year}, reverse=True)
