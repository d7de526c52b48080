"""A file is uploaded, and waited for."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from mops.once import once
from mops.saving import add_refusal
from programs import actions, worker
from programs.forms.uploads import UploadForm
from programs.intake.waiting import Waiting
from programs.models import ListRow, UploadedList
from programs.views.steps import entry_page

VIEW = "programs.view_uploadedlist"
CHANGE = "programs.change_uploadedlist"
SEEN_FOR_STATE = {"program", "edition__program", "office", "uploaded_by", "referral_list"}


MENDABLE = (
    "no_header", "no_identity_columns", "no_people", "shifted_columns", "unknown_sheet", "bad_choice",
)  # fmt: skip
"""Refusals that another choice of sheet, header or columns may mend."""


def fates_of(uploaded: UploadedList) -> list[tuple[str, int]]:
    """How many rows of an imported list ended how."""
    if uploaded.referral_list is None:
        return []
    counted = uploaded.referral_list.rows.order_by().values_list("decision")
    told = dict(counted.annotate(times=Count("pk")))
    return [(label, told.get(decision, 0)) for decision, label in ListRow.Decision.choices]


def list_or_404(pk: int) -> UploadedList:
    return get_object_or_404(UploadedList.objects.select_related(*sorted(SEEN_FOR_STATE)), pk=pk)


@entry_page
@permission_required("programs.add_uploadedlist", raise_exception=True)
@once
def list_new(request: HttpRequest) -> HttpResponse:
    """The form of the file, and what its people are put forward for."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            uploaded = actions.upload_list(by=request.user, **form.values())
        except actions.AlreadyUploaded as refused:
            messages.info(request, f"{refused.messages[0]} Oto ta lista.")
            return redirect(refused.uploaded)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            return redirect(uploaded)
    return render(request, "programs/lists/list_new.html", {"form": form})


@require_safe
@permission_required(VIEW, raise_exception=True)
def list_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the list is; while it is in work, a fragment that asks for itself again."""
    uploaded = list_or_404(pk)
    is_fragment = request.htmx and not request.htmx.history_restore_request
    if is_fragment and not uploaded.is_in_work:
        return HttpResponseClientRedirect(uploaded.next_page())
    waiting = Waiting.of(uploaded) if uploaded.is_in_work else None
    context = {
        "uploaded": uploaded,
        "waiting": waiting,
        "has_worker": not (waiting and waiting.is_long) or worker.is_running(),
        "can_choose_columns": (uploaded.refusal or {}).get("code") in MENDABLE,
        "fates": fates_of(uploaded),
    }
    page = "_list_progress.html" if is_fragment else "list_detail.html"
    return render(request, f"programs/lists/{page}", context)


@require_POST
@permission_required(CHANGE, raise_exception=True)
def list_read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the file read once more."""
    uploaded = list_or_404(pk)
    try:
        actions.read_again(by=request.user, uploaded=uploaded)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(uploaded)
