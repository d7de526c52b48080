"""Hours of a month, entered for everybody in an edition at once."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mops.listing import UnreadableQuery
from programs import actions
from programs.models import Cost, Edition
from programs.month_form import MonthForm, monthly_limit, rows_of
from programs.period import Period
from programs.views.steps import edition_or_404, entry_page, seen


@entry_page
@permission_required(
    [
        "programs.add_workmonth",
        "programs.change_workmonth",
        "participants.view_participant",
    ],
    raise_exception=True,
)
def edition_hours(request: HttpRequest, pk: int) -> HttpResponse:
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
            _save(request, edition, month, form)
        except ValidationError as refused:
            form = _typed_again(request, edition, month, refused)
        else:
            return redirect(f"{reverse('edition_hours', args=[pk])}?month={month:%Y-%m}")
    seen(request, f"Godziny {month:%m.%Y}", edition, (row.enrolment.participant_id for row in rows))
    context = {
        "edition": edition,
        "months": months,
        "month": month,
        "rows": rows,
        "form": form,
        "is_settled": Cost.objects.settling_hours(edition.program, Period.of_month(month)).exists(),
    }
    return render(request, "programs/edition_hours.html", context)


def _month(request: HttpRequest, months: list[date]) -> date:
    """The month asked for; else the last one of the edition that has begun."""
    if asked := request.GET.get("month"):
        for month in months:
            if f"{month:%Y-%m}" == asked:
                return month
        raise UnreadableQuery(f"Edycja nie trwa w miesiącu „{asked}”.")
    begun = [month for month in months if month <= timezone.localdate()]
    return begun[-1] if begun else months[0]


def _save(request: HttpRequest, edition: Edition, month: date, form: MonthForm) -> None:
    changed = actions.record_month(
        by=request.user, program=edition.program, month=month, entries=form.entries()
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
