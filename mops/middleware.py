import sys

from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError, connection
from django.dispatch import receiver
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string

from mops.postgres_backend.unavailable import DatabaseUnavailable


class DatabaseDownMiddleware:
    """Answers 503 with a page for people when the database cannot be reached."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "database_is_down", False):
            page = render_to_string("503.html")
            return HttpResponse(page, status=503, headers={"Retry-After": "30"})
        return response


class WrongMethodMiddleware:
    """Answers with a page for people where an address that only takes forms is opened."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "405.html", status=response.status_code)
            page["Allow"] = response["Allow"]
            return page
        return response


@receiver(got_request_exception)
def note_database_down(request, **_):
    """Mark the request, since Django has made a 500 of the error before any middleware sees it."""
    error = sys.exc_info()[1]
    request.database_is_down = isinstance(error, DatabaseUnavailable) or (
        isinstance(error, OperationalError | InterfaceError) and not connection.is_usable()
    )
