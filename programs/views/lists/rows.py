"""The rows of a list with their verdicts, and what is decided of them."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from mops.journal import record_access
from mops.listing import PAGE_SIZE, UnreadableQuery, page_number
from mops.models import AccessEntry
from programs import actions
from programs.forms.rows import RowFilterForm
from programs.intake.uploads.repairs import repairable
from programs.intake.uploads.showing import Totals, show
from programs.models import UploadedList
from programs.views.lists.columns import Reading
from programs.views.lists.uploading import CHANGE, VIEW, list_or_404

PERSON = "participants.view_participant"


@require_safe
@permission_required([VIEW, PERSON], raise_exception=True)
def list_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of rows, the totals of all of them, and the button that takes them in."""
    uploaded = list_or_404(pk)
    if uploaded.state != UploadedList.State.READY:
        return redirect(uploaded)
    only_part = request.htmx and not request.htmx.history_restore_request
    response = rows_page(request, uploaded, "_list_rows.html" if only_part else "list_rows.html")
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


def rows_page(request: HttpRequest, uploaded: UploadedList, template: str) -> HttpResponse:
    """The rows that the address asks for; who is among them is noted."""
    form = RowFilterForm.read(request, "page")
    rows = form.narrow(uploaded.rows.select_related("participant").order_by("number"))
    # Exact, unlike pages of registers: the page offers to choose as many rows as it counts.
    page = Paginator(rows, PAGE_SIZE).get_page(page_number(request))
    shown = show(list(page.object_list))
    people = {row.stored.participant_id for row in shown}
    people |= {one.pk for row in shown for one in row.candidates}
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.LIST,
        subject=f"wgrana lista nr {uploaded.pk}",
        participants=people - {None},
    )
    context = {
        "uploaded": uploaded,
        "form": form,
        "page_obj": page,
        "rows": shown,
        "totals": Totals.of(uploaded),
        "repairable": repairable(uploaded),
        "reading": Reading(uploaded),
        "query": request.GET.urlencode(),
        "rows_url": reverse("uploaded_list_rows", args=[uploaded.pk]),
    }
    return render(request, f"programs/lists/{template}", context)


def decide(
    request: HttpRequest, pk: int, done: Callable[[UploadedList], str | None]
) -> HttpResponse:
    """Do it, say what was done or why not, and show the same rows again."""
    uploaded = list_or_404(pk)
    try:
        said = done(uploaded)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        if said:
            messages.success(request, said)
    uploaded.refresh_from_db()
    if request.htmx and uploaded.state == UploadedList.State.READY:
        return rows_page(request, uploaded, "_list_rows.html")
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("uploaded_list_rows", args=[pk]) + query)


@require_POST
@permission_required([CHANGE, PERSON], raise_exception=True)
def rows_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the ticked of the rows shown and leave out the others, or decide of all that match."""
    form = RowFilterForm.read(request, "page")

    def choose(uploaded: UploadedList) -> str | None:
        if whole := request.POST.get("all"):
            matching = form.narrow(uploaded.rows.order_by())
            done = actions.choose_matching(
                by=request.user, uploaded=uploaded, matching=matching, is_chosen=whole == "1"
            )
            return f"Wiersze {'do wczytania' if whole == '1' else 'pominięte'}: {done}."
        # What she left as it was shown may have been decided by somebody else meanwhile.
        was, ticked = (set(numbers(request.POST, name)) for name in ("was", "row"))
        for decided, is_chosen in ((ticked - was, True), (was - ticked, False)):
            actions.choose_rows(
                by=request.user, uploaded=uploaded, numbers=decided, is_chosen=is_chosen
            )
        return None

    return decide(request, pk, choose)


@require_POST
@permission_required([CHANGE, PERSON], raise_exception=True)
def rows_hidden(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer whether hidden rows are taken in."""
    is_chosen = request.POST.get("take") == "1"

    def choose(uploaded: UploadedList) -> str:
        actions.choose_hidden(by=request.user, uploaded=uploaded, is_chosen=is_chosen)
        return "Ukryte wiersze będą wczytane." if is_chosen else "Ukryte wiersze będą pominięte."

    return decide(request, pk, choose)


@require_POST
@permission_required([CHANGE, PERSON], raise_exception=True)
def row_repair(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Mend a row as the button says."""
    code, _, swap = request.POST.get("repair", "").partition(":")

    def repair(uploaded: UploadedList) -> str:
        actions.repair_row(
            by=request.user, uploaded=uploaded, number=number, code=code, is_swap=swap == "swap"
        )
        return f"Poprawiono wiersz {number}."

    return decide(request, pk, repair)


@require_POST
@permission_required([CHANGE, PERSON], raise_exception=True)
def rows_repair(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend all rows alike; the list is then judged anew by the worker."""

    def repair(uploaded: UploadedList) -> str:
        code = request.POST.get("repair", "")
        done = actions.repair_all(by=request.user, uploaded=uploaded, code=code)
        return f"Poprawiono wiersze: {done}."

    return decide(request, pk, repair)


@require_POST
@permission_required([CHANGE, PERSON], raise_exception=True)
def row_settle(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say who a doubtful row is."""
    told = request.POST.get("as", "")
    if told not in ("new", "left") and not is_number(told):
        raise UnreadableQuery("Nie wiadomo, kogo wskazano.")

    def settle(uploaded: UploadedList) -> None:
        if told == "left":
            actions.choose_rows(
                by=request.user, uploaded=uploaded, numbers=[number], is_chosen=False
            )
            return
        participant = None if told == "new" else int(told)
        actions.settle_row(
            by=request.user, uploaded=uploaded, number=number, participant=participant
        )

    return decide(request, pk, settle)


@require_POST
@permission_required([CHANGE, PERSON], raise_exception=True)
def row_keep(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say which value of a field stays: the card's or the list's."""
    field, _, whose = request.POST.get("keep", "").partition(":")

    def keep(uploaded: UploadedList) -> None:
        actions.keep_value(
            by=request.user,
            uploaded=uploaded,
            number=number,
            field=field,
            is_kept=whose == "card",
        )

    return decide(request, pk, keep)


@require_POST
@permission_required([CHANGE, PERSON], raise_exception=True)
def list_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the chosen rows taken in; how many were shown is sent along."""
    chosen = request.POST.get("chosen", "")
    uploaded = list_or_404(pk)
    try:
        actions.queue_import(
            by=request.user, uploaded=uploaded, chosen=int(chosen) if is_number(chosen) else -1
        )
    except ValidationError as refused:
        uploaded.refresh_from_db()
        if _is_sent_twice(request, uploaded):
            return redirect(uploaded)
        messages.error(request, " ".join(refused.messages))
        return redirect("uploaded_list_rows", pk)
    return redirect(uploaded)


def _is_sent_twice(request: HttpRequest, uploaded: UploadedList) -> bool:
    """A double click, or the button pressed again after going back: what was asked for is done."""
    is_asked_for = uploaded.state in (*UploadedList.TO_IMPORT, UploadedList.State.IMPORTED)
    return is_asked_for and uploaded.imported_by_id == request.user.pk


def numbers(sent: QueryDict, name: str) -> list[int]:
    """The numbers sent under the name."""
    return [int(text) for text in sent.getlist(name) if is_number(text)]


def is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def row_or_404(uploaded: UploadedList, number: int):
    row = uploaded.rows.select_related("participant").filter(number=number).first()
    if row is None or uploaded.state != UploadedList.State.READY:
        raise Http404
    return row
