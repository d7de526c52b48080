from collections import Counter
from collections.abc import Iterable

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.listing import Column, Listing, UnreadableQuery, page_number, page_of, render_list
from mops.models import AccessEntry
from programs.edition_people import Part, gap_counts, parts_in, workplaces
from programs.forms.filters import EditionFilterForm
from programs.funnel import Source
from programs.missing import Item, missing_in
from programs.models import Edition, Enrolment, Referral
from programs.progress import hours_by_month, scores_by_area
from programs.standing import Standing, stages, with_worked_hours
from programs.views.funnel import embedded_context

ACTIVITIES_ON_A_PAGE = 10
EDITION_COLUMNS = (
    Column("Edycja", "program", ("program__name", "number", "starts_on")),
    Column("Od", "od", ("starts_on",)),
    Column("Do", "do", ("ends_on",)),
    Column("Miejsca", is_number=True),
    Column("Osoby", is_number=True),
    Column("Ukończyło", is_number=True),
    Column("Przerwało", is_number=True),
    Column("Trwa", is_number=True),
)


@require_safe
@permission_required("programs.view_edition", raise_exception=True)
def edition_list(request: HttpRequest) -> HttpResponse:
    form = EditionFilterForm.read(request, "sort", "page")
    editions = form.narrow(Edition.objects.select_related("program").with_progress())
    listing = Listing.of(request, form, editions, EDITION_COLUMNS)
    return render_list(
        request, "programs/edition_list.html", "programs/_edition_table.html", listing
    )


@require_safe
@permission_required(
    ["programs.view_edition", "participants.view_participant"], raise_exception=True
)
def edition_detail(request: HttpRequest, pk: int) -> HttpResponse:
    editions = Edition.objects.select_related("program", "agreement", "caseworker", "closed_by")
    edition = get_object_or_404(with_worked_hours(editions), pk=pk)
    source, parts = Source.of_edition(edition), parts_in(edition, timezone.localdate())
    counts = source.counts()
    shown = page_of(request, _with_result(request, parts), name="people")
    referrals = _waiting(request, edition, counts)
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.LIST,
        subject=f"uczestnicy edycji nr {edition.pk}",
        participants=_named(shown) | {row.participant_id for row in referrals},
    )
    standing = Standing.of(edition, parts)
    context = {
        **embedded_context(request, source, referrals),
        "edition": edition,
        "standing": standing,
        "stages": list(stages(edition, counts, standing)),
        "workplaces": workplaces(parts),
        "missing": _missing(request, edition, parts, counts),
        "parts": shown,
        "result": request.GET.get("result", ""),
        "activities": _activities(request, edition),
    }
    return render(request, "programs/edition_detail.html", context)


def _with_result(request: HttpRequest, parts: list[Part]) -> list[Part]:
    """Those whose result the address asks for."""
    result = request.GET.get("result", "")
    if result and result not in Enrolment.Result.values:
        raise UnreadableQuery(f"Nie ma wyniku udziału „{result}”.")
    return [part for part in parts if result in ("", part.result)]


def _named(parts: Iterable[Part]) -> set[int]:
    """Everybody whose name stands in the rows, those replaced included."""
    return {pk for part in parts for pk in (part.participant_id, part.replaced_id) if pk}


def _missing(request: HttpRequest, edition: Edition, parts: list[Part], counts: dict) -> list[Item]:
    """What is missing in this edition, from what has been read of it already."""
    today = timezone.localdate()
    undecided = Counter(pending=counts["own_pending"], uninterviewed=counts["own_uninterviewed"])
    found = missing_in(
        [edition],
        enrolments={edition.pk: gap_counts(parts, today)},
        referrals={edition.pk: undecided},
    )
    return [item.as_seen_by(request.user) for item in found]


def _waiting(request: HttpRequest, edition: Edition, counts: dict) -> Page:
    """Those put forward and not taken in, a page of them: a year's list may be long."""
    waiting = Referral.objects.for_edition(edition).not_taken_into(edition)
    waiting = waiting.select_related("participant", "reason")
    return page_of(request, waiting.order_by("participant__sort_key", "pk"), counts["waiting"])


def _activities(request: HttpRequest, edition: Edition) -> Page:
    """A page of the activities; unless another is asked for, the one of those held today."""
    activities = list(edition.activities.all())
    if "activities" in request.GET:
        number = page_number(request, "activities")
    else:
        today = timezone.localdate()
        is_over = [(one.ends_on or edition.ends_on) < today for one in activities]
        number = 1 if all(is_over) else is_over.index(False) // ACTIVITIES_ON_A_PAGE + 1
    return Paginator(activities, ACTIVITIES_ON_A_PAGE).get_page(number)


def _successor(enrolment: Enrolment) -> Enrolment | None:
    return getattr(enrolment, "replaced_by", None)


def _shown_beside(enrolment: Enrolment) -> list[Enrolment]:
    """The part itself and those whose people are named on its page."""
    return list(filter(None, [enrolment, enrolment.replaces, _successor(enrolment)]))


@require_safe
@permission_required(
    ["programs.view_enrolment", "participants.view_participant"], raise_exception=True
)
def enrolment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    enrolment = get_object_or_404(
        Enrolment.objects.select_related(
            "participant",
            "edition__program",
            "facility",
            "reason",
            "referral",
            "replaces__participant",
            "replaced_by__participant",
        ),
        pk=pk,
    )
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.VIEW,
        subject="karta uczestnictwa",
        participants={part.participant_id for part in _shown_beside(enrolment)},
    )
    context = {
        "enrolment": enrolment,
        "successor": _successor(enrolment),
        "hours": hours_by_month(enrolment),
        "scores": scores_by_area(enrolment),
        "outcomes": enrolment.outcomes.all(),
        "follow_ups": enrolment.follow_ups.select_related("by"),
        "benefits": enrolment.benefits.select_related("own_contribution_to"),
        "overrides": enrolment.overrides.select_related("stated_by"),
    }
    return render(request, "programs/enrolment_detail.html", context)
