"""From a document to the bytes of its PDF."""

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from mops import typography
from reporting.catalogue import CATALOGUE
from reporting.document import Document
from reporting.exports import as_csv, as_json
from reporting.pdf.conformance import declare_universal_access

STATIC = settings.BASE_DIR / "static"

mimetypes.add_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")


class MissingLibrary(RuntimeError):
    """A system library that PDF writing needs is not installed."""

    def __init__(self, reason: object) -> None:
        super().__init__(
            "PDF writing needs Pango: install it with "
            f"'apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' ({reason})"
        )


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
            "logo": Path(centre.logo.path).as_uri() if centre.logo else None,
            "running": f"{centre.name} · Sprawozdanie za {document.year} rok",
            "dated": typography.month_year(document.dated_on),
        },
    )


def html_to_pdf(html: str, attachments: dict[str, str]) -> bytes:
    """Print a page of our own; only our own static files and the logo are ever fetched."""
    weasyprint = _weasyprint()
    attached = [
        weasyprint.Attachment(string=text, name=name, description=name, relationship="Data")
        for name, text in attachments.items()
    ]
    page = weasyprint.HTML(
        string=html, base_url=f"{STATIC.as_uri()}/", url_fetcher=_own_files_only()
    )
    return declare_universal_access(page.write_pdf(pdf_variant="pdf/a-3a", attachments=attached))


def _attachments(document: Document) -> dict[str, str]:
    figures = list(CATALOGUE.in_report())
    name = f"wskazniki-{document.year}"
    return {
        f"{name}.csv": as_csv(figures, document.evaluation),
        f"{name}.json": as_json(figures, document.evaluation, document.year),
    }


def _weasyprint():
    """WeasyPrint, imported when first needed: it takes 45 MB and half a second."""
    try:
        import weasyprint
    except OSError as reason:
        raise MissingLibrary(reason) from reason
    return weasyprint


def _own_files_only():
    from weasyprint.urls import URLFetcher

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            path = Path(unquote(urlsplit(url).path)).resolve()
            roots = (STATIC.resolve(), Path(settings.MEDIA_ROOT).resolve())
            if not any(path.is_relative_to(root) for root in roots):
                raise PermissionError(f"not a file of ours: {url}")
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols=["file"])
