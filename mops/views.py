from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mops.listing import UnreadableQuery
from mops.roles import Role


@dataclass(frozen=True)
class Panel:
    """A part of the start page: what an app has to say to whoever logs in."""

    template: str
    context: dict


@require_safe
def start(
    request: HttpRequest, panels: Iterable[Callable[[HttpRequest], Panel | None]]
) -> HttpResponse:
    """The page after logging in; mops/urls.py says which panels stand on it."""
    shown = [panel for make in panels if (panel := make(request))]
    labels = dict(Role.choices)
    roles = ", ".join(labels.get(name, name) for name in request.user.group_names)
    return render(request, "start.html", {"panels": shown, "roles": roles})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say in a sentence which part of the address could not be read."""
    if isinstance(exception, UnreadableQuery) and request.user.is_authenticated:
        context = {"sentence": str(exception)}
        return render(request, "unreadable_query.html", context, status=400)
    return render(request, "400.html", status=400)
