"""People suggested while a name is being typed, on every page."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from mops.journal import record_access
from mops.models import AccessEntry
from participants.finding import suggest
from participants.models import Participant

LONGEST = 120


@require_POST
@permission_required("participants.view_participant", raise_exception=True)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Who may be meant; posted, so that no address holds what was typed.

    With a person's number in `beside` the answers lead to merging their records with hers.
    """
    text = request.POST.get("q", "")[:LONGEST].strip()
    beside = _number(request.POST.get("beside", ""))
    found = suggest(Participant.objects.exclude(pk=beside), text)
    if found.was_asked:
        record_access(
            by=request.user,
            kind=AccessEntry.Kind.SEARCH,
            subject="podpowiedzi wyszukiwarki",
            participants=(person.pk for person in found),
        )
    context = {"found": found, "beside": beside}
    return HttpResponse(render_to_string("participants/_suggestions.html", context))


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if is_number else None
