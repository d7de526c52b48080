"""A programme's costs of a year, month by month, in a sheet."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models.functions import ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mops.listing import UnreadableQuery
from programs import actions
from programs.actions.sheets import Saved
from programs.amounts import written
from programs.grids import costs
from programs.grids.plain import PlainSheet
from programs.grids.typed import Reading, changes_from_script, told
from programs.models import Cost, Payer, Program
from programs.period import FIRST_YEAR, Period
from programs.views.steps import entry_page

may_enter = permission_required(
    ["programs.view_cost", "programs.add_cost", "programs.change_cost"], raise_exception=True
)


@require_safe
@may_enter
def cost_months(request: HttpRequest) -> HttpResponse:
    """Go to this year's sheet of the programme whose costs are entered by month."""
    programs = list(Program.objects.all())
    if not programs:
        messages.info(request, "Najpierw trzeba wpisać program. Robi to administrator.")
        return redirect("cost_list")
    program = min(programs, key=lambda one: one.kind != Program.Kind.PUBLIC_WORKS)
    return redirect("program_costs", pk=program.pk, year=timezone.localdate().year)


@entry_page
@may_enter
def program_costs(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    program = _program_or_404(pk, year)
    if request.method == "POST":
        if "changes" not in request.POST:
            return redirect(request.get_full_path())
        return told(partial(_save, request, program, year, changes_from_script(request)), written)
    added = _added(request)
    year_of_costs = costs.load(program, year, added)
    context = {
        **_frame(program, year),
        "sheet": year_of_costs.sheet,
        "uncovered": costs.uncovered(year_of_costs.sheet),
        "beside": year_of_costs.beside,
        "beside_total": year_of_costs.beside_total,
        "months": _begun(year),
        "added": [costs.key_of(pair) for pair in added],
        "kinds": [choice for choice in Cost.Kind.choices if choice[0] != Cost.Kind.ALLOWANCES],
        "payers": Payer.choices,
    }
    return render(request, "programs/program_costs.html", context)


@entry_page
@may_enter
def program_costs_month(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """One month in plain inputs, for browsers without the script and for narrow screens."""
    program = _program_or_404(pk, year)
    month = _month(request, year)
    plain = PlainSheet.of(
        request,
        lambda: costs.load(program, year, _added(request), only=month).sheet,
        show=written,
    )
    if request.method == "POST" and plain.save(partial(_save, request, program, year)):
        messages.success(request, f"Koszty są zapisane. Zmienione kwoty: {plain.saved.changed}.")
        return redirect(f"{request.path}?month={month:%Y-%m}")
    if request.method == "GET" and request.GET.get("like") == "previous":
        plain.typed = _like_previous(plain, month)
    context = {**_frame(program, year), "month": month, "months": _begun(year), "plain": plain}
    return render(request, "programs/program_costs_month.html", context)


def _program_or_404(pk: int, year: int) -> Program:
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404("Kosztów tego roku nie można wpisywać. Wybierz rok, który już się zaczął.")
    return get_object_or_404(Program, pk=pk)


def _frame(program: Program, year: int) -> dict:
    return {
        "program": program,
        "year": year,
        "years": _years(program, year),
        "programs": Program.objects.all(),
        "back": reverse("program_costs", args=[program.pk, year]),
    }


def _years(program: Program, year: int) -> list[int]:
    """Years close to this one, and all in which the programme has costs."""
    this_year = timezone.localdate().year
    near = range(max(year - 2, FIRST_YEAR), min(year + 2, this_year) + 1)
    costs = program.costs.order_by().values_list(ExtractYear("period_from"), flat=True)
    return sorted({*near, *costs.distinct()})


def _begun(year: int) -> list[date]:
    today = timezone.localdate()
    return [month for month in Period.of_year(year).months() if month <= today]


def _added(request: HttpRequest) -> list[tuple[str, str]]:
    """Rows that the address adds to those already used."""
    keys = request.GET.getlist("row")
    if request.GET.get("kind") and request.GET.get("payer"):
        keys.append(f"{request.GET['kind']}-{request.GET['payer']}")
    try:
        return [costs.pair_of(key) for key in keys]
    except ValidationError as unknown:
        raise UnreadableQuery("Nie ma takiego rodzaju kosztu albo płatnika.") from unknown


def _month(request: HttpRequest, year: int) -> date:
    """The month asked for, else the last one that has begun."""
    months = _begun(year)
    asked = request.GET.get("month")
    for month in months:
        if asked == f"{month:%Y-%m}":
            return month
    if asked:
        raise UnreadableQuery(f"Kosztów miesiąca „{asked}” nie można tu wpisywać.")
    return months[-1]


def _like_previous(plain: PlainSheet, month: date) -> dict:
    """Amounts of the month before for the cells that are empty."""
    program, year = plain.request.resolver_match.kwargs["pk"], month.year
    before = (
        Cost.objects.filter(program=program, is_monthly=True)
        .filter(period_from=date(year - (month.month == 1), (month.month - 2) % 12 + 1, 1))
        .values_list("kind", "payer", "amount")
    )
    open_cells = {
        row.key for row in plain.sheet.rows if not {f"{month}"} & (row.texts.keys() | row.closed)
    }
    return {
        (f"{kind}-{payer}", f"{month}"): written(amount)
        for kind, payer, amount in before
        if f"{kind}-{payer}" in open_cells
    }


def _save(request: HttpRequest, program: Program, year: int, changes: list) -> Saved:
    reading = Reading.of(changes, costs.entry_of)
    outside = {
        entry.cell: "ten miesiąc jest w innym roku"
        for entry in reading.entries
        if entry.month.year != year
    }
    return actions.record_monthly_costs(
        by=request.user,
        program=program,
        entries=reading.entries,
        unread=reading.unread | outside,
        confirms_unusual=bool(request.POST.get("confirms_unusual")),
    )
