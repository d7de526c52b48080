"""From a person's page: into which edition to take her, and for what to put her forward."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.listing import page_of
from mops.models import AccessEntry
from mops.once import once
from mops.saving import add_refusal
from participants.models import DatedFact, Participant, ProfileAssessment
from programs import actions
from programs.admission.usual import END_OF_PROFILES
from programs.forms.filters import EditionChoiceForm
from programs.forms.joining import ReferForm
from programs.models import Edition, Enrolment
from programs.models.referral import Source
from programs.views.steps import asked_ids, entry_page

PERSON = "participants.view_participant"
LATE = timedelta(days=90)
"""How long after its end an edition still stands among those to be put forward for."""


def _note(request: HttpRequest, what: str, person: Participant) -> None:
    record_access(
        by=request.user, kind=AccessEntry.Kind.VIEW, subject=what, participants=[person.pk]
    )


@require_safe
@permission_required(
    ["programs.view_edition", "programs.add_enrolment", PERSON], raise_exception=True
)
def participant_enrol(request: HttpRequest, pk: int) -> HttpResponse:
    """The editions into which the person may be taken; those that are over when asked."""
    person = get_object_or_404(Participant, pk=pk)
    form = EditionChoiceForm.read(request, "page")
    editions = form.narrow(Edition.objects.select_related("program").without(person))
    page = page_of(request, editions.order_by("-starts_on", "program__name", "pk"))
    taken = Enrolment.objects.places_taken(page.object_list)
    _note(request, "wybór edycji dla uczestnika", person)
    context = {
        "person": person,
        "page_obj": page,
        "rows": [(edition, taken.get(edition.pk, 0)) for edition in page],
        "with_past": form.cleaned_data["past"],
        "today": timezone.localdate(),
    }
    return render(request, "programs/participant_enrol.html", context)


@entry_page
@permission_required(["programs.add_referral", PERSON], raise_exception=True)
@once
def participant_refer(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Participant, pk=pk)
    asked = asked_ids(request, "edition")[:1] if request.method == "GET" else []
    form = ReferForm(
        request.POST if request.method == "POST" else None,
        editions=_recent(asked or _typed(request)),
        initial=_known_of(person, asked),
    )
    if request.method == "POST" and form.is_valid():
        try:
            referral = actions.refer(by=request.user, participant=person, **form.values())
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(
                request, f"Zapisano skierowanie: {referral.edition or referral.program}."
            )
            return redirect(person)
    _note(request, "skierowanie uczestnika", person)
    return render(request, "programs/participant_refer.html", {"person": person, "form": form})


def _typed(request: HttpRequest) -> list[int]:
    value = request.POST.get("edition", "")
    return [int(value)] if value.isascii() and value.isdecimal() and len(value) < 19 else []


def _recent(asked: list[int]):
    """Editions to be put forward for: open, lately over, and whichever was asked for."""
    lately = Q(ends_on__gte=timezone.localdate() - LATE)
    return Edition.objects.filter(lately | Q(pk__in=asked)).select_related("program")


def _known_of(person: Participant, asked: list[int]) -> dict:
    """What the records tell of the conditions today, for the clerk to look over."""
    today = timezone.localdate()
    profiles = ProfileAssessment.objects.filter(participant=person).latest_by(today)
    profile = profiles.first() if today <= END_OF_PROFILES else None
    helped = person.facts.true_on(today).filter(kind=DatedFact.Kind.SOCIAL_ASSISTANCE)
    return {
        "edition": asked[0] if asked else None,
        "source": Source.MOPS,
        "on": today,
        "year": today.year,
        "profile": profile.profile if profile else "",
        "uses_assistance": "1" if helped.exists() else "",
    }
