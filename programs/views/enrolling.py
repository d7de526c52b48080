"""Taking people into an edition: from its referrals, or found by name."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from mops.listing import UnreadableQuery
from mops.once import once
from mops.searches import recall, remember
from participants.finding import suggest
from participants.models import Participant
from programs import actions
from programs.admission import assess
from programs.forms.entry import MOST_SHOWN
from programs.forms.joining import EnrolForm
from programs.models import Edition, Referral
from programs.views.steps import asked_ids, edition_or_404, entry_page, seen

MOST_FOUND = 20

may_enrol = permission_required(
    ["programs.add_enrolment", "participants.view_participant"], raise_exception=True
)


@entry_page
@may_enrol
@once
def enrolments_add(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_or_404(pk)
    searched = _searched(request)
    ticked = _ticked(request)
    people = _people(edition, searched, [*ticked, *_offered(request)])
    form = EnrolForm(
        request.POST if request.method == "POST" else None,
        candidates=people,
        edition=edition,
        initial={"person": ticked, "on": _first_day(edition)},
    )
    if request.method == "POST" and form.is_valid() and _took_in(request, edition, form):
        return redirect(f"{edition.get_absolute_url()}#uczestnicy")
    standings = assess(edition, list(people), form.day)
    seen(request, "Przyjęcie", edition, (standing.person.pk for standing in standings))
    context = {
        "edition": edition,
        "form": form,
        "standings": standings,
        "is_empty": not standings and not form.is_bound,
        "searched": searched,
        "is_cut": searched and len(standings) >= MOST_FOUND,
    }
    return render(request, "programs/enrolment_form.html", context)


def _took_in(request: HttpRequest, edition: Edition, form: EnrolForm) -> bool:
    """Take the ticked in; else the form says what speaks against it."""
    try:
        enrolments = actions.enrol_many(
            by=request.user, edition=edition, people=form.people, **form.values()
        )
    except actions.NeedsReason as doubted:
        form.ask_why(doubted.objections)
    except ValidationError as refused:
        form.add_error(None, refused)
    else:
        messages.success(request, f"Przyjęci do edycji: {len(enrolments)}.")
        return True
    return False


def _offered(request: HttpRequest) -> list[int]:
    """Everybody whom the form showed, lest those not ticked be gone when it comes back."""
    return asked_ids(request, "offered") if request.method == "POST" else []


def _searched(request: HttpRequest) -> str:
    token = request.GET.get("q", "")
    text = recall(request, token) if token else ""
    if text is None:
        raise UnreadableQuery("To wyszukiwanie już wygasło. Wpisz nazwisko jeszcze raz.")
    return text


def _ticked(request: HttpRequest) -> list[int]:
    """People ticked here, or those whose referrals were ticked on the edition's page."""
    if request.method == "POST":
        return asked_ids(request, "person")
    referrals = Referral.objects.filter(pk__in=asked_ids(request, "referral"))
    return [*asked_ids(request, "person"), *referrals.values_list("participant", flat=True)]


def _people(edition: Edition, searched: str, asked: list[int]) -> QuerySet:
    """Whom the form offers: those asked for or found, else everybody who waits."""
    people = Participant.objects.in_alphabetical_order()
    if asked:
        return people.filter(pk__in=asked)
    if searched:
        found = suggest(Participant.objects.all(), searched, MOST_FOUND)
        return people.filter(pk__in=[person.pk for person in found])
    waiting = Referral.objects.for_edition(edition).not_taken_into(edition).still_in_play()
    waiting = waiting.order_by("participant__sort_key", "pk")
    return people.filter(pk__in=waiting.values("participant")[:MOST_SHOWN])


def _first_day(edition: Edition):
    """Today while the edition runs, else its first day."""
    today = timezone.localdate()
    return today if edition.starts_on <= today <= edition.ends_on else edition.starts_on


@require_POST
@may_enrol
def enrolments_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a name out of the form, so that the next page's address tells nothing of it."""
    edition = edition_or_404(pk)
    text = request.POST.get("q", "").strip()[:120]
    query = f"?{urlencode({'q': remember(request, text)})}" if text else ""
    return redirect(f"{reverse('enrolments_add', args=[edition.pk])}{query}")
