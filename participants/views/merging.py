"""Two records of one person: found, compared, merged, and parted again."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from mops.journal import record_access
from mops.models import AccessEntry
from mops.once import OnceForm, once
from mops.saving import add_refusal
from participants import actions
from participants.finding import suggest
from participants.merge_form import MergeForm
from participants.merging.plan import Plan
from participants.merging.undoing import Undoing
from participants.models import Participant, ParticipantMerge
from participants.views.people import FORM_METHODS, SEE

LONGEST = 120
MOST_LIKELY = 8

may_merge = permission_required([SEE, "participants.add_participantmerge"], raise_exception=True)


@require_http_methods(FORM_METHODS)
@may_merge
def merge_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the other record: among those like this one, or by typing."""
    person = get_object_or_404(Participant, pk=pk)
    others = Participant.objects.exclude(pk=pk)
    text = request.POST.get("q", "")[:LONGEST].strip()
    found = suggest(others, text)
    likely = [] if found.was_asked else list(_like(others, person)[:MOST_LIKELY])
    shown = [person, *found, *likely]
    kind = AccessEntry.Kind.SEARCH if found.was_asked else AccessEntry.Kind.VIEW
    _note(request, kind, "szukanie drugiej karty tej samej osoby", shown)
    context = {"person": person, "text": text, "found": found, "likely": likely}
    return render(request, "participants/merge_start.html", context)


def _like(others, person: Participant):
    return others.like(
        last_name=person.last_name,
        first_name=person.first_name,
        birth_date=person.birth_date,
        sex=person.sex,
    )


@require_http_methods(FORM_METHODS)
@may_merge
@once
def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Both records side by side: what stays, what comes along, what stands in the way."""
    people = Participant.with_merged.select_related("household", "caseworker").in_bulk([pk, other])
    if not {pk, other} <= people.keys():
        raise Http404
    kept, merged = people[pk], people[other]
    if kept.merged_into_id or merged.merged_into_id or pk == other:
        messages.error(request, actions.MERGED_MEANWHILE)
        return redirect(kept)
    form = MergeForm(request.POST or None, kept=kept, merged=merged)
    if request.method == "POST" and form.is_valid():
        try:
            actions.merge_participants(
                by=request.user,
                kept=kept,
                merged=merged,
                choices=form.choices,
                versions=form.versions,
            )
        except actions.OutdatedMerge as outdated:
            messages.error(request, " ".join(outdated.messages))
            return redirect(request.path)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Połączono karty. Wszystko jest teraz na tej jednej.")
            return redirect(kept)
    _note(request, AccessEntry.Kind.VIEW, "połączenie dwóch kart", [kept, merged])
    context = {"kept": kept, "merged": merged, "form": form, "plan": Plan.of(kept, merged)}
    return render(request, "participants/merge.html", context)


@require_http_methods(FORM_METHODS)
@permission_required([SEE, "participants.change_participantmerge"], raise_exception=True)
@once
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What would go back to the other record; then it goes."""
    records = ParticipantMerge.objects.select_related("kept", "merged", "merged_by")
    record = get_object_or_404(records, pk=pk)
    form = OnceForm(request.POST or None)
    undoing = Undoing.of(record)
    if request.method == "POST" and form.is_valid():
        try:
            stays = actions.unmerge_participants(by=request.user, merge=record)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Rozłączono karty.")
            if stays:
                messages.warning(request, f"Na tej karcie zostają: {'; '.join(stays)}.")
            return redirect(record.kept)
    _note(request, AccessEntry.Kind.VIEW, "rozłączenie kart", [record.kept, record.merged])
    context = {"merge": record, "undoing": undoing, "form": form}
    return render(request, "participants/merge_undo.html", context)


def _note(request: HttpRequest, kind: str, subject: str, people: list[Participant]) -> None:
    numbers = (person.pk for person in people)
    record_access(by=request.user, kind=kind, subject=subject, participants=numbers)
