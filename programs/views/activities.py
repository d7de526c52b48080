"""Forms of support offered in an edition, and who was present."""

from datetime import date
from functools import partial
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from mops.listing import UnreadableQuery, page_number
from mops.once import OnceForm, once
from participants.forms.days import UNREADABLE, DayField
from programs import actions
from programs.actions.sheets import Saved
from programs.forms.activities import ActivityForm
from programs.grids import attendance
from programs.grids.plain import PlainSheet
from programs.grids.typed import Reading, changes_from_script, told
from programs.models import Activity
from programs.period import Period
from programs.views.editing import correct, enter
from programs.views.steps import edition_or_404, entry_page, seen

FORM = "programs/activity_form.html"

may_mark = permission_required(
    ["programs.add_attendance", "programs.change_attendance", "participants.view_participant"],
    raise_exception=True,
)


def _activity_or_404(pk: int) -> Activity:
    return get_object_or_404(Activity.objects.select_related("edition__program"), pk=pk)


@entry_page
@permission_required("programs.add_activity", raise_exception=True)
@once
def activity_add(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_or_404(pk)
    form = ActivityForm(
        request.POST if request.method == "POST" else None, initial={"starts_on": edition.starts_on}
    )

    def run() -> str:
        activity = actions.plan_activity(by=request.user, edition=edition, **form.plan)
        return reverse("activity_attendance", args=[activity.pk])

    done = "Zajęcia są dodane. Można wpisywać obecność."
    return enter(request, form, run, done=done, template=FORM, edition=edition)


@entry_page
@permission_required("programs.change_activity", raise_exception=True)
@once
def activity_edit(request: HttpRequest, pk: int) -> HttpResponse:
    activity = _activity_or_404(pk)

    def run(form: ActivityForm) -> str:
        actions.change_activity(
            by=request.user, activity=activity, shown=form.shown_values, **form.plan
        )
        return f"{activity.edition.get_absolute_url()}#zajecia"

    context = {"edition": activity.edition, "activity": activity}
    done = "Zmiany w zajęciach są zapisane."
    return correct(request, activity, ActivityForm, run, done=done, template=FORM, **context)


@entry_page
@permission_required("programs.change_activity", raise_exception=True)
@once
def activity_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask by name before an activity entered by mistake is removed."""
    activity = _activity_or_404(pk)
    if request.method == "POST":
        back = f"{activity.edition.get_absolute_url()}#zajecia"
        try:
            actions.remove_activity(by=request.user, activity=activity)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, "Zajęcia są usunięte.")
        return redirect(back)
    context = {
        "activity": activity,
        "edition": activity.edition,
        "has_attendance": activity.attendances.exists(),
        "form": OnceForm(),
    }
    return render(request, "programs/activity_remove.html", context)


@entry_page
@may_mark
def activity_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Presence in a month, by the days on which people met."""
    activity = _activity_or_404(pk)
    if request.method == "POST":
        if "changes" not in request.POST:
            return redirect(request.get_full_path())
        return told(
            partial(_save, request, activity, changes_from_script(request)),
            lambda presence: str(presence or ""),
        )
    added, refused = _meetings_added(request, activity)
    months = list(_whole(activity).months())
    month = _month(request, months, added)
    period = Period.of_month(month)
    days = attendance.sessions(activity, period) | {
        day for day in added if period.start <= day <= period.end
    }
    sheet = attendance.load(activity, period, days, page_number(request))
    seen(request, f"Obecność {month:%m.%Y}", activity.edition, (row.person for row in sheet.rows))
    context = {
        "activity": activity,
        "edition": activity.edition,
        "months": months,
        "month": month,
        "days": sorted(days),
        "added": added,
        "refused": refused,
        "sheet": sheet,
        "bounds": _whole(activity),
        "session_hours": _usual_hours(sheet),
    }
    return render(request, "programs/activity_attendance.html", context)


@entry_page
@may_mark
def activity_day(request: HttpRequest, pk: int) -> HttpResponse:
    """One day in plain inputs, for browsers without the script and for narrow screens."""
    activity = _activity_or_404(pk)
    day = _day(activity, request.GET.get("day", _whole(activity).start.isoformat()))
    plain = PlainSheet.of(
        request, partial(attendance.load, activity, Period(day, day), {day}, page_number(request))
    )
    if request.method == "POST" and plain.save(partial(_save, request, activity)):
        messages.success(
            request, f"Obecność jest zapisana. Zmienione wpisy: {plain.saved.changed}."
        )
        return redirect(f"{request.path}?day={day}")
    seen(
        request,
        f"Obecność {day:%d.%m.%Y}",
        activity.edition,
        (row.person for row in plain.sheet.rows),
    )
    context = {"activity": activity, "edition": activity.edition, "day": day, "plain": plain}
    return render(request, "programs/activity_day.html", context)


def _save(request: HttpRequest, activity: Activity, changes: list) -> Saved:
    reading = Reading.of(changes, attendance.entry_of)
    return actions.record_attendance(
        by=request.user, activity=activity, entries=reading.entries, unread=reading.unread
    )


def _whole(activity: Activity) -> Period:
    return Period(
        activity.starts_on, activity.ends_on or max(activity.edition.ends_on, activity.starts_on)
    )


class Refused(NamedTuple):
    """What was typed for a day, and what is wrong with it."""

    text: str
    why: str


def _meetings_added(request: HttpRequest, activity: Activity) -> tuple[list[date], Refused | None]:
    """Days that the address adds to those entered; the last one typed that cannot be added."""
    added, refused = [], None
    for text in request.GET.getlist("day"):
        try:
            added.append(_day(activity, text))
        except UnreadableQuery as wrong:
            refused = Refused(text, str(wrong))
    return added, refused


def _day(activity: Activity, text: str) -> date:
    try:
        day = DayField().clean(text)
    except ValidationError as unreadable:
        raise UnreadableQuery(f"„{text}” nie jest dniem. {UNREADABLE}") from unreadable
    if not activity.covers(day):
        raise UnreadableQuery(f"Zajęcia nie odbywają się {day:%d.%m.%Y}. Zmień najpierw ich daty.")
    return day


def _month(request: HttpRequest, months: list[date], added: list[date]) -> date:
    """The month asked for, else that of the day added, else the last one that has begun."""
    if asked := request.GET.get("month"):
        for month in months:
            if f"{month:%Y-%m}" == asked:
                return month
        raise UnreadableQuery(f"Zajęcia nie trwają w miesiącu „{asked}”.")
    if added:
        return added[-1].replace(day=1)
    begun = [month for month in months if month <= timezone.localdate()]
    return begun[-1] if begun else months[0]


def _usual_hours(sheet) -> str:
    """The length of a meeting that stands in most cells."""
    texts = [
        row.texts[column.key]
        for row in sheet.rows
        for column in sheet.typed_columns
        if row.texts.get(column.key, "")[:1].isdigit()
    ]
    return max(texts, key=texts.count) if texts else ""
