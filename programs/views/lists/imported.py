"""A list that was taken in: its protocol, and the way back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.listing import Column, Listing, page_of, render_list
from mops.models import AccessEntry
from mops.once import OnceForm, once
from mops.pdf import MissingLibrary
from mops.saving import add_refusal
from mops.spreadsheets import XLSX
from programs import actions
from programs.documents import protocol as paper
from programs.forms.imported import ProtocolFilterForm
from programs.intake.importing.foreseeing import Foreseen
from programs.intake.importing.undoing import Undoing
from programs.intake.protocol import counted, fates
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
        lists.select_related("program", "edition__program", "office", "imported_by"), pk=pk
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
    """What can go and what cannot any more and why; then the button that does it."""
    found = list_or_404(pk)
    form = OnceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            undoing = actions.undo_list(by=request.user, referral_list=found)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _said(undoing))
            return redirect("imported_list_detail", pk)
    context = {"found": found, "form": form}
    if not found.undone_at:
        context |= _foreseen(request, found)
    return render(request, "programs/lists/imported_undo.html", context)


def _foreseen(request: HttpRequest, found: ReferralList) -> dict:
    """What would go, and a page of the rows of which something stays."""
    foreseen = Foreseen.of(found)
    page = page_of(request, foreseen.rows(), foreseen.staying)
    page.object_list = Undoing.of_rows(page.object_list).rows
    _note(request, AccessEntry.Kind.VIEW, found, (one.row.participant_id for one in page))
    return {"foreseen": foreseen, "page_obj": page}


def _said(undoing: Undoing) -> str:
    if not undoing.staying:
        return "Listę cofnięto w całości. Ten sam plik można wczytać ponownie."
    return (
        f"Listę cofnięto. Wiersze, z których coś zostało: {len(undoing.staying)}. "
        "Ten sam plik można wczytać ponownie."
    )


def _people(found: ReferralList):
    return found.rows.exclude(participant=None).order_by().values_list("participant", flat=True)


def _note(request: HttpRequest, kind: str, found: ReferralList, people) -> None:
    record_access(
        by=request.user,
        kind=kind,
        subject=f"protokół listy nr {found.pk}",
        participants=(person for person in people if person),
    )
