"""The yearly report: choosing the year, reading it, starting it, printing it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mops.journal import record_access
from mops.models import AccessEntry
from mops.pdf import MissingLibrary
from reporting.document import Document
from reporting.drafts import start_report
from reporting.marking import linked
from reporting.pdf import write_pdf
from reporting.views.years import period_or_404, started_years, years_with_records


@require_safe
@permission_required("reporting.view_report", raise_exception=True)
def index(request: HttpRequest) -> HttpResponse:
    """All years that can be reported on."""
    started = started_years()
    years = [
        (year, year in started) for year in sorted({*years_with_records(), *started}, reverse=True)
    ]
    return render(request, "reporting/report_index.html", {"years": years})


@require_safe
@permission_required("reporting.view_report", raise_exception=True)
def detail(request: HttpRequest, year: int) -> HttpResponse:
    """The report of a year with live figures; what disagrees stands at the top."""
    period_or_404(year)
    document = Document(year)
    context = {"document": document, "year": year, "years": years_with_records()}
    if not document.has_data:
        return render(request, "reporting/report_empty.html", context)
    context["rows"] = document.rows(mark=linked(document))
    context["can_edit"] = request.user.has_perm("reporting.change_section")
    return render(request, "reporting/report_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("reporting.add_report", raise_exception=True)
def start(request: HttpRequest, year: int) -> HttpResponse:
    """Begin the year's report, so that its texts can be edited; asked for after a login, show it."""
    period_or_404(year)
    if request.method != "POST":
        return redirect("report_detail", year)
    if not Document(year).has_data:
        messages.warning(request, f"Za {year} rok nie ma jeszcze danych, więc nie ma o czym pisać.")
        return redirect("report_detail", year)
    try:
        start_report(by=request.user, year=year)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, "Sprawozdanie rozpoczęte. Teksty można teraz zmieniać.")
    return redirect("report_detail", year)


@require_safe
@permission_required("reporting.view_report", raise_exception=True)
def pdf(request: HttpRequest, year: int) -> HttpResponse:
    """The report as a PDF file; a year without data has none."""
    period_or_404(year)
    document = Document(year)
    if not document.has_data:
        return render(
            request,
            "reporting/report_empty.html",
            {"document": document, "year": year, "years": years_with_records()},
            status=404,
        )
    try:
        content = write_pdf(document)
    except MissingLibrary as missing:
        messages.error(request, missing.sentence)
        return redirect("report_detail", year)
    record_access(
        by=request.user, kind=AccessEntry.Kind.PRINT, subject=f"sprawozdanie {year} (PDF)"
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sprawozdanie-{year}.pdf"'
    return response
