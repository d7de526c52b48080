"""Hours of work: a month by days, a week without the script, totals of a month, the whole edition."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mops.listing import UnreadableQuery, page_number
from mops.widgets import LongSelect
from programs import actions
from programs.actions.sheets import Saved
from programs.forms.month import MonthForm, monthly_limit, rows_of
from programs.grids import overview, work
from programs.grids.plain import PlainSheet
from programs.grids.sheet import Sheet
from programs.grids.typed import Reading, changes_from_script, told
from programs.limits import monday_of
from programs.models import Edition, Facility, Settlement
from programs.period import Period
from programs.settlement.scope import Scope
from programs.terms.settled import settled_months
from programs.views.steps import edition_or_404, entry_page, seen

MAY_ENTER = [
    "programs.add_workmonth",
    "programs.change_workmonth",
    "programs.add_workday",
    "programs.change_workday",
    "participants.view_participant",
]
may_enter = permission_required(MAY_ENTER, raise_exception=True)


@dataclass(frozen=True)
class Week:
    """A week of an edition, as the page links to it."""

    monday: date

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


@entry_page
@may_enter
def edition_hours(request: HttpRequest, pk: int) -> HttpResponse:
    """A month by days; the script's changes are answered with what came of them."""
    edition = edition_or_404(pk)
    months = list(Period(edition.starts_on, edition.ends_on).months())
    month = _month(request, months)
    if request.method == "POST":
        if "changes" not in request.POST:
            return redirect(f"{request.path}?month={month:%Y-%m}")
        return told(
            partial(_save, request, edition, changes_from_script(request)),
            lambda presence: str(presence or ""),
        )
    sheet = work.load(edition, Period.of_month(month), page_number(request))
    seen(request, f"Godziny {month:%m.%Y}", edition, (row.person for row in sheet.rows))
    context = {
        "edition": edition,
        "months": months,
        "month": month,
        "sheet": sheet,
        "weeks": _weeks(edition, Period.of_month(month)),
        "week_limits": sorted(set(sheet.facts["weekLimits"].values())),
        "is_settled": _is_settled(sheet),
        "settlement": _settlement(edition, month) if _is_settled(sheet) else None,
        "facility_list": _facility_list(sheet),
    }
    return render(request, "programs/edition_hours.html", context)


@entry_page
@may_enter
def edition_week(request: HttpRequest, pk: int) -> HttpResponse:
    """A week in plain inputs, for browsers without the script and for narrow screens."""
    edition = edition_or_404(pk)
    monday = _monday(request, edition)
    shown = Period(monday, monday + timedelta(days=6))
    plain = PlainSheet.of(request, partial(work.load, edition, shown, page_number(request)))
    if request.method == "POST" and plain.save(partial(_save, request, edition)):
        messages.success(request, f"Tydzień jest zapisany. Zmienione wpisy: {plain.saved.changed}.")
        return redirect(f"{request.path}?monday={monday}")
    if request.method == "GET" and request.GET.get("like") == "previous":
        plain.typed = work.like_the_week_before(plain.sheet)
    sheet = plain.sheet
    seen(
        request, f"Godziny tygodnia {monday:%d.%m.%Y}", edition, (row.person for row in sheet.rows)
    )
    context = {
        "edition": edition,
        "week": Week(monday),
        "neighbours": _neighbours(edition, monday),
        "month": max(monday, edition.starts_on).replace(day=1),
        "plain": plain,
        "sheet": sheet,
        "facility_list": _facility_list(sheet, plain.facility),
    }
    return render(request, "programs/edition_week.html", context)


def _save(request: HttpRequest, edition: Edition, changes: list) -> Saved:
    facility = _facility(request)
    reading = Reading.of(changes, partial(work.entry_of, facility=facility))
    return actions.record_work_days(
        by=request.user,
        edition=edition,
        entries=reading.entries,
        unread=reading.unread,
        reason=request.POST.get("reason", "")[:300],
        replaces_totals=request.POST.get("replaces_totals") == "on",
    )


def _facility(request: HttpRequest) -> Facility | None:
    """The facility of those who have none of their own."""
    number = request.POST.get("facility", "")
    return Facility.objects.filter(pk=number).first() if number.isdecimal() else None


def _facility_list(sheet: Sheet, chosen: str = "") -> str:
    """The list from which those who have no facility get one; nothing where all have theirs."""
    if all("-" in row.key for row in sheet.rows):
        return ""
    choices = [("", "wybierz placówkę"), *Facility.objects.values_list("pk", "name")]
    widget = LongSelect({"class": "form-select", "id": "id_facility"}, choices)
    return widget.render("facility", chosen)


def _settlement(edition: Edition, month: date) -> Settlement | None:
    """Where the month's hours were settled, if that was here."""
    return Scope(edition.program, month, edition).settled()


def _is_settled(sheet) -> bool:
    return any("rozliczone" in row.closed.values() for row in sheet.rows)


def _month(request: HttpRequest, months: list[date]) -> date:
    """The month asked for; else the last one of the edition that has begun."""
    if asked := request.GET.get("month"):
        for month in months:
            if f"{month:%Y-%m}" == asked:
                return month
        raise UnreadableQuery(f"Edycja nie trwa w miesiącu „{asked}”.")
    return _last_begun(months)


def _last_begun(months: list[date]) -> date:
    """The month that the clerk most likely wants; the first where none has begun."""
    begun = [month for month in months if month <= timezone.localdate()]
    return begun[-1] if begun else months[0]


def _monday(request: HttpRequest, edition: Edition) -> date:
    """The week asked for; else the last one of the edition that has begun."""
    if asked := request.GET.get("monday"):
        for week in _weeks(edition, Period(edition.starts_on, edition.ends_on)):
            if week.monday.isoformat() == asked:
                return week.monday
        raise UnreadableQuery(f"Edycja nie trwa w tygodniu „{asked}”.")
    last = min(max(timezone.localdate(), edition.starts_on), edition.ends_on)
    return monday_of(last)


def _neighbours(edition: Edition, monday: date) -> tuple[Week | None, Week | None]:
    """The weeks before and after, where the edition lasts in them."""
    weeks = _weeks(edition, Period(edition.starts_on, edition.ends_on))
    place = weeks.index(Week(monday))
    after = weeks[place + 1] if place + 1 < len(weeks) else None
    return weeks[place - 1] if place else None, after


def _weeks(edition: Edition, period: Period) -> list[Week]:
    """The edition's weeks that touch the period."""
    start = max(period.start, edition.starts_on)
    end = min(period.end, edition.ends_on)
    first = monday_of(start)
    return [Week(first + timedelta(days=n)) for n in range(0, (end - first).days + 1, 7)]


@entry_page
@may_enter
def edition_totals(request: HttpRequest, pk: int) -> HttpResponse:
    """Hours of a month entered as one number a person."""
    edition = edition_or_404(pk)
    months = list(Period(edition.starts_on, edition.ends_on).months())
    month = _month(request, months)
    rows = rows_of(edition, month)
    form = MonthForm(
        request.POST if request.method == "POST" else None,
        rows=rows,
        limit=monthly_limit(edition, month),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _save_totals(request, edition, month, form)
        except ValidationError as refused:
            form = _typed_again(request, edition, month, refused)
        else:
            return redirect(f"{reverse('edition_totals', args=[pk])}?month={month:%Y-%m}")
    seen(request, f"Godziny {month:%m.%Y}", edition, (row.enrolment.participant_id for row in rows))
    is_settled = month in settled_months(edition.program, Period.of_month(month), edition)
    context = {
        "edition": edition,
        "months": months,
        "month": month,
        "rows": rows,
        "form": form,
        "is_settled": is_settled,
        "settlement": _settlement(edition, month) if is_settled else None,
    }
    return render(request, "programs/edition_totals.html", context)


def _save_totals(request: HttpRequest, edition: Edition, month: date, form: MonthForm) -> None:
    changed = actions.record_month(
        by=request.user,
        edition=edition,
        month=month,
        entries=form.entries(),
        over=[person.pk for person in form.over],
        reason=form.cleaned_data["reason"],
    )
    messages.success(
        request, f"Godziny {month:%m.%Y} są zapisane. Zmienione wpisy: {len(changed)}."
    )


def _typed_again(request: HttpRequest, edition: Edition, month: date, refused) -> MonthForm:
    """What was typed over what stands there now: whoever saves again knows what is replaced."""
    rows = rows_of(edition, month)
    typed = request.POST.copy()
    for row in rows:
        typed[f"was-{row.key}"] = "" if row.hours is None else str(row.hours)
    form = MonthForm(typed, rows=rows, limit=monthly_limit(edition, month))
    form.add_error(None, refused)
    return form


@require_safe
@permission_required(
    ["programs.view_workmonth", "programs.view_edition", "participants.view_participant"],
    raise_exception=True,
)
def edition_hours_overview(request: HttpRequest, pk: int) -> HttpResponse:
    """People by months of the whole edition."""
    edition = edition_or_404(pk)
    table = overview.load(edition, page_number(request))
    seen(request, "Godziny w miesiącach", edition, (row.person for row in table.rows))
    context = {
        "edition": edition,
        "table": table,
        "month": _last_begun(table.months),
        "may_enter": request.user.has_perms(MAY_ENTER),
    }
    return render(request, "programs/edition_hours_overview.html", context)
