"""How people's parts in an edition end: completion, interruption, what came of it."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from programs import actions
from programs.entry_forms import CompleteForm, InterruptForm, OutcomeForm, ReplaceForm
from programs.models import Edition, Enrolment, Referral
from programs.views.steps import Step, edition_or_404, entry_page, seen, take

PERSON = "participants.view_participant"


def _enrolments(edition: Edition):
    return edition.enrolments.select_related("participant").order_by(
        "participant__sort_key", "started_on", "pk"
    )


def _ongoing(edition: Edition):
    return _enrolments(edition).filter(result=Enrolment.Result.ONGOING)


def _last_day(edition: Edition):
    return min(edition.ends_on, timezone.localdate())


@entry_page
@permission_required(["programs.change_enrolment", PERSON], raise_exception=True)
def enrolments_complete(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_or_404(pk)
    step = Step(
        title="Ukończenie",
        verb="Zapisz ukończenie",
        done="Ukończone udziały",
        nobody="Nikt już w tej edycji nie uczestniczy.",
        form=CompleteForm,
        run=partial(actions.complete_many, edition=edition),
        place="uczestnicy",
    )
    return take(request, edition, step, _ongoing(edition), on=_last_day(edition))


@entry_page
@permission_required(["programs.change_enrolment", PERSON], raise_exception=True)
def enrolments_interrupt(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_or_404(pk)
    step = Step(
        title="Przerwanie udziału",
        verb="Zapisz przerwanie",
        done="Przerwane udziały",
        nobody="Nikt już w tej edycji nie uczestniczy.",
        form=InterruptForm,
        run=actions.interrupt_many,
        place="uczestnicy",
    )
    return take(request, edition, step, _ongoing(edition), on=_last_day(edition))


@entry_page
@permission_required(["programs.add_outcome", PERSON], raise_exception=True)
def outcomes_add(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_or_404(pk)
    step = Step(
        title="Rezultat",
        verb="Zapisz rezultat",
        done="Zapisane rezultaty",
        nobody="Nikt jeszcze w tej edycji nie uczestniczył.",
        form=OutcomeForm,
        run=actions.record_outcomes,
        place="uczestnicy",
    )
    return take(request, edition, step, _enrolments(edition))


@entry_page
@permission_required(["programs.add_enrolment", PERSON], raise_exception=True)
def enrolment_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody of the reserve into the place that this person left."""
    left = get_object_or_404(
        Enrolment.objects.select_related("participant", "edition__program", "facility"), pk=pk
    )
    edition = left.edition
    reserve = Referral.objects.for_edition(edition).not_taken_into(edition).in_reserve()
    reserve = reserve.select_related("participant")
    initial = {"on": left.ended_on, "facility": left.facility}
    form = ReplaceForm(
        request.POST if request.method == "POST" else None, candidates=reserve, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            joined = _replace(request, left, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Miejsce jest zajęte. To karta osoby, która je zajęła.")
            return redirect(joined)
    people = list(reserve)
    shown = {left.participant_id, *(referral.participant_id for referral in people)}
    seen(request, "Zastępstwo", edition, shown)
    context = {"enrolment": left, "edition": edition, "form": form, "is_empty": not people}
    return render(request, "programs/enrolment_replace.html", context)


def _replace(request: HttpRequest, left: Enrolment, *, referral: Referral, **details) -> Enrolment:
    return actions.replace(
        by=request.user,
        enrolment=left,
        participant=referral.participant,
        referral=referral,
        **details,
    )
