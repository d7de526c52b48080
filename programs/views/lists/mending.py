"""The list mended in the admin's own spreadsheet."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.models import AccessEntry
from mops.once import once
from mops.saving import add_refusal
from mops.spreadsheets import XLSX
from programs import actions
from programs.forms.uploads import FileForm
from programs.intake.mending.process import NotWritten, marked, why_other_looks
from programs.models import UploadedList
from programs.views.lists.uploading import CHANGE, VIEW, list_or_404
from programs.views.steps import entry_page

PERSON = "participants.view_participant"
CANNOT = (
    "Tego skoroszytu nie da się oznaczyć. Popraw wiersze na stronie albo w swoim pliku i wgraj go "
    "ponownie."
)


@entry_page
@permission_required([VIEW, CHANGE], raise_exception=True)
@once
def list_mending(request: HttpRequest, pk: int) -> HttpResponse:
    """The marked workbook to download, and the form in which it comes back."""
    uploaded = list_or_404(pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.upload_mended(
                by=request.user, uploaded=uploaded, file=form.cleaned_data["file"]
            )
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            return redirect(uploaded)
    wrong = uploaded.rows.exclude(problems=[]).count()
    context = {
        "uploaded": uploaded,
        "form": form,
        "wrong": wrong,
        "is_open": _is_open(uploaded),
        "why_other_looks": why_other_looks(uploaded),
    }
    return render(request, "programs/lists/list_mending.html", context)


@require_safe
@permission_required([VIEW, PERSON, "mops.export_records"], raise_exception=True)
def list_marked(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook with its bad cells marked."""
    uploaded = list_or_404(pk)
    if uploaded.state != UploadedList.State.READY:
        return redirect(uploaded)
    try:
        file = marked(uploaded)
    except NotWritten:
        messages.error(request, CANNOT)
        return redirect("uploaded_list_mending", pk)
    people = uploaded.rows.exclude(participant=None).order_by()
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.EXPORT,
        subject=f"wgrana lista nr {pk}, arkusz z uwagami",
        participants=people.values_list("participant", flat=True),
    )
    name = f"lista-{pk}-uwagi.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX.CONTENT_TYPE)


def _is_open(uploaded: UploadedList) -> bool:
    states = UploadedList.State
    open_states = (states.READY, states.REFUSED, states.FAILED)
    return uploaded.state in open_states and uploaded.cleared_at is None
