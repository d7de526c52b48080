"""Entering a person, changing her data, correcting her PESEL."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mops.journal import record_access
from mops.models import AccessEntry
from mops.once import once
from mops.roles import Role
from mops.saving import add_refusal
from participants import actions
from participants.forms import ParticipantForm, PeselForm
from participants.meanwhile import Stale
from participants.models import Participant
from participants.pesel_check import check_pesel

SEE = "participants.view_participant"
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@permission_required([SEE, "participants.add_participant"], raise_exception=True)
@once
def create(request: HttpRequest) -> HttpResponse:
    """A new person; who may be the same one is shown before saving."""
    form = ParticipantForm(request.POST or None, initial=_own_care(request))
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.register_participant(by=request.user, **form.values)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"Wpisano do kartoteki: {person}.")
            return redirect(person)
    known = form.pesel_check.person if form.is_bound else None
    _note_seen(request, "podobne osoby przy wpisywaniu nowej", [*form.likely_same, known])
    return render(request, "participants/participant_create.html", {"form": form})


def _own_care(request: HttpRequest) -> dict:
    """A caseworker enters those whom she is to care for."""
    if request.method == "POST":
        return {}
    is_caseworker = request.user.groups.filter(name=Role.CASEWORKER).exists()
    return {"caseworker": request.user.pk if is_caseworker else None}


@require_POST
@permission_required([SEE, "participants.add_participant"], raise_exception=True)
def pesel_check(request: HttpRequest) -> HttpResponse:
    """What the number being typed says; posted, so that no address holds it."""
    beside = request.POST.get("beside", "")
    check = check_pesel(
        request.POST.get("pesel", ""),
        beside=int(beside)
        if beside.isascii() and beside.isdecimal() and len(beside) < 19
        else None,
    )
    _note_seen(request, "osoba o wpisanym numerze PESEL", [check.person])
    told = {"birth_date": check.birth_date, "sex": check.sex}
    return render(
        request,
        "participants/_pesel_told.html",
        {"check": check, "form": ParticipantForm(initial=told) if check.birth_date else None},
    )


@require_http_methods(FORM_METHODS)
@permission_required([SEE, "participants.change_participant"], raise_exception=True)
@once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's data; whoever saves second is told what the first changed."""
    person = get_object_or_404(Participant, pk=pk)
    name = str(person)
    form = ParticipantForm(request.POST or None, instance=person)
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.update_participant(
                by=request.user,
                participant=person,
                version=form.cleaned_data["version"],
                **form.values,
            )
        except actions.StaleParticipant as meanwhile:
            stale = Stale.of(form, meanwhile.current)
            form = stale.form
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"Zapisano dane: {saved}.")
            return redirect(saved)
    _note_seen(request, "edycja danych uczestnika", [person])
    context = {"form": form, "person": person, "name": name, "stale": stale}
    return render(request, "participants/participant_edit.html", context)


@require_http_methods(FORM_METHODS)
@permission_required(
    [SEE, "participants.change_participant", "participants.add_peselchange"], raise_exception=True
)
@once
def correct_pesel(request: HttpRequest, pk: int) -> HttpResponse:
    """Another PESEL in place of the one that was wrong or has changed; the old one is kept."""
    person = get_object_or_404(Participant, pk=pk)
    old = person.pesel
    form, stale = PeselForm(request.POST or None, instance=person), None
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("on", "reason", "version")}
        try:
            actions.correct_pesel(by=request.user, participant=person, **asked, **form.values)
        except actions.StaleParticipant as meanwhile:
            stale = Stale.of(form, meanwhile.current)
            form = stale.form
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Zmieniono numer PESEL. Poprzedni numer jest w historii.")
            return redirect(person)
    _note_seen(request, "zmiana numeru PESEL", [person, form.pesel_check.person])
    context = {"form": form, "person": person, "old": old, "stale": stale}
    return render(request, "participants/participant_pesel.html", context)


def _note_seen(request: HttpRequest, subject: str, people: list[Participant | None]) -> None:
    """Note in the journal whose data the page shows, if anybody's."""
    seen = {person.pk for person in people if person}
    if seen:
        record_access(
            by=request.user, kind=AccessEntry.Kind.VIEW, subject=subject, participants=seen
        )
