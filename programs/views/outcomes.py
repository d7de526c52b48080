"""What came of a person's part in an edition, corrected and removed."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mops.journal import record_access
from mops.models import AccessEntry
from mops.once import once
from participants.models import Participant
from programs import actions
from programs.forms.money import RemoveForm
from programs.forms.outcomes import OutcomeEditForm
from programs.models import Enrolment, Outcome
from programs.views.editing import correct
from programs.views.steps import entry_page

PERSON = "participants.view_participant"
FORM = "programs/outcome_form.html"


def _seen(request: HttpRequest, what: str, person: Participant) -> None:
    record_access(
        by=request.user, kind=AccessEntry.Kind.VIEW, subject=what, participants=[person.pk]
    )


def _outcome(pk: int) -> Outcome:
    return get_object_or_404(Outcome.objects.select_related("participant", "enrolment"), pk=pk)


@entry_page
@permission_required(["programs.change_outcome", PERSON], raise_exception=True)
@once
def outcome_edit(request: HttpRequest, pk: int) -> HttpResponse:
    outcome = _outcome(pk)
    back = outcome.enrolment or outcome.participant
    _seen(request, "zmiana rezultatu", outcome.participant)

    def run(form: OutcomeEditForm) -> Enrolment | Participant:
        actions.change_outcome(
            by=request.user, outcome=outcome, shown=form.shown_values, **form.plan
        )
        return back

    context = {"title": "Zmiana rezultatu", "person": outcome.participant, "back": back}
    done = "Zmiany są zapisane."
    return correct(request, outcome, OutcomeEditForm, run, done=done, template=FORM, **context)


@entry_page
@permission_required(["programs.change_outcome", PERSON], raise_exception=True)
@once
def outcome_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask by name and for a reason before an outcome entered by mistake is removed."""
    outcome = _outcome(pk)
    back = outcome.enrolment or outcome.participant
    _seen(request, "usunięcie rezultatu", outcome.participant)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.remove_outcome(by=request.user, outcome=outcome, reason=reason)
        messages.success(request, "Rezultat jest usunięty.")
        return redirect(back)
    context = {"form": form, "outcome": outcome, "back": back}
    return render(request, "programs/outcome_remove.html", context)
