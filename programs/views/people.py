from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from mops.journal import record_access
from mops.listing import Column, Listing, in_asked_order, render_list
from mops.models import AccessEntry
from mops.searches import remember
from mops.spreadsheets import FORMATS
from participants.models import Participant
from participants.next_steps import next_steps
from participants.resources import ParticipantResource
from programs.forms.filters import ParticipantFilterForm
from programs.models import Enrolment
from programs.next_steps import program_steps, read_programs
from programs.timeline import timeline

PEOPLE_COLUMNS = (
    Column("Nazwisko i imię", "nazwisko", ("sort_key",)),
    Column("PESEL"),
    Column("Data urodzenia", "urodzony", ("birth_date", "sort_key")),
    Column("Miejscowość"),
    Column("Ostatni udział"),
    Column("Wynik"),
)


@require_safe
@permission_required("participants.view_participant", raise_exception=True)
def participant_list(request: HttpRequest) -> HttpResponse:
    form = ParticipantFilterForm.read(request, "sort", "page")
    latest = Enrolment.objects.latest_of_each().select_related("edition__program")
    people = form.narrow(Participant.objects.all()).prefetch_related(
        Prefetch("enrolments", latest, to_attr="latest_enrolments")
    )
    listing = Listing.of(request, form, people, PEOPLE_COLUMNS)
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.SEARCH if form.cleaned_data["q"] else AccessEntry.Kind.LIST,
        subject="lista uczestników",
        participants=(person.pk for person in listing.page),
    )
    return render_list(
        request,
        "participants/participant_list.html",
        "participants/_participant_table.html",
        listing,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("participants.view_participant", raise_exception=True)
def participant_search(request: HttpRequest) -> HttpResponse:
    """Take a search out of the form, so that the list's address tells nothing of it."""
    if request.method != "POST":
        return redirect("participant_list")
    asked = request.POST.copy()
    asked.pop("csrfmiddlewaretoken", None)
    if text := asked.get("q", "").strip():
        asked["q"] = remember(request, text)
    filled = {name: value for name, value in asked.items() if value}
    return redirect(f"{reverse('participant_list')}?{urlencode(filled)}")


@require_safe
@permission_required(["participants.view_participant", "mops.export_records"], raise_exception=True)
def participant_export(request: HttpRequest, extension: str) -> HttpResponse:
    """The whole list that the filters leave, as a file."""
    if extension not in FORMATS:
        raise Http404
    form = ParticipantFilterForm.read(request, "sort", "page")
    people = in_asked_order(request, form.narrow(Participant.objects.all()), PEOPLE_COLUMNS)
    file_format = FORMATS[extension]()
    content = file_format.export_data(ParticipantResource().export(people))
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.EXPORT,
        subject=f"lista uczestników ({extension.upper()})",
        participants=people.values_list("pk", flat=True),
    )
    return HttpResponse(
        content,
        content_type=file_format.get_content_type(),
        headers={"Content-Disposition": f'attachment; filename="uczestnicy.{extension}"'},
    )


@require_safe
@permission_required("participants.view_participant", raise_exception=True)
def participant_detail(request: HttpRequest, pk: int) -> HttpResponse:
    people = Participant.with_merged.select_related("household", "caseworker").with_latest_merge()
    person = get_object_or_404(people, pk=pk)
    if person.merged_into_id:
        messages.info(request, f"Karta nr {pk} jest połączona z tą kartą tej samej osoby.")
        return redirect("participant_detail", person.merged_into_id)
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.VIEW,
        subject="karta uczestnika",
        participants=[person.pk],
    )
    today = timezone.localdate()
    prefetch_related_objects([person], "contracts", "pesel_changes")
    read_programs(person, today)
    facts = list(person.facts.order_by("-valid_from", "-pk"))
    steps = [*next_steps(person, facts), *program_steps(person, today)]
    context = {
        "person": person,
        "facts": facts,
        "steps": [step for step in steps if request.user.has_perm(step.needs)],
        "moments": timeline(person),
    }
    return render(request, "participants/participant_detail.html", context)
