"""The list of people put forward, in which interviews and decisions are entered by keyboard."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from mops.journal import record_access
from mops.listing import Column, Listing, render_list
from mops.models import AccessEntry
from mops.searches import remember
from programs import actions
from programs.actions.funnel import Mark
from programs.forms.funnel import FunnelFilterForm, MarkForm
from programs.funnel import STEPS, Source, Stage
from programs.funnel_rows import rows_of
from programs.models import Program
from programs.period import YearOutOfRange
from programs.views.steps import asked_ids, edition_or_404, entry_page

MAY = "programs.change_referral"
UNDO = "funnel_undo"
COLUMNS = (
    Column("Nazwisko i imię", "nazwisko", ("participant__sort_key",)),
    Column("Skierowanie", "skierowany", ("referred_on", "participant__sort_key")),
    Column("Rozmowa", "rozmowa", ("interviewed_on", "participant__sort_key")),
    Column("Propozycja", "propozycja", ("offered_on", "participant__sort_key")),
    Column("Decyzja", "decyzja", ("decision", "participant__sort_key")),
)

may_see = permission_required(
    ["programs.view_referral", "participants.view_participant"], raise_exception=True
)


@dataclass(frozen=True)
class Said:
    """What a step led to, in one sentence."""

    text: str
    is_error: bool = False


@entry_page
@may_see
def edition_referrals(request: HttpRequest, pk: int) -> HttpResponse:
    return _funnel(request, Source.of_edition(edition_or_404(pk)))


@entry_page
@may_see
def year_referrals(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    return _funnel(request, _year_or_404(pk, year))


@require_POST
@may_see
def edition_referrals_search(request: HttpRequest, pk: int) -> HttpResponse:
    return _search(request, Source.of_edition(edition_or_404(pk)))


@require_POST
@may_see
def year_referrals_search(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    return _search(request, _year_or_404(pk, year))


def _year_or_404(pk: int, year: int) -> Source:
    try:
        return Source.of_year(get_object_or_404(Program, pk=pk), year)
    except YearOutOfRange:
        raise Http404 from None


def _search(request: HttpRequest, source: Source) -> HttpResponse:
    """Take a name out of the form, so that the list's address tells nothing of it."""
    names = ("q", "stage", "listed")
    asked = {name: text for name in names if (text := request.POST.get(name, "").strip()[:120])}
    if "q" in asked:
        asked["q"] = remember(request, asked["q"])
    return redirect(f"{source.url}?{urlencode(asked)}")


def _funnel(request: HttpRequest, source: Source) -> HttpResponse:
    if request.method != "POST":
        return _page(request, source)
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    if request.POST.get("step") == "enrol" and source.edition:
        return _to_enrolment(request, source)
    said = _undo(request, source) if "undo" in request.POST else _mark(request, source)
    if said.is_error or request.htmx:
        return _page(request, source, said)
    messages.success(request, said.text)
    return redirect(request.get_full_path())


def _to_enrolment(request: HttpRequest, source: Source) -> HttpResponse:
    """Those ticked go on to the form in which they are taken in."""
    ticked = urlencode([("referral", pk) for pk in asked_ids(request, "referral")])
    url = f"{reverse('enrolments_add', args=[source.edition.pk])}?{ticked}"
    return HttpResponse(headers={"HX-Redirect": url}) if request.htmx else redirect(url)


def _mark(request: HttpRequest, source: Source) -> Said:
    """Do the step with those ticked; what was done can be undone until the next step."""
    form, ids = MarkForm(request.POST), asked_ids(request, "referral")
    if not ids:
        return Said("Zaznacz co najmniej jedną osobę.", is_error=True)
    if not form.is_valid():
        return Said(form.sentence, is_error=True)
    referrals = list(source.referrals.filter(pk__in=ids))
    if len(referrals) < len(set(ids)):
        return Said("Kogoś z zaznaczonych nie ma już na tej liście.", is_error=True)
    try:
        marks = actions.mark_referrals(
            by=request.user,
            referrals=referrals,
            shown={pk: request.POST.get(f"was-{pk}", "") for pk in ids},
            on=form.cleaned_data["on"],
            **form.values(),
        )
    except ValidationError as refused:
        return Said(" ".join(refused.messages), is_error=True)
    _keep(request, source, marks)
    label = dict(form.fields["step"].choices)[form.cleaned_data["step"]]
    if not marks:
        return Said(f"Niczego nie zmieniono: „{label}” z tą datą jest już wpisane.", is_error=True)
    return Said(f"Zapisano „{label}”. Osoby: {len(marks)}.")


def _keep(request: HttpRequest, source: Source, marks: list[Mark]) -> None:
    """Remember the last change in the session, in figures and dates: no name is there."""
    if marks:
        rows = [[mark.referral, _raw(mark.before), _raw(mark.after)] for mark in marks]
        kept = {"key": secrets.token_urlsafe(6), "list": source.url, "marks": rows}
        request.session[UNDO] = kept


def _raw(state: tuple) -> list:
    return [value.isoformat() if isinstance(value, date) else value for value in state]


def _state(raw: list) -> tuple:
    interviewed, offered, decision, decided, reason = raw
    days = [value and date.fromisoformat(value) for value in (interviewed, offered, decided)]
    return days[0], days[1], decision, days[2], reason


def _kept(request: HttpRequest, source: Source) -> dict:
    """The last change, if it was made in this list."""
    kept = request.session.get(UNDO, {})
    return kept if kept.get("list") == source.url else {}


def _undo(request: HttpRequest, source: Source) -> Said:
    """Put the last change back, if it is still the one that the page offered to undo."""
    kept = _kept(request, source)
    if not kept or kept["key"] != request.POST["undo"]:
        return Said("Tej zmiany nie można już cofnąć.", is_error=True)
    marks = [Mark(pk, _state(before), _state(after)) for pk, before, after in kept["marks"]]
    try:
        undone = actions.unmark_referrals(by=request.user, marks=marks)
    except ValidationError as refused:
        return Said(" ".join(refused.messages), is_error=True)
    del request.session[UNDO]
    return Said(f"Cofnięto ostatnią zmianę. Osoby: {len(undone)}.")


def _page(request: HttpRequest, source: Source, said: Said | None = None) -> HttpResponse:
    """The page of the list that the address asks for, each row with its state as shown."""
    form = FunnelFilterForm.read(request, "sort", "page")
    if source.edition is None:
        del form.fields["listed"]
    referrals = form.narrow_in(source).select_related("participant", "reason")
    listing = Listing.of(request, form, referrals, COLUMNS, "participant__sort_key")
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.SEARCH if form.cleaned_data["q"] else AccessEntry.Kind.LIST,
        subject=source.subject,
        participants=(referral.participant_id for referral in listing.page),
    )
    counts = source.counts()
    embedded = "embedded" in request.POST and bool(request.htmx)
    context = {
        **funnel_context(request, source, listing.page),
        "stages": [(stage.value, stage.label, counts[stage.value]) for stage in Stage],
        "total": counts["all"],
        "headers": [] if embedded else listing.headers,
        "embedded": embedded,
        "funnel_url": request.get_full_path(),
        "said": said,
        "ticked": _ticked(request) if said and said.is_error else [],
    }
    return render_list(
        request, "programs/funnel.html", "programs/_funnel_answer.html", listing, **context
    )


def _ticked(request: HttpRequest) -> list[str]:
    return [str(pk) for pk in asked_ids(request, "referral")]


def funnel_context(request: HttpRequest, source: Source, page: Page) -> dict:
    """What a page of the list needs, on its own and on the edition's page."""
    return {
        "source": source,
        "edition": source.edition,
        "page_obj": page,
        "rows": rows_of(page),
        "mark": MarkForm(initial={"on": timezone.localdate()}),
        "steps": STEPS,
        "said": None,
        "ticked": [],
        "undo": _kept(request, source).get("key", ""),
    }


def embedded_context(request: HttpRequest, source: Source, page: Page) -> dict:
    """The list of those who wait, as it stands on the edition's page."""
    url = f"{source.url}?stage={Stage.WAITING}&page={page.number}"
    return {
        **funnel_context(request, source, page),
        "headers": [],
        "embedded": True,
        "funnel_url": url,
    }
