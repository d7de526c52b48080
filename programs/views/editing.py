"""Records entered and corrected on a page: what all such pages have in common."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mops.saving import add_refusal
from programs.actions import NeedsReason, StaleRecord
from programs.forms.records import RecordForm
from programs.meanwhile import Stale


def enter(
    request: HttpRequest, form: forms.Form, run: Callable, *, done: str, template: str, **context
) -> HttpResponse:
    """Show the form or save what it holds; `run` answers where to go next."""
    if request.method == "POST" and form.is_valid():
        try:
            to = run()
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, done)
            return redirect(to)
    return render(request, template, {"form": form, **context})


def correct(
    request: HttpRequest,
    record: Model,
    form_class: type[RecordForm],
    run: Callable[[RecordForm], object],
    *,
    done: str,
    template: str,
    **context,
) -> HttpResponse:
    """Show the record's form or save it; the second of two editors is told what the first changed."""
    posted = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" else None
    form, stale = form_class.opened(record, posted, files), None
    if posted is not None and form.is_valid():
        try:
            to = run(form)
        except StaleRecord as meanwhile:
            stale = Stale.of(form, meanwhile.current)
            form = stale.form
        except NeedsReason as doubted:
            form.ask_why(doubted.objections)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, done)
            return redirect(to)
    return render(request, template, {"form": form, "stale": stale, "record": record, **context})
