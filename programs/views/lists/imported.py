"""A list that was taken in: its protocol, and the way back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from mops.journal import record_access
from mops.listing import Column, Listing, page_of, render_list
from mops.models import AccessEntry
from mops.once import OnceForm, once
from mops.pdf import MissingLibrary
from mops.saving import add_refusal
from mops.spreadsheets import XLSX
from programs import actions, worker
from programs.documents import protocol as paper
from programs.forms.imported import ProtocolFilterForm
from programs.intake.importing.foreseeing import Foreseen
from programs.intake.importing.undoing import Undoing
from programs.intake.protocol import counted, fates
from programs.intake.waiting import Waiting
from programs.models import ReferralList
from programs.views.documents import shown
from programs.views.steps import entry_page

SEE = ("programs.view_referrallist", "participants.view_participant")
COLUMNS = (
    Column("Wiersz", "wiersz", ("number",), is_number=True),
    Column("Osoba"),
    Column("Ocena", "ocena", ("verdict", "number")),
    Column("Co zrobiono", "decyzja", ("decision", "number")),
    Column("Zmiany i uwagi"),
    Column("Kto zdecydował"),
)


def list_or_404(pk: int) -> ReferralList:
    lists = ReferralList.objects.exclude(imported_at=None)
    return get_object_or_404(
        lists.select_related(
            "program", "edition__program", "office", "imported_by", "undoing__asked_by"
        ),
        pk=pk,
    )


@require_safe
@permission_required(SEE, raise_exception=True)
def protocol(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts, and what became of each row."""
    found = list_or_404(pk)
    form = ProtocolFilterForm.read(request, "sort", "page")
    rows = form.narrow(found.rows.select_related("participant"))
    listing = Listing.of(request, form, rows, COLUMNS, "number")
    listing.page.object_list = list(fates(found, list(listing.page)))
    _note(request, AccessEntry.Kind.LIST, found, (one.participant for one in listing.page))
    return render_list(
        request,
        "programs/lists/imported_detail.html",
        "programs/lists/_imported_table.html",
        listing,
        found=found,
        counted=counted(found),
        staying=found.undone_at and found.rows.exclude(remains=[]).count(),
    )


@require_safe
@permission_required([*SEE, "programs.print_documents"], raise_exception=True)
def protocol_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The protocol for the files; its name tells the list's number alone."""
    found = list_or_404(pk)
    try:
        content = paper.write_pdf(found)
    except MissingLibrary as missing:
        messages.error(request, missing.sentence)
        return redirect("imported_list_detail", pk)
    _note(request, AccessEntry.Kind.PRINT, found, _people(found))
    return shown(content, f"protokol-listy-{pk}")


@require_safe
@permission_required([*SEE, "mops.export_records"], raise_exception=True)
def protocol_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The protocol as a sheet."""
    found = list_or_404(pk)
    _note(request, AccessEntry.Kind.EXPORT, found, _people(found))
    return HttpResponse(
        paper.write_xlsx(found),
        content_type=XLSX.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="protokol-listy-{pk}.xlsx"'},
    )


@entry_page
@permission_required([*SEE, "programs.change_referrallist"], raise_exception=True)
@once
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What can go and what cannot any more and why; the button; then how far the worker is."""
    found = list_or_404(pk)
    undoing = getattr(found, "undoing", None)
    if undoing and undoing.is_in_work:
        return _progress(request, found)
    if request.htmx and not request.htmx.history_restore_request:
        return HttpResponseClientRedirect(undoing.next_page() if undoing else request.path)
    if found.undone_at:
        return redirect("imported_list_detail", pk)
    form = OnceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.queue_undo(by=request.user, referral_list=found)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            return redirect(asked.next_page())
    context = {"found": found, "form": form, "undoing": undoing, **_foreseen(request, found)}
    return render(request, "programs/lists/imported_undo.html", context)


def _progress(request: HttpRequest, found: ReferralList) -> HttpResponse:
    """How far the worker is; sent again, the form leads here too."""
    if request.method == "POST":
        return redirect("imported_list_undo", found.pk)
    waiting = Waiting.of(found.undoing)
    context = {
        "found": found,
        "undoing": found.undoing,
        "waiting": waiting,
        "has_worker": not waiting.is_long or worker.is_running(),
    }
    is_fragment = request.htmx and not request.htmx.history_restore_request
    page = "_undo_progress.html" if is_fragment else "imported_undo.html"
    return render(request, f"programs/lists/{page}", context)


def _foreseen(request: HttpRequest, found: ReferralList) -> dict:
    """What would go, and a page of the rows of which something stays."""
    foreseen = Foreseen.of(found)
    page = page_of(request, foreseen.rows(), foreseen.staying)
    page.object_list = Undoing.of_rows(page.object_list).rows
    _note(request, AccessEntry.Kind.VIEW, found, (one.row.participant_id for one in page))
    return {"foreseen": foreseen, "page_obj": page}


def _people(found: ReferralList):
    return found.rows.exclude(participant=None).order_by().values_list("participant", flat=True)


def _note(request: HttpRequest, kind: str, found: ReferralList, people) -> None:
    record_access(
        by=request.user,
        kind=kind,
        subject=f"protokół listy nr {found.pk}",
        participants=(person for person in people if person),
    )
