"""What all documents have in common: the centre's letterhead, and the way to a PDF."""

from datetime import date

from django.template.loader import render_to_string

from mops import typography
from mops.models import Centre
from mops.pdf import html_to_pdf, logo_of
from programs.documents.kinds import Kind


def to_pdf(kind: Kind, title: str, **context) -> bytes:
    """A document as PDF/A-3a and PDF/UA-1; `title` is what a window shows, so nobody's name.

    Raises MissingLibrary.
    """
    return html_to_pdf(to_html(kind, title, **context))


def to_html(kind: Kind, title: str, **context) -> str:
    """The page that the PDF is printed from."""
    centre = context["centre"]
    context |= {"title": title, "logo": logo_of(centre)}
    return render_to_string(f"programs/documents/{kind}_print.html", context)


def place_and_day(centre: Centre, day: date) -> str:
    """The line above a letter: Jaworzno, 30 czerwca 2015 r."""
    return ", ".join(filter(None, (centre.city, typography.day(day))))
