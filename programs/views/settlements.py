"""Settled months: the register, the preview with the settling, the page of one."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.listing import Column, Listing, UnreadableQuery, render_list
from mops.models import AccessEntry
from mops.once import once
from mops.pdf import MissingLibrary
from mops.saving import add_refusal
from programs import actions
from programs.models import Rate, Settlement, SettlementLine
from programs.settlement.forms import ScopeForm, SettleForm, SettlementFilterForm
from programs.settlement.plan import Plan, by_facility, total_of
from programs.settlement.scope import Scope
from programs.settlement.sums import sums_of
from programs.settlement.waiting import months_to_settle
from programs.terms import MissingRate
from programs.views.steps import entry_page

PERSON = "participants.view_participant"
CORRECTING = ("programs.add_hourscorrection", "programs.change_workmonth")
COLUMNS = (
    Column("Miesiąc", "miesiac", ("month", "program__short_name")),
    Column("Program", "program", ("program__short_name", "-month")),
    Column("Edycje"),
    Column("Stan", "stan", ("state", "-month")),
    Column("Godziny", "godziny", ("hours",), is_number=True),
    Column("Świadczenia (zł)", "swiadczenia", ("allowances",), is_number=True),
    Column("Razem z kosztami (zł)", "razem", ("total",), is_number=True),
    Column("Wniosek do PUP (zł)", "pup", ("asked",), is_number=True),
)


@require_safe
@permission_required("programs.view_settlement", raise_exception=True)
def settlement_list(request: HttpRequest) -> HttpResponse:
    """Settled months with their sums, and above them the months that wait."""
    form = SettlementFilterForm.read(request, "sort", "page")
    settlements = Settlement.objects.select_related("program", "edition").with_sums()
    listing = Listing.of(request, form, form.narrow(settlements), COLUMNS)
    return render_list(
        request,
        "programs/settlement_list.html",
        "programs/_settlement_table.html",
        listing,
        waiting=months_to_settle(timezone.localdate()),
    )


@entry_page
@permission_required(["programs.add_settlement", PERSON], raise_exception=True)
@once
def settlement_new(request: HttpRequest) -> HttpResponse:
    """Which month; then what it would be settled as, and the button."""
    asked = ScopeForm(request.GET or None)
    unknown = sorted(request.GET.keys() - asked.fields.keys())
    if unknown:
        raise UnreadableQuery(f"Ta strona nie zna parametru „{unknown[0]}”.")
    if not asked.is_valid():
        return render(request, "programs/settlement_choose.html", {"form": asked})
    try:
        plan = Plan.of(asked.scope)
    except ValidationError as refused:
        asked.add_error(None, refused.messages)
        context = {"form": asked, "settled": asked.scope.settled()} | _way_out(asked, refused)
        return render(request, "programs/settlement_choose.html", context)
    return _preview(request, plan)


def _way_out(asked: ScopeForm, refused: ValidationError) -> dict[str, str]:
    """Where the rate that is missing is entered, the month to settle kept in the address."""
    if not isinstance(refused, MissingRate):
        return {}
    return {
        "missing_rate": Rate.Kind(refused.kind).label,
        "rate_url": f"{reverse('law_new', args=['stawki'])}?{asked.scope.query}&kind={refused.kind}",
    }


def _preview(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = SettleForm(
        request.POST if request.method == "POST" else None,
        needs_reason=any(not one.excused for one in plan.objections),
        initial={"seen": plan.digest},
    )
    if form.is_bound and form.is_valid() and request.POST.get("act") == "settle":
        try:
            settlement = _settle(request, plan, form)
        except ValidationError as refused:
            add_refusal(form, refused)
        except MissingLibrary as missing:
            form.add_error(None, missing.sentence)
        else:
            messages.success(request, f"Miesiąc {settlement.month:%m.%Y} jest rozliczony.")
            return redirect(settlement)
    _note(request, f"podgląd rozliczenia {plan.scope.month:%m.%Y}", plan.lines)
    context = {
        "plan": plan,
        "form": form,
        "groups": by_facility(plan.lines),
        "sums": sums_of(plan.lines, form.extras),
        "extra_columns": form.payers,
    }
    return render(request, "programs/settlement_preview.html", context)


def _settle(request: HttpRequest, plan: Plan, form: SettleForm) -> Settlement:
    scope = plan.scope
    return actions.settle_month(
        by=request.user,
        program=scope.program,
        month=scope.month,
        edition=scope.edition,
        extras=form.extras,
        reason=form.cleaned_data.get("reason", ""),
        seen=form.cleaned_data["seen"],
        with_documents=True,
    )


@require_safe
@permission_required(["programs.view_settlement", PERSON], raise_exception=True)
def settlement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was settled: sums by payer, people by facility, corrections of earlier months."""
    settlement = settlement_or_404(pk)
    lines = lines_of(settlement)
    extras = {(extra.kind, extra.payer): extra.amount for extra in settlement.extras.all()}
    _note(request, f"rozliczenie nr {pk}", lines)
    scope = Scope(settlement.program, settlement.month, settlement.edition)
    sums, received = sums_of(lines, extras), settlement.refunds.received()
    context = {
        "settlement": settlement,
        "groups": by_facility(lines),
        "total": total_of(lines),
        "sums": sums,
        "may_correct": settlement.is_live and request.user.has_perms(CORRECTING),
        "costs": settlement.costs.all(),
        "documents": settlement.documents.defer("content").select_related("made_by"),
        "refunds": settlement.refunds.all(),
        "corrections": settlement.corrections.select_related(
            "enrolment__participant", "facility", "corrected_by"
        ),
        "without_hours": list(_without_hours(scope)) if settlement.is_live else [],
        "scope": scope,
        "again": None if settlement.is_live else scope.settled(),
        "received": received,
        "left": sums.asked - received,
        "overpaid": received - sums.asked,
    }
    return render(request, "programs/settlement_detail.html", context)


def _without_hours(scope: Scope):
    """Those who took part and have no hours yet: they enter by a correction."""
    parts = scope.without_hours().exclude(facility=None)
    return parts.select_related("participant").order_by("participant__sort_key", "pk")


def settlement_or_404(pk: int) -> Settlement:
    related = ("program", "edition", "agreement", "settled_by", "unlocked_by")
    return get_object_or_404(Settlement.objects.select_related(*related), pk=pk)


def lines_of(settlement: Settlement) -> list[SettlementLine]:
    """The lines as they are read: earlier months first, then by facility and name."""
    lines = settlement.lines.select_related(
        "facility", "enrolment__participant", "enrolment__edition__program"
    )
    return list(
        lines.order_by(
            "month", "facility__name", "facility", "enrolment__participant__sort_key", "pk"
        )
    )


def _note(request: HttpRequest, subject: str, lines) -> None:
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.LIST,
        subject=subject,
        participants=(line.enrolment.participant_id for line in lines),
    )
