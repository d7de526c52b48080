"""From a page of our own to the bytes of its PDF."""

import mimetypes
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from mops.models import Centre
from mops.pdf.conformance import declare_universal_access

STATIC = settings.BASE_DIR / "static"

mimetypes.add_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")


class MissingLibrary(RuntimeError):
    """A system library that PDF writing needs is not installed; `sentence` says so to a clerk."""

    sentence = (
        "Serwer nie ma biblioteki do tworzenia PDF. Poproś administratora o jej instalację (Pango)."
    )

    def __init__(self, reason: object) -> None:
        super().__init__(
            "PDF writing needs Pango: install it with "
            f"'apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' ({reason})"
        )


def html_to_pdf(html: str, attachments: Mapping[str, str] | None = None) -> bytes:
    """Print a page as PDF/A-3a and PDF/UA-1 with texts attached; raises MissingLibrary.

    Addresses in it are read against static/; only our own static files and the logo are fetched.
    """
    weasyprint = _weasyprint()
    attached = [
        weasyprint.Attachment(string=text, name=name, description=name, relationship="Data")
        for name, text in (attachments or {}).items()
    ]
    page = weasyprint.HTML(
        string=html, base_url=f"{STATIC.as_uri()}/", url_fetcher=_own_files_only()
    )
    return declare_universal_access(page.write_pdf(pdf_variant="pdf/a-3a", attachments=attached))


def logo_of(centre: Centre) -> str | None:
    """The address of the centre's logo, as a page that is to be printed takes it."""
    return Path(centre.logo.path).as_uri() if centre.logo else None


def _weasyprint():
    """WeasyPrint, imported when first needed: it takes 45 MB and half a second."""
    try:
        import weasyprint
    except OSError as reason:
        raise MissingLibrary(reason) from reason
    return weasyprint


def _own_files_only():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            path = Path(unquote(urlsplit(url).path)).resolve()
            roots = (STATIC.resolve(), Path(settings.MEDIA_ROOT).resolve())
            if not any(path.is_relative_to(root) for root in roots):
                raise PermissionError(f"not a file of ours: {url}")
            if path.suffix == ".woff2":
                return URLFetcherResponse(url, _unpacked(path))
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols=["file"])


@cache
def _unpacked(font: Path) -> bytes:
    """A font as the printer uses it, which would unpack it anew, for longer than the rest takes."""
    from fontTools.ttLib import woff2

    unpacked = BytesIO()
    woff2.decompress(str(font), unpacked)
    return unpacked.getvalue()
