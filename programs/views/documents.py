"""Documents of an edition, a facility and a person, to be printed and signed."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.listing import UnreadableQuery
from mops.models import AccessEntry
from mops.pdf import MissingLibrary
from participants.models import Participant, SocialContract
from programs.documents import attendance, certificate, contract, placement
from programs.forms.documents import AttendanceForm, FacilityMonthForm, this_month
from programs.models import Enrolment, Facility
from programs.views.steps import edition_or_404, seen

PERSON = "participants.view_participant"
PRINT = "programs.print_documents"


@require_safe
@permission_required(["programs.view_edition", PERSON, PRINT], raise_exception=True)
def edition_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be printed of an edition, and what would be missing in it."""
    edition = edition_or_404(pk)
    unnumbered = certificate.without_number(edition)
    numbered, placed = certificate.numbered(edition), placement.placed(edition)
    seen(request, "Dokumenty", edition, (row.participant_id for row in unnumbered))
    context = {
        "edition": edition,
        "numbered": numbered,
        "unnumbered": unnumbered,
        "placed": placed,
        "lacking": placement.lacking(edition) if placed else [],
        "form": AttendanceForm(edition=edition),
    }
    return render(request, "programs/edition_documents.html", context)


@require_safe
@permission_required(["programs.view_edition", PERSON, PRINT], raise_exception=True)
def edition_certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificates of everybody who has a number, a page each."""
    edition = edition_or_404(pk)
    back = reverse("edition_documents", args=[pk])
    enrolments = certificate.numbered(edition)
    if not enrolments:
        messages.warning(request, "Nikt w tej edycji nie ma jeszcze numeru zaświadczenia.")
        return redirect(back)
    return _pdf(
        request,
        lambda: certificate.write(enrolments),
        name="zaswiadczenia",
        subject=f"zaświadczenia – edycja nr {pk}",
        people=_people(enrolments),
        back=back,
    )


@require_safe
@permission_required(["programs.view_edition", PERSON, PRINT], raise_exception=True)
def edition_placements(request: HttpRequest, pk: int) -> HttpResponse:
    """The letters to facilities of everybody who takes part and has one."""
    edition = edition_or_404(pk)
    back = reverse("edition_documents", args=[pk])
    enrolments = placement.placed(edition)
    if not enrolments:
        messages.warning(request, "Nikomu w tej edycji nie wyznaczono placówki.")
        return redirect(back)
    return _pdf(
        request,
        lambda: placement.write(enrolments),
        name="skierowania",
        subject=f"skierowania do placówek – edycja nr {pk}",
        people=_people(enrolments),
        back=back,
    )


@require_safe
@permission_required(["programs.view_edition", PERSON, PRINT], raise_exception=True)
def edition_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of an edition's month, of one facility or activity if asked for."""
    edition = edition_or_404(pk)
    asked = _read(request, AttendanceForm(request.GET, edition=edition))
    month = asked.pop("month")
    return _list(
        request,
        lambda: attendance.of_edition(edition, month, **asked),
        subject=f"lista obecności {month:%m.%Y} – edycja nr {pk}",
        back=reverse("edition_documents", args=[pk]),
    )


@require_safe
@permission_required(["programs.view_facility", PERSON, PRINT], raise_exception=True)
def facility_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be printed for a facility."""
    facility = get_object_or_404(Facility, pk=pk)
    form = FacilityMonthForm(initial={"month": this_month()})
    return render(request, "programs/facility_documents.html", {"facility": facility, "form": form})


@require_safe
@permission_required(["programs.view_facility", PERSON, PRINT], raise_exception=True)
def facility_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of everybody who works in a facility in a month, of whichever programme."""
    facility = get_object_or_404(Facility, pk=pk)
    asked = _read(request, FacilityMonthForm(request.GET))
    month = asked.pop("month")
    return _list(
        request,
        lambda: attendance.of_facility(facility, month, **asked),
        subject=f"lista obecności {month:%m.%Y} – placówka nr {pk}",
        back=reverse("facility_documents", args=[pk]),
    )


@require_safe
@permission_required(["programs.view_enrolment", PERSON, PRINT], raise_exception=True)
def participant_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be printed of a person."""
    person = get_object_or_404(Participant, pk=pk)
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.VIEW,
        subject="dokumenty uczestnika",
        participants=[person.pk],
    )
    context = {
        "person": person,
        "enrolments": person.enrolments.select_related("edition__program", "facility"),
        "contracts": person.contracts.all(),
        "contract_kinds": SocialContract.Kind.choices,
    }
    return render(request, "programs/participant_documents.html", context)


@require_safe
@permission_required(["programs.view_enrolment", PERSON, PRINT], raise_exception=True)
def certificate_print(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's certificate."""
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("participant", "edition__program"), pk=pk
    )
    if not enrolment.certificate_number:
        messages.warning(request, "To zaświadczenie nie ma numeru, więc nie można go wydrukować.")
        return redirect("participant_documents", enrolment.participant_id)
    return _of_person(
        request,
        enrolment.participant_id,
        lambda: certificate.write([enrolment]),
        name="zaswiadczenie",
        subject="zaświadczenie o ukończeniu",
    )


@require_safe
@permission_required(["programs.view_enrolment", PERSON, PRINT], raise_exception=True)
def placement_print(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's letter to the facility."""
    enrolment = get_object_or_404(placement.with_what_is_printed(Enrolment.objects.all()), pk=pk)
    if enrolment.facility is None:
        messages.warning(request, "Tej osobie nie wyznaczono placówki, więc nie ma dokąd kierować.")
        return redirect("participant_documents", enrolment.participant_id)
    return _of_person(
        request,
        enrolment.participant_id,
        lambda: placement.write([enrolment]),
        name="skierowanie",
        subject="skierowanie do placówki",
    )


@require_safe
@permission_required(["participants.view_socialcontract", PERSON, PRINT], raise_exception=True)
def contract_form(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The form of a contract that is still to be written."""
    if kind not in SocialContract.Kind.values:
        raise Http404
    person = get_object_or_404(Participant, pk=pk)
    return _contract(request, person, lambda: contract.write(person, kind))


@require_safe
@permission_required(["participants.view_socialcontract", PERSON, PRINT], raise_exception=True)
def contract_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a contract that is in the records, with its dates."""
    signed = get_object_or_404(SocialContract.objects.select_related("participant"), pk=pk)
    person = signed.participant
    return _contract(request, person, lambda: contract.write(person, signed.kind, signed))


def _contract(request: HttpRequest, person: Participant, make: Callable) -> HttpResponse:
    words = {"name": "kontrakt-socjalny", "subject": "kontrakt socjalny"}
    return _of_person(request, person.pk, make, **words)


def _of_person(
    request: HttpRequest, person: int, make: Callable[[], bytes], *, name: str, subject: str
) -> HttpResponse:
    """A document about one person."""
    back = reverse("participant_documents", args=[person])
    return _pdf(request, make, name=name, subject=subject, people=[person], back=back)


def _read(request: HttpRequest, form) -> dict:
    """What the address asks for; a value it cannot have is refused."""
    unknown = sorted(request.GET.keys() - form.fields.keys())
    if unknown:
        raise UnreadableQuery(f"Lista obecności nie zna parametru „{unknown[0]}”.")
    if not form.is_valid():
        label = form.fields[next(iter(form.errors))].label
        raise UnreadableQuery(f"Lista obecności nie zna takiej wartości w polu „{label}”.")
    return form.cleaned_data


def _list(request: HttpRequest, make: Callable, *, subject: str, back: str) -> HttpResponse:
    try:
        enrolments, sheet = make()
    except attendance.NobodyThen as nobody:
        messages.warning(request, str(nobody))
        return redirect(back)
    return _pdf(
        request,
        lambda: attendance.write(sheet),
        name="lista-obecnosci",
        subject=subject,
        people=_people(enrolments),
        back=back,
    )


def _people(enrolments: Iterable[Enrolment]) -> list[int]:
    return [enrolment.participant_id for enrolment in enrolments]


def _pdf(
    request: HttpRequest,
    make: Callable[[], bytes],
    *,
    name: str,
    subject: str,
    people: Iterable[int],
    back: str,
) -> HttpResponse:
    """The document in the browser, noted in the journal; its name tells of nobody."""
    try:
        content = make()
    except MissingLibrary as missing:
        messages.error(request, missing.sentence)
        return redirect(back)
    record_access(
        by=request.user, kind=AccessEntry.Kind.PRINT, subject=subject, participants=people
    )
    return shown(content, name)


def shown(content: bytes, name: str) -> HttpResponse:
    """A PDF that opens in the browser and stays in no cache."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Cache-Control": "no-store",
        },
    )
