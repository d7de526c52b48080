"""Sheet, header and columns of a list: shown with reasons, corrected, remembered."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mops.saving import add_refusal
from programs import actions
from programs.forms.columns import ColumnForm
from programs.intake.elsewhere import told_elsewhere
from programs.intake.uploads.reading import target_of
from programs.models import UploadedList
from programs.views.lists.uploading import CHANGE, list_or_404
from programs.views.steps import entry_page


@entry_page
@permission_required(CHANGE, raise_exception=True)
def list_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found, with reasons and examples; sent back, it is confirmed or read otherwise."""
    uploaded = list_or_404(pk)
    if uploaded.state not in (UploadedList.State.READY, UploadedList.State.REFUSED):
        return redirect(uploaded)
    form = ColumnForm(request.POST if request.method == "POST" else None, uploaded=uploaded)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_columns(by=request.user, uploaded=uploaded, overrides=form.overrides())
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            uploaded.refresh_from_db()
            return redirect(uploaded.next_page())
    context = {"uploaded": uploaded, "form": form, "reading": Reading(uploaded)}
    return render(request, "programs/lists/list_columns.html", context)


class Reading:
    """What was found in the file, as its pages tell it; empty where nothing was."""

    def __init__(self, uploaded: UploadedList) -> None:
        told = uploaded.reading
        self.elsewhere = told_elsewhere(uploaded.sha256, target_of(uploaded))
        self.doubts = told.get("doubts", [])
        self.warnings = told.get("warnings", [])
        self.left_out = told.get("left_out", [])
        self.left_out_total = told.get("left_out_total", 0)
        self.mapped = told.get("mapped", [])
        self.rows = told.get("rows", 0)
        self.hidden_rows = told.get("hidden_rows", 0)
        self.sheet = told.get("sheet", "")
        self.header_row = told.get("header_row", 0)
