"""What the pages on which something is entered have in common."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from mops.journal import record_access
from mops.listing import UnreadableQuery
from mops.models import AccessEntry
from programs.forms.entry import MOST_SHOWN, StepForm
from programs.gone import gone_from
from programs.models import Edition

entry_page = require_http_methods(["GET", "HEAD", "POST"])


def edition_or_404(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("program", "agreement"), pk=pk)


def asked_ids(request: HttpRequest, name: str) -> list[int]:
    """The records ticked on the page before (in the address) or on this one (in the form)."""
    typed = (request.POST if request.method == "POST" else request.GET).getlist(name)
    if not all(text.isascii() and text.isdecimal() and len(text) < 19 for text in typed):
        raise UnreadableQuery("Adres wskazuje osobę, której nie da się rozpoznać.")
    return [int(text) for text in typed]


def ticked_or_all(request: HttpRequest, name: str, candidates: QuerySet) -> QuerySet:
    """The candidates ticked on the page before; all of them where none was."""
    if ids := asked_ids(request, name):
        return candidates.filter(pk__in=ids)
    return candidates.filter(pk__in=list(candidates.values_list("pk", flat=True)[:MOST_SHOWN]))


@dataclass(frozen=True)
class Step:
    """Something done with people ticked: its words, its form, its action."""

    title: str
    verb: str
    """What the button says."""
    done: str
    """What is said afterwards, before the number of people."""
    nobody: str
    """What is said where there is nobody to do it with."""
    form: type[StepForm]
    run: Callable
    place: str
    """Where on the edition's page one returns to."""
    aside: str = ""
    """What may be the case instead, with the verb and the address of its form."""
    aside_verb: str = ""
    aside_url: str = ""


def take(
    request: HttpRequest, edition: Edition, step: Step, candidates: QuerySet, **initial
) -> HttpResponse:
    """Show the step's form over the candidates, or do it and return."""
    name = step.form.ticked
    shown = ticked_or_all(request, name, candidates)
    form = step.form(
        request.POST if request.method == "POST" else None,
        candidates=shown,
        initial={name: asked_ids(request, name), **initial},
    )
    if request.method == "POST" and form.is_valid():
        try:
            records = step.run(by=request.user, **{f"{name}s": form.people}, **form.values())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"{step.done}: {len(records)}.")
            return redirect(_back(request, edition, step, form))
    people, asked = list(shown), asked_ids(request, name)
    gone = gone_from(edition, candidates.model, asked, [row.pk for row in people])
    named = [*(row.participant_id for row in people), *(one.person.pk for one in gone)]
    seen(request, step.title, edition, named)
    context = {
        "edition": edition,
        "step": step,
        "form": form,
        "is_empty": not people and not form.is_bound,
        "has_asked": bool(asked),
        "gone": gone,
        "back": _back(request, edition, step, form),
        "origin": request.POST.get("origin", request.GET.get("origin", "")),
    }
    return render(request, "programs/step_form.html", context)


def seen(request: HttpRequest, what: str, edition: Edition, people) -> None:
    """Note whose names the page showed."""
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.LIST,
        subject=f"{what.lower()} – edycja nr {edition.pk}",
        participants=people,
    )


def _back(request: HttpRequest, edition: Edition, step: Step, form: forms.Form) -> str:
    """The page one came from: of the one enrolment, or of the edition."""
    origin = request.POST.get("origin", request.GET.get("origin", ""))
    if origin.isascii() and origin.isdecimal() and len(origin) < 19:
        one = edition.enrolments.filter(pk=int(origin)).first()
        if one:
            return one.get_absolute_url()
    return f"{edition.get_absolute_url()}#{step.place}"
