"""The register of benefits paid to people, with their sum."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.listing import Column, Listing, render_list
from mops.models import AccessEntry
from programs.forms.benefit_filters import BenefitFilterForm
from programs.models import Benefit
from programs.views.taking_out import EXPORT, all_fields, taken_out

PERSON = "participants.view_participant"
COLUMNS = (
    Column("Data", "data", ("paid_on",)),
    Column("Osoba", "osoba", ("enrolment__participant__sort_key", "-paid_on")),
    Column("Edycja"),
    Column("Rodzaj", "rodzaj", ("kind", "-paid_on")),
    Column("Kwota (zł)", "kwota", ("amount",), is_number=True),
    Column("Wkład własny w"),
)


def _register():
    return Benefit.objects.select_related(
        "enrolment__participant", "enrolment__edition__program", "own_contribution_to"
    )


@require_safe
@permission_required(["programs.view_benefit", PERSON], raise_exception=True)
def benefit_list(request: HttpRequest) -> HttpResponse:
    """Benefits as the filters leave them; the sum is of all of them, not of the page."""
    form = BenefitFilterForm.read(request, "sort", "page")
    benefits = form.narrow(_register())
    listing = Listing.of(request, form, benefits, COLUMNS)
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.LIST,
        subject="świadczenia",
        participants=[benefit.enrolment.participant_id for benefit in listing.page],
    )
    return render_list(
        request,
        "programs/benefit_list.html",
        "programs/_benefit_table.html",
        listing,
        total=benefits.order_by().aggregate(sum=Sum("amount"))["sum"],
    )


@require_safe
@permission_required(["programs.view_benefit", PERSON, EXPORT], raise_exception=True)
def benefit_export(request: HttpRequest, extension: str) -> HttpResponse:
    return taken_out(
        request,
        extension,
        BenefitFilterForm,
        _register(),
        COLUMNS,
        all_fields(Benefit),
        "świadczenia",
        people=lambda rows: {benefit.enrolment.participant_id for benefit in rows},
    )
