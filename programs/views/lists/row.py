"""One row mended in its place, or on a page of its own."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import retarget

from mops.journal import record_access
from mops.models import AccessEntry
from mops.saving import add_refusal
from programs import actions
from programs.forms.rows import RowForm
from programs.models import UploadedList, UploadedRow
from programs.views.lists.rows import CHANGE, PERSON, row_or_404, rows_page
from programs.views.lists.uploading import list_or_404
from programs.views.steps import entry_page


@entry_page
@permission_required([CHANGE, PERSON], raise_exception=True)
def list_row(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The row's form; mended, the same rows are shown again."""
    uploaded = list_or_404(pk)
    row = row_or_404(uploaded, number)
    form = RowForm(request.POST if request.method == "POST" else None, uploaded=uploaded, row=row)
    if request.method == "POST" and form.is_valid() and _is_mended(request, uploaded, row, form):
        messages.success(request, f"Poprawiono wiersz {number}.")
        if request.htmx:
            page = rows_page(request, uploaded, "_list_rows.html")
            return retarget(page, "#rows")
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{reverse('uploaded_list_rows', args=[pk])}{query}#row-{number}")
    _seen(request, uploaded, row)
    context = {"uploaded": uploaded, "row": row, "form": form, "query": request.GET.urlencode()}
    template = "_list_row_form.html" if request.htmx else "list_row.html"
    return render(request, f"programs/lists/{template}", context)


def _is_mended(
    request: HttpRequest, uploaded: UploadedList, row: UploadedRow, form: RowForm
) -> bool:
    try:
        actions.mend_row(
            by=request.user,
            uploaded=uploaded,
            number=row.number,
            corrections=form.corrections(),
            shown=form.opened_with(),
        )
    except ValidationError as refused:
        add_refusal(form, refused)
        return False
    return True


def _seen(request: HttpRequest, uploaded: UploadedList, row: UploadedRow) -> None:
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.VIEW,
        subject=f"wgrana lista nr {uploaded.pk}",
        participants={row.participant_id} - {None},
    )
