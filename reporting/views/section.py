"""A section of the report edited where it stands, with a live preview."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reporting.catalogue import CATALOGUE
from reporting.document import Document
from reporting.drafts import StaleSection, edit_section
from reporting.forms import SectionForm
from reporting.marking import linked
from reporting.models import Section
from reporting.printing import known_kinds
from reporting.prose import check
from reporting.views.years import period_or_404


@require_safe
@permission_required("reporting.view_report", raise_exception=True)
def detail(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """One section as it stands in the report: what an abandoned edit returns to."""
    section = _section(year, pk)
    if not request.htmx:
        return redirect(_place(section))
    return _shown(request, section)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("reporting.change_section", raise_exception=True)
def edit(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The section's form; in the report's place for htmx, a page of its own otherwise."""
    section = _section(year, pk)
    title, stale = str(section), None
    form = SectionForm(request.POST or None, instance=section, initial={"version": section.version})
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, section)
        except StaleSection as meanwhile:
            stale = meanwhile.current
            form = _form_over(request, stale)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _shown(request, saved) if request.htmx else redirect(_place(saved))
    return _form_page(request, section, form, title=title, stale=stale)


@require_POST
@permission_required("reporting.change_section", raise_exception=True)
def preview(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The typed text with this year's figures, or what is wrong with its placeholders."""
    section = _section(year, pk)
    section.heading = request.POST.get("heading", "")
    section.text = request.POST.get("text", "")
    section.is_carried_out = "is_carried_out" in request.POST
    section.not_carried_out_because = request.POST.get("not_carried_out_because", "")
    document = Document(year)
    context = {
        "document": document,
        "problems": [problem.message_pl for problem in check(section.source, known_kinds())],
        "view": document.section(section, linked(document)),
    }
    return render(request, "reporting/_section_preview.html", context)


def _section(year: int, pk: int) -> Section:
    period_or_404(year)
    return get_object_or_404(
        Section.objects.select_related("direction__report"), pk=pk, direction__report__year=year
    )


def _save(request: HttpRequest, form: SectionForm, section: Section) -> Section:
    values = {field: form.cleaned_data[field] for field in SectionForm.Meta.fields}
    saved = edit_section(
        by=request.user, section=section, version=form.cleaned_data["version"], **values
    )
    messages.success(request, f"Zapisano: {saved}.")
    return saved


def _form_over(request: HttpRequest, current: Section) -> SectionForm:
    """The typed values again, this time over the version that somebody saved meanwhile."""
    typed = request.POST.copy()
    typed["version"] = current.version
    return SectionForm(typed, instance=current)


def _shown(request: HttpRequest, section: Section) -> HttpResponse:
    document = Document(section.direction.report.year)
    siblings = list(section.direction.sections.filter(is_hidden=False).values_list("pk", flat=True))
    number = (
        siblings.index(section.pk) + 1 if section.pk in siblings and len(siblings) > 1 else None
    )
    context = {
        "document": document,
        "view": document.section(section, linked(document), number),
        "can_edit": request.user.has_perm("reporting.change_section"),
        "year": document.year,
    }
    return render(request, "reporting/_section.html", context)


def _form_page(request, section: Section, form: SectionForm, **context) -> HttpResponse:
    year = section.direction.report.year
    document = Document(year)
    context |= {
        "form": form,
        "section": section,
        "year": year,
        "document": document,
        "view": document.section(section, linked(document)),
        "problems": [],
        "figures": [(figure, document.text_of(figure)) for figure in CATALOGUE.in_report()],
        "listings": CATALOGUE.listings.values(),
    }
    template = "reporting/_section_form.html" if request.htmx else "reporting/section_edit.html"
    return render(request, template, context)


def _place(section: Section) -> str:
    year = section.direction.report.year
    return f"{reverse('report_detail', args=[year])}#rozdzial-{section.pk}"
