"""A form sent twice leaves one record: a double click, or a page sent again after going back.

The form carries a token. What its first sending led to is kept in the session, whose row is
locked meanwhile, so a second sending, however close, waits and is led to the same place. Whoever
goes back and types something else sends another form: nothing typed is lost.
"""

import json
import secrets
from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

KEPT = 20
SLOT = "entries"
FIELD = "entry"
OUTSIDE = ("csrfmiddlewaretoken", "unsent")
"""What may differ when the same form is sent again after logging in anew."""
SENT_AGAIN = "Ten formularz był już wysłany. Zapisano go raz."


def new_entry() -> str:
    """A token for a form that is opened."""
    return secrets.token_urlsafe(9)


class OnceForm(forms.Form):
    """A form with the token, which is no value of what it saves."""

    entry = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=40, initial=new_entry
    )


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let each filled form through to the view until it redirects, then repeat where to."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.POST.get(FIELD):
            return view(request, *args, **kwargs)
        token = _token_of(request)
        with transaction.atomic():
            done = _done(request)
            if token in done:
                messages.info(request, SENT_AGAIN)
                return redirect(done[token])
            response = view(request, *args, **kwargs)
            if response.status_code == 302:
                request.session[SLOT] = dict([*done.items(), (token, response.url)][-KEPT:])
                request.session.save()
        return response

    answer.is_once = True
    return answer


def _token_of(request: HttpRequest) -> str:
    """The form with what was typed in it, as short as the session keeps it."""
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in OUTSIDE)
    files = [(name, file.name, file.size) for name, file in request.FILES.items()]
    return sha256(json.dumps([typed, files]).encode()).hexdigest()[:24]


def _done(request: HttpRequest) -> dict[str, str]:
    """Where forms already sent have led, read after whoever holds the session's row is done."""
    rows = request.session.model.objects.select_for_update()
    row = rows.filter(pk=request.session.session_key).first()
    return row.get_decoded().get(SLOT, {}) if row else {}
