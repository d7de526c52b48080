"""The report as a PDF file: tagged, archivable, with its figures attached."""

from django.template.loader import render_to_string

from mops import typography
from mops.pdf import html_to_pdf, logo_of
from reporting.catalogue import CATALOGUE
from reporting.document import Document
from reporting.exports import as_csv, as_json


def write_pdf(document: Document) -> bytes:
    """The report as PDF/A-3a and PDF/UA-1 with its figures attached; raises MissingLibrary."""
    return html_to_pdf(to_html(document), _attachments(document))


def to_html(document: Document) -> str:
    """The page that the PDF is printed from."""
    centre = document.centre
    return render_to_string(
        "reporting/report_print.html",
        {
            "document": document,
            "rows": document.rows(mark=lambda printed, text: text),
            "centre": centre,
            "logo": logo_of(centre),
            "running": f"{centre.name} · Sprawozdanie za {document.year} rok",
            "dated": typography.month_year(document.dated_on),
        },
    )


def _attachments(document: Document) -> dict[str, str]:
    figures = list(CATALOGUE.in_report())
    name = f"wskazniki-{document.year}"
    return {
        f"{name}.csv": as_csv(figures, document.evaluation),
        f"{name}.json": as_json(figures, document.evaluation, document.year),
    }
