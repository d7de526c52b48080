"""What is entered once people's parts in an edition have ended: certificates, profiles, answers."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from mops.journal import record_access
from mops.listing import UnreadableQuery
from mops.models import AccessEntry
from mops.once import once
from mops.saving import add_refusal
from programs import actions
from programs.forms.after import CertificatesForm, FollowUpForm, ReasonForm
from programs.missing.gaps import is_to_be_asked_after
from programs.models import Edition, Enrolment, FollowUp
from programs.views.steps import Step, asked_ids, edition_or_404, entry_page, take

PERSON = "participants.view_participant"


def _enrolments(edition: Edition) -> QuerySet:
    return edition.enrolments.select_related("participant").order_by(
        "participant__sort_key", "started_on", "pk"
    )


@entry_page
@permission_required(["programs.change_enrolment", PERSON], raise_exception=True)
@once
def certificates_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Numbers for all who completed without one."""
    edition = edition_or_404(pk)
    step = Step(
        title="Zaświadczenia",
        verb="Nadaj numery",
        done="Nadane numery zaświadczeń",
        nobody="Każdy, kto ukończył tę edycję, ma zaświadczenie.",
        form=CertificatesForm,
        run=lambda **values: actions.issue_certificates(edition=edition, **values),
        place="uczestnicy",
    )
    completed = _enrolments(edition).filter(result=Enrolment.Result.COMPLETED)
    waiting = completed.filter(certificate_number="")
    # Nobody ticked on the page before: all of them are.
    ticked = asked_ids(request, "enrolment") or list(waiting.values_list("pk", flat=True))
    day = min(edition.ends_on, timezone.localdate())
    return take(request, edition, step, waiting, enrolment=ticked, on=day)


@entry_page
@permission_required(["programs.add_followup", PERSON], raise_exception=True)
@once
def follow_ups_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of whom one asked and heard that nothing has changed."""
    edition = edition_or_404(pk)
    step = Step(
        title="Co się zmieniło",
        verb="Zapisz: bez zmian",
        done="Sprawdzono, bez zmian",
        nobody="W tej edycji nikogo nie trzeba teraz pytać.",
        form=FollowUpForm,
        run=actions.note_no_change,
        place="uczestnicy",
        aside="Ktoś znalazł pracę, zaczął staż lub naukę?",
        aside_verb="Wpisz rezultat",
        aside_url=reverse("outcomes_add", args=[edition.pk]),
    )
    due = _enrolments(edition).filter(_due(request))
    return take(request, edition, step, due, on=timezone.localdate())


def _due(request: HttpRequest) -> Q:
    """To be asked after now: at the stage in the address, else at any."""
    stages = [str(after.value) for after in FollowUp.After]
    asked = request.GET.get("after")
    if asked and asked not in stages:
        raise UnreadableQuery(f"Nie ma przypomnienia po „{asked}” dniach.")
    return is_to_be_asked_after(timezone.localdate(), int(asked) if asked else None)


@entry_page
@permission_required(["programs.change_enrolment", PERSON], raise_exception=True)
@once
def enrolment_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a completion or an interruption entered by mistake."""
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("participant", "edition__program", "reason"), pk=pk
    )
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_enrolment(
                by=request.user, enrolment=enrolment, reason=form.cleaned_data["reason"]
            )
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Wynik jest cofnięty, udział znowu trwa.")
            return redirect(enrolment)
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.VIEW,
        subject="cofnięcie wyniku udziału",
        participants=[enrolment.participant_id],
    )
    context = {"form": form, "enrolment": enrolment, "edition": enrolment.edition}
    return render(request, "programs/enrolment_reopen.html", context)
