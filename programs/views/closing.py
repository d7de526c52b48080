"""An edition closed once everything is in, and opened again."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mops.once import once
from mops.saving import add_refusal
from programs import actions
from programs.forms.after import CloseForm, ReasonForm
from programs.missing import Kind, missing_in
from programs.models import Enrolment
from programs.views.steps import edition_or_404, entry_page

LASTING = (Kind.FOLLOW_UPS,)
"""What goes on after an edition is closed, and so is no reason to keep it open."""


@entry_page
@permission_required("programs.change_edition", raise_exception=True)
@once
def edition_close(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing, and the button; a reason is asked for what is left out."""
    edition = edition_or_404(pk)
    open_parts = edition.enrolments.filter(result=Enrolment.Result.ONGOING).count()
    missing = [
        item.as_seen_by(request.user)
        for item in missing_in([edition])
        if item.kind not in (*LASTING, Kind.RESULTS)
    ]
    form = CloseForm(request.POST if request.method == "POST" else None, needs_reason=bool(missing))
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_edition(
                by=request.user,
                edition=edition,
                on=timezone.localdate(),
                reason=form.cleaned_data.get("reason", ""),
            )
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Edycja jest zamknięta.")
            return redirect(edition)
    context = {"edition": edition, "form": form, "missing": missing, "open_parts": open_parts}
    return render(request, "programs/edition_close.html", context)


@entry_page
@permission_required("programs.change_edition", raise_exception=True)
@once
def edition_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed edition again, with a reason for the journal."""
    edition = edition_or_404(pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_edition(
                by=request.user, edition=edition, reason=form.cleaned_data["reason"]
            )
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Edycja jest znowu otwarta.")
            return redirect(edition)
    return render(request, "programs/edition_reopen.html", {"edition": edition, "form": form})
