from tempfile import TemporaryFile

from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mops.exporting.leaving import everything_for
from mops.exporting.registers import registers
from mops.spreadsheets import XLSX


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(["mops.export_records", "mops.export_everything"], raise_exception=True)
def export_everything(request: HttpRequest) -> HttpResponse:
    """What would leave, and the button that makes the workbook."""
    may = request.user.has_perm
    if request.method != "POST":
        return render(request, "exporting/everything.html", {"registers": list(registers(may))})
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    everything_for(file, by=request.user, may=may)
    file.seek(0)
    name = f"mops-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX.CONTENT_TYPE)
