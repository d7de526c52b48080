"""How a figure stands in the prose on screen: a link that opens what is behind it."""

from django.template.loader import get_template
from django.urls import reverse

from reporting.catalogue import CATALOGUE
from reporting.document import Document
from reporting.prose import Printed
from reporting.prose.rendering import Mark


def linked(document: Document) -> Mark:
    """A mark that turns figures of the document into links; listings stay plain text."""
    template = get_template("reporting/_figure_link.html")
    doubtful = {figure.key for figure in document.doubtful}

    def mark(printed: Printed, text: str) -> str:
        if printed.key not in CATALOGUE.figures:
            return text
        return template.render(
            {
                "url": reverse("figure_detail", args=[document.year, printed.key]),
                "label": CATALOGUE.figures[printed.key].label,
                "text": text,
                "printed": printed,
                "is_doubtful": printed.key in doubtful,
            }
        ).strip()

    return mark
