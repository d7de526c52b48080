"""A figure opened: what it means, what it is made of and who or what stands behind it."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.models import AccessEntry
from programs.period import Period
from reporting.behind import ordered_records, people_rows, record_rows
from reporting.catalogue import CATALOGUE
from reporting.exports import as_csv, as_json
from reporting.figures import BaseFigure, Evaluation, UnknownFigure
from reporting.figures.figure import Derived, Figure, Measured
from reporting.models import StatedValue
from reporting.printing import value_with_unit
from reporting.views.years import period_or_404, years_with_records

PAGE_SIZE = 25
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@require_safe
@permission_required("reporting.view_report", raise_exception=True)
def index(request: HttpRequest, year: int) -> HttpResponse:
    """Every figure of the year in one table, with its definition."""
    period = period_or_404(year)
    figures = list(CATALOGUE.in_report())
    evaluation = Evaluation(period, figures)
    rows = [(figure, value_with_unit(figure, evaluation[figure], period)) for figure in figures]
    context = {
        "rows": rows,
        "year": year,
        "years": years_with_records(),
        "has_data": evaluation.has_data,
    }
    return render(request, "reporting/figure_index.html", context)


@require_safe
@permission_required("reporting.view_report", raise_exception=True)
def export(request: HttpRequest, year: int, extension: str) -> HttpResponse:
    """The year's figures as CSV or JSON, the same files that are attached to the PDF."""
    if extension not in CONTENT_TYPES:
        raise Http404("Wskaźniki można pobrać jako CSV albo JSON.")
    figures = list(CATALOGUE.in_report())
    evaluation = Evaluation(period_or_404(year), figures)
    text = as_csv(figures, evaluation) if extension == "csv" else as_json(figures, evaluation, year)
    response = HttpResponse(text, content_type=CONTENT_TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="wskazniki-{year}.{extension}"'
    return response


@require_safe
@permission_required(
    ["reporting.view_report", "participants.view_participant"], raise_exception=True
)
def detail(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """One figure; a dialog's fragment for htmx, a page of its own otherwise."""
    period = period_or_404(year)
    figure = _figure_or_404(key)
    evaluation = Evaluation(period, [figure])
    value = evaluation[figure]
    context = {
        "figure": figure,
        "year": year,
        "value": value,
        "text": value_with_unit(figure, value, period),
        "halves": _halves(figure, evaluation),
        "part_of": getattr(figure, "part_of", None),
        "stated": StatedValue.objects.filter(year=year, key=key).first()
        if value.is_stated
        else None,
    }
    context |= _behind(request, figure, period)
    template = "reporting/_figure.html" if request.htmx else "reporting/figure_detail.html"
    return render(request, template, context)


@require_safe
@permission_required(
    ["reporting.view_report", "participants.view_participant"], raise_exception=True
)
def claim(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """A claim that ought to hold, and the people who break it."""
    period = period_or_404(year)
    found = CATALOGUE.claims.get(key)
    if found is None:
        raise Http404("Nie ma takiego sprawdzenia.")
    evaluation = Evaluation(period, [], [found])
    people = found.breakers(period)
    context = {"claim": found, "year": year, "wrong": found.check(evaluation), "page_obj": None}
    if people is not None:
        context["page_obj"] = _page(request, people)
        _journal(request, f"sprawdzenie {key} {year}", context["page_obj"])
    template = "reporting/_claim.html" if request.htmx else "reporting/claim_detail.html"
    return render(request, template, context)


def _behind(request: HttpRequest, figure: BaseFigure, period: Period) -> dict:
    """The page of people or records behind a figure; of a share's, behind its part."""
    source = figure.part if isinstance(figure, Derived) else figure
    if not isinstance(source, Measured):
        return {"page_obj": None, "people": None, "records": None}
    if not isinstance(source, Figure):
        page = _page(request, ordered_records(source, period))
        records = record_rows(source, page)
        people = [row.person for row in records if row.person]
        _journal(request, f"wskaźnik {figure.key} {period.year}", people)
        return {"page_obj": page, "people": None, "records": records}
    page = _page(request, source.people(period))
    _journal(request, f"wskaźnik {figure.key} {period.year}", page)
    return {"page_obj": page, "people": people_rows(source, page, period), "records": None}


def _page(request: HttpRequest, items):
    return Paginator(items, PAGE_SIZE).get_page(request.GET.get("page"))


def _journal(request: HttpRequest, subject: str, people) -> None:
    ids = [person.pk for person in people]
    if ids:
        record_access(
            by=request.user, kind=AccessEntry.Kind.LIST, subject=subject, participants=ids
        )


def _halves(figure: BaseFigure, evaluation: Evaluation) -> list[tuple[BaseFigure, str]]:
    return [
        (half, value_with_unit(half, evaluation[half], evaluation.period)) for half in figure.halves
    ]


def _figure_or_404(key: str) -> BaseFigure:
    try:
        return CATALOGUE.figure(key)
    except UnknownFigure as unknown:
        hint = f" Czy chodziło o „{unknown.nearest}”?" if unknown.nearest else ""
        raise Http404(f"Nie ma wskaźnika „{key}”.{hint}") from unknown
