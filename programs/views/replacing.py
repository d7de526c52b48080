"""Somebody of the reserve takes the place that a person left or is leaving, in one step."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mops.once import once
from programs import actions
from programs.admission import ranked
from programs.forms.entry import MOST_SHOWN
from programs.forms.joining import ReplaceForm
from programs.models import Enrolment, Referral
from programs.views.steps import entry_page, seen


@entry_page
@permission_required(
    ["programs.add_enrolment", "programs.change_enrolment", "participants.view_participant"],
    raise_exception=True,
)
@once
def enrolment_replace(request: HttpRequest, pk: int) -> HttpResponse:
    parts = Enrolment.objects.select_related(
        "participant", "edition__program", "edition__agreement", "facility"
    )
    left = get_object_or_404(parts, pk=pk)
    edition = left.edition
    reserve = Referral.objects.for_edition(edition).not_taken_into(edition).in_reserve()
    candidates = ranked(edition, reserve, _free_from(left), left.facility)
    form = ReplaceForm(
        request.POST if request.method == "POST" else None,
        candidates=reserve.select_related("participant"),
        is_leaving=left.result == Enrolment.Result.ONGOING,
        initial=_initial(left, candidates),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, left, form)
        except actions.NeedsReason as doubted:
            form.ask_why(doubted.objections)
        except ValidationError as refused:
            form.add_error(None, refused)
    shown = {left.participant_id, *(one.referral.participant_id for one in candidates)}
    seen(request, "Zastępstwo", edition, shown)
    context = {
        "enrolment": left,
        "edition": edition,
        "form": form,
        "candidates": candidates[:MOST_SHOWN],
        "is_cut": len(candidates) > MOST_SHOWN,
    }
    return render(request, "programs/enrolment_replace.html", context)


def _free_from(left: Enrolment) -> date:
    """The day the place was left, else today, within the edition."""
    today = timezone.localdate()
    return left.ended_on or max(left.started_on, min(today, left.edition.ends_on))


def _initial(left: Enrolment, candidates: list) -> dict:
    first = candidates[0].referral.pk if candidates else ReplaceForm.NOBODY
    initial = {"referral": first, "facility": left.facility}
    if left.result == Enrolment.Result.ONGOING:
        return {**initial, "left_on": _free_from(left)}
    return {**initial, "on": left.ended_on}


def _done(request: HttpRequest, left: Enrolment, form: ReplaceForm) -> HttpResponse:
    """Take the step and open the page of whoever it brought in, else of the one who left."""
    values = form.values()
    if form.is_leaving:
        left, joined = actions.interrupt_and_replace(by=request.user, enrolment=left, **values)
    else:
        joined = actions.replace(by=request.user, enrolment=left, **values)
    if joined is None:
        messages.success(request, "Udział jest przerwany, a miejsce wolne.")
        return redirect(left)
    messages.success(request, "Miejsce jest zajęte. To karta osoby, która je zajęła.")
    return redirect(joined)
