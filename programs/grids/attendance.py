"""The sheet of presence at an activity: people by the days on which it took place."""

from collections import defaultdict
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from programs.actions.worked import DayEntry, row_key
from programs.grids.days import column_of
from programs.grids.sheet import Column, Row, Sheet, page_of_people
from programs.grids.typed import Change
from programs.grids.work import hours_in, shown
from programs.models import Activity, Attendance, Enrolment
from programs.period import Period
from programs.presence import Presence

ROW_SUM = Column(key="sum", label="Razem", name="suma godzin", sums="row")


def entry_of(change: Change) -> DayEntry:
    """The change as the action takes it; raises ValidationError with a sentence for the cell."""
    try:
        enrolment, day = int(change.row), date.fromisoformat(change.column)
    except ValueError as unreadable:
        raise ValidationError("tej komórki nie ma w arkuszu") from unreadable
    return DayEntry(enrolment, day, Presence.read(change.was), Presence.read(change.now))


def sessions(activity: Activity, period: Period) -> set[date]:
    """Days of the period for which anybody's presence is entered."""
    days = activity.attendances.filter(day__range=period.bounds)
    return set(days.order_by().values_list("day", flat=True).distinct())


def load(activity: Activity, period: Period, days: set[date], page: int = 1) -> Sheet:
    """The sheet of some days of the period, for everybody who then was in the edition."""
    edition = activity.edition
    people = (
        edition.enrolments.during(period)
        .select_related("participant")
        .order_by("participant__sort_key", "started_on", "pk")
    )
    page = page_of_people(people, page)
    enrolments = list(page)
    texts = defaultdict(dict)
    known = Attendance.objects.filter(activity=activity, enrolment__in=enrolments, day__in=days)
    for part, day, mark, hours in known.order_by().values_list("enrolment", "day", "mark", "hours"):
        texts[part][day.isoformat()] = str(Presence(mark, hours))
    columns = [*(column_of(day, with_month=True) for day in sorted(days)), ROW_SUM]
    rows = [_row(part, activity, sorted(days), texts[part.pk]) for part in enrolments]
    totals = {
        column.key: shown(sum(map(hours_in, entered))) if entered else ""
        for column in columns
        for entered in [[row.texts[column.key] for row in rows if row.texts.get(column.key)]]
    }
    return Sheet("hours", columns, rows, page, totals=totals)


def _row(part: Enrolment, activity: Activity, days: list[date], texts: dict[str, str]) -> Row:
    last = part.ended_on or activity.edition.ends_on
    closed = {}
    for day in days:
        if not part.started_on <= day <= last:
            closed[day.isoformat()] = "poza udziałem"
        elif day > timezone.localdate():
            closed[day.isoformat()] = "jeszcze nie nadszedł"
    if texts:
        texts["sum"] = shown(sum(map(hours_in, list(texts.values()))))
    return Row(
        key=row_key(part.pk),
        name=str(part.participant),
        url=part.get_absolute_url(),
        detail="",
        person=part.participant_id,
        texts=texts,
        closed=closed,
    )
