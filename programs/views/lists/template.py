from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mops.spreadsheets import XLSX
from programs.intake.template.book import template


@require_safe
@permission_required("programs.add_referrallist", raise_exception=True)
def list_template(request: HttpRequest) -> HttpResponse:
    """The empty list to be filled by a labour office; it tells of nobody."""
    return HttpResponse(
        template(),
        content_type=XLSX.CONTENT_TYPE,
        headers={"Content-Disposition": 'attachment; filename="wzor-listy.xlsx"'},
    )
