"""The sheet of days of work in an edition."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Protocol

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from programs.actions.sheets import Cell
from programs.actions.worked import DayEntry, row_key
from programs.grids.days import with_week_sums
from programs.grids.sheet import Column, Row, Sheet, page_of_people
from programs.grids.typed import Change
from programs.limits import Limits, monday_of, whole_weeks
from programs.models import Edition, Facility, WorkDay, WorkMonth
from programs.period import Period
from programs.presence import Presence, hours_text
from programs.terms import signing_day
from programs.terms.settled import settled_months

ROW_SUM = Column(key="sum", label="Razem", name="suma miesiąca", sums="row")


def shown(hours: Decimal | None) -> str:
    """Hours as the sheet writes them."""
    return "" if hours is None else hours_text(hours)


def entry_of(change: Change, facility: Facility | None = None) -> DayEntry:
    """The change as the action takes it; raises ValidationError with a sentence for the cell."""
    number, _, place = change.row.partition("-")
    try:
        enrolment, place = int(number), int(place) if place else None
        day = date.fromisoformat(change.column)
    except ValueError as unreadable:
        raise ValidationError("tej komórki nie ma w arkuszu") from unreadable
    now = Presence.read(change.now)
    if place is None and facility is None:
        raise ValidationError("wybierz placówkę, w której ta osoba pracowała")
    return DayEntry(
        enrolment, day, Presence.read(change.was), now, place or facility.pk, row=change.row
    )


class _Part(Protocol):
    """What the sheet reads of an enrolment: bare values, a hundred models take thrice as long."""

    pk: int
    participant_id: int
    participant__last_name: str
    participant__first_name: str
    started_on: date
    ended_on: date | None
    facility_id: int | None
    facility__name: str | None


@dataclass
class _Known:
    """What is entered about the people of the page, in the weeks around what is shown."""

    days: dict = field(default_factory=lambda: defaultdict(dict))
    """Texts of cells by enrolment and facility, then by day."""
    elsewhere: dict = field(default_factory=lambda: defaultdict(lambda: defaultdict(Decimal)))
    """Hours by person and day, of other editions of the programme."""
    totals: dict = field(default_factory=dict)
    """Months entered as a whole: hours by enrolment and facility."""
    totals_elsewhere: dict = field(default_factory=lambda: defaultdict(Decimal))
    places: dict = field(default_factory=lambda: defaultdict(dict))
    """Names of facilities by enrolment."""


def load(edition: Edition, period: Period, page: int = 1) -> Sheet:
    """The sheet of a month, or of a week that may cross a month's end."""
    people = (
        edition.enrolments.during(period)
        .order_by("participant__sort_key", "started_on", "pk")
        .values_list(*_Part.__annotations__, named=True)
    )
    page = page_of_people(people, page)
    enrolments = list(page)
    around = whole_weeks(period)
    known = _known(edition, enrolments, period, around)
    days = list(period.days())
    closed_months = settled_months(edition.program, period, edition)
    closing = _Closing(days, edition.ends_on, closed_months)
    rows = [
        _row(part, place, closing, known) for part in enrolments for place in _places(part, known)
    ]
    columns = [*with_week_sums(days), ROW_SUM]
    limits = Limits.of(edition.program, around, signing_day(edition))
    facts = _facts(rows, period, known, limits)
    rows = [_summed(row, columns, facts) for row in rows]
    today = timezone.localdate()
    return Sheet(
        "hours",
        columns,
        rows,
        page,
        totals=_column_sums(rows, columns),
        facts=facts,
        opens_at=today.isoformat() if today in days else "",
    )


def _known(edition: Edition, enrolments: list[_Part], period: Period, around: Period) -> _Known:
    known = _Known()
    people = [part.participant_id for part in enrolments]
    mine = {part.pk for part in enrolments}
    whose = {
        "enrolment__participant__in": people,
        "enrolment__edition__program": edition.program_id,
    }
    first, last = Period.of_month(period.start), Period.of_month(period.end)
    # Whole months, since a day anywhere in one tells that its total is a sum of days.
    read = min(around.start - timedelta(days=7), first.start), max(around.end, last.end)
    worked = WorkDay.objects.filter(**whose, day__range=read).order_by()
    # Bare values: there may be thousands, and a model of each would take ten times as long.
    for person, part, place, name, day, mark, hours in worked.values_list(
        "enrolment__participant", "enrolment", *PLACE, "day", "mark", "hours"
    ):
        if part in mine:
            known.places[part][place] = name
            known.days[part, place][day] = _text(mark, hours)
        else:
            known.elsewhere[person][day] += hours
    months = WorkMonth.objects.filter(**whose, month__in=list(period.months())).order_by()
    for person, part, place, name, month, hours in months.values_list(
        "enrolment__participant", "enrolment", *PLACE, "month", "hours"
    ):
        if part in mine:
            known.places[part][place] = name
            if not any(day.replace(day=1) == month for day in known.days.get((part, place), ())):
                known.totals[part, place, month] = hours
        elif not any(day.replace(day=1) == month for day in known.elsewhere[person]):
            known.totals_elsewhere[person] += hours
    return known


PLACE = ("facility", "facility__name")


@lru_cache(maxsize=2600)
def _text(mark: str, hours: Decimal) -> str:
    """What a cell says; a sheet has thousands of cells and few different texts."""
    return str(Presence(mark, hours))


def _places(part: _Part, known: _Known) -> list[tuple[int | None, str]]:
    """Facilities where the person worked, and the one to which she is assigned."""
    places = dict(known.places[part.pk])
    if part.facility_id:
        places[part.facility_id] = part.facility__name
    return sorted(places.items(), key=itemgetter(1)) or [(None, "placówki nie wyznaczono")]


class _Closing:
    """Which days are closed to whom, and why; reckoned once for all who take part as long."""

    def __init__(self, days: list[date], edition_ends_on: date, closed_months) -> None:
        self._edition_ends_on = edition_ends_on
        self._everybody = {}
        today = timezone.localdate()
        for day in days:
            self._everybody[day] = (
                "jeszcze nie nadszedł"
                if day > today
                else "rozliczone"
                if day.replace(day=1) in closed_months
                else ""
            )
        self._found = {}

    def of(self, part: _Part) -> dict[str, str]:
        """Reasons by the days' columns."""
        first, last = part.started_on, part.ended_on or self._edition_ends_on
        if (first, last) not in self._found:
            reasons = (
                (day, why if first <= day <= last else "poza udziałem")
                for day, why in self._everybody.items()
            )
            self._found[first, last] = {day.isoformat(): why for day, why in reasons if why}
        return self._found[first, last]


def _row(part: _Part, place: tuple[int | None, str], closing: _Closing, known: _Known) -> Row:
    key = part.pk, place[0]
    return Row(
        key=row_key(*key),
        name=f"{part.participant__last_name} {part.participant__first_name}",
        url=reverse("enrolment_detail", args=[part.pk]),
        detail=place[1],
        person=part.participant_id,
        texts={day.isoformat(): text for day, text in known.days.get(key, {}).items()},
        closed=closing.of(part),
        note=_note(key, known),
    )


def _note(key: tuple, known: _Known) -> str:
    """What is said of a row whose months were entered as totals."""
    totals = {month: hours for (*row, month), hours in known.totals.items() if tuple(row) == key}
    told = (f"{month:%m.%Y}: {shown(hours)} h" for month, hours in sorted(totals.items()))
    return f"wpisano sumę miesiąca {', '.join(told)}" if totals else ""


@lru_cache(maxsize=2600)
def hours_in(text: str) -> Decimal:
    """Hours that a cell's text counts for."""
    return Decimal(text.replace(",", ".")) if text[:1].isdigit() else Decimal(0)


def _facts(rows: list[Row], period: Period, known: _Known, limits: Limits) -> dict:
    """Hours that count towards limits and stand outside the visible cells."""
    outside = defaultdict(lambda: defaultdict(Decimal))
    month_outside = defaultdict(Decimal, known.totals_elsewhere)
    earlier = {}
    for row in rows:
        before = {}
        for key, text in row.texts.items():
            day = date.fromisoformat(key)
            if not period.start <= day <= period.end:
                outside[row.person][monday_of(day).isoformat()] += hours_in(text)
                before[key] = text
        earlier[row.key] = before
    for person, worked in known.elsewhere.items():
        for day, hours in worked.items():
            outside[person][monday_of(day).isoformat()] += hours
            if period.start <= day <= period.end:
                month_outside[person] += hours
    return {
        "outside": {person: _numbers(by_week) for person, by_week in outside.items()},
        "monthOutside": _numbers(month_outside),
        "earlier": earlier,
        "totals": {
            row_key(part, place): float(hours)
            for (part, place, month), hours in known.totals.items()
            if month == period.start
        },
        **_limits(period, limits),
    }


def _numbers(hours: dict) -> dict:
    """Hours as the script takes them; sheets have no more than two decimal places."""
    return {key: float(value) for key, value in hours.items()}


def _limits(period: Period, limits: Limits) -> dict:
    weeks = {monday_of(day) for day in period.days()}
    known = {week.isoformat(): limits.of_week(week) for week in sorted(weeks)}
    month = limits.of_month(period.start)
    return {
        "weekLimits": _numbers({week: limit for week, limit in known.items() if limit is not None}),
        "monthLimit": None if month is None else float(month),
    }


def _summed(row: Row, columns: list[Column], facts: dict) -> Row:
    """The row with its sums; a week's sum counts the days that lie in the neighbouring month."""
    texts = dict(row.texts)
    outside = facts["outside"].get(row.person, {})
    weeks = defaultdict(list)
    for column in columns:
        if not column.sums and (text := texts.get(column.key)):
            weeks[column.group].append(hours_in(text))
        elif column.sums == "week":
            own, away = weeks.get(column.group), outside.get(column.group)
            if own or away:
                texts[column.key] = shown(sum(own or (), Decimal(str(away or 0))))
    if weeks:
        texts[ROW_SUM.key] = shown(sum(sum(week) for week in weeks.values()))
    elif row.key in facts["totals"]:
        texts[ROW_SUM.key] = shown(Decimal(str(facts["totals"][row.key])))
    return replace(row, texts=texts)


def like_the_week_before(sheet: Sheet) -> dict[Cell, str]:
    """Hours for the empty cells of working days, as they were seven days before."""
    filled = {}
    for row in sheet.rows:
        for column in sheet.typed_columns:
            before = (date.fromisoformat(column.key) - timedelta(days=7)).isoformat()
            text = row.texts.get(before, "")
            is_empty = column.key not in row.texts and column.key not in row.closed
            if is_empty and not column.is_free and text[:1].isdigit():
                filled[row.key, column.key] = text
    return filled


def _column_sums(rows: list[Row], columns: list[Column]) -> dict[str, str]:
    sums = {}
    for column in columns:
        if column.sums != "week":
            texts = [row.texts[column.key] for row in rows if row.texts.get(column.key)]
            sums[column.key] = shown(sum(map(hours_in, texts))) if texts else ""
    return sums
