from django.http import HttpRequest

from mops.views import Panel
from reporting.models import Report

YEARS_SHOWN = 6


def reports_panel(request: HttpRequest) -> Panel | None:
    """The latest yearly reports, for whoever may read them."""
    if not request.user.has_perm("reporting.view_report"):
        return None
    return Panel("reporting/_start_reports.html", {"reports": Report.objects.all()[:YEARS_SHOWN]})
