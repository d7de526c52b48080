"""Days of work and of activities, entered for many people and days at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from mops.journal import action
from mops.models import User
from mops.saving import explained
from programs.actions.sheets import Cell, Conflict, Saved, SheetRefused, compared, last_writers
from programs.limits import Limits, whole_weeks
from programs.models import (
    Activity,
    Attendance,
    Cost,
    Edition,
    Enrolment,
    Program,
    WorkDay,
    WorkMonth,
)
from programs.period import Period
from programs.presence import Presence, hours_text


@dataclass(frozen=True)
class DayEntry:
    """One person's day as typed; None where nothing is entered."""

    enrolment: int
    day: date
    was: Presence | None
    now: Presence | None
    facility: int | None = None
    row: str = ""
    """The row's key on the sheet, where it is not that of the enrolment and facility."""

    @property
    def cell(self) -> tuple[str, str]:
        row, day = self.key
        return self.row or row, day

    @property
    def key(self) -> tuple[str, str]:
        """Where the entry is kept: row by enrolment and facility, day."""
        return row_key(self.enrolment, self.facility), self.day.isoformat()

    @property
    def month(self) -> tuple:
        """The month of work to which the day belongs."""
        return self.enrolment, self.facility, self.day.replace(day=1)


def row_key(enrolment: int, facility: int | None = None) -> str:
    """The name of a person's row; at work one person has a row in each facility."""
    return f"{enrolment}-{facility}" if facility else str(enrolment)


@action
def record_work_days(
    *,
    by: User,
    edition: Edition,
    entries: Iterable[DayEntry],
    unread: Mapping[Cell, str] | None = None,
    reason: str = "",
    replaces_totals: bool = False,
) -> Saved:
    """Enter, correct or clear days of work in an edition; the months follow by themselves.

    Cells changed meanwhile by others are left and told of, the rest is saved. Raises SheetRefused,
    and saves nothing, with everything that is wrong: days outside the enrolment, in the future or
    in a settled month; limits exceeded without a reason; totals of months about to be replaced;
    the cells that could not be read as well.
    """
    # Whoever writes or settles hours of the programme meanwhile waits.
    program = Program.objects.select_for_update().get(pk=edition.program_id)
    entries = [entry for entry in entries if entry.now != entry.was]
    if not entries:
        return _nothing(unread)
    enrolments = _enrolments(edition, entries)
    sheet = _Worked(program, entries, enrolments)
    writes, others = compared(entries, sheet.standing)
    wrong = {
        **(unread or {}),
        **_misplaced(writes, enrolments, edition),
        **_settled(writes, program),
    }
    over = sheet.exceeded_by(writes)
    totals = sheet.totals_replaced_by(writes)
    asked = list(over.values()) if over and not reason.strip() else []
    if wrong or asked or (totals and not replaces_totals):
        raise SheetRefused(wrong, asked, [] if replaces_totals else totals)
    _write(WorkDay, writes, sheet.records, ["enrolment", "facility", "day"])
    sheet.keep_reasons(writes, over, reason.strip())
    return Saved(len(writes), _conflicts(WorkDay, others, ["enrolment_id", "facility_id", "day"]))


@action
def record_attendance(
    *,
    by: User,
    activity: Activity,
    entries: Iterable[DayEntry],
    unread: Mapping[Cell, str] | None = None,
) -> Saved:
    """Enter, correct or clear presence at an activity; cells changed by others are left, told of."""
    Activity.objects.select_for_update().get(pk=activity.pk)
    entries = [entry for entry in entries if entry.now != entry.was]
    if not entries:
        return _nothing(unread)
    enrolments = _enrolments(activity.edition, entries)
    known = activity.attendances.filter(
        enrolment__in=enrolments, day__in={entry.day for entry in entries}
    )
    records, standing = {}, {}
    for row in known:
        cell = row_key(row.enrolment_id), row.day.isoformat()
        records[cell], standing[cell] = row.pk, Presence.of(row)
    writes, others = compared(entries, standing)
    wrong = {**(unread or {}), **_misplaced(writes, enrolments, activity.edition)}
    for entry in writes:
        if not activity.covers(entry.day):
            wrong[entry.cell] = "zajęcia nie odbywały się w tym dniu"
    if wrong:
        raise SheetRefused(wrong)
    _write(Attendance, writes, records, ["activity", "enrolment", "day"], activity=activity)
    narrowed = {"activity_id": activity.pk}
    return Saved(len(writes), _conflicts(Attendance, others, ["enrolment_id", "day"], **narrowed))


def _nothing(unread: Mapping[Cell, str] | None) -> Saved:
    if unread:
        raise SheetRefused(unread)
    return Saved(0, [])


def _enrolments(edition: Edition, entries: list[DayEntry]) -> dict[int, Enrolment]:
    """The entries' enrolments, kept as they are until the end: nobody ends them meanwhile."""
    return (
        Enrolment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("participant")
        .filter(edition=edition)
        .in_bulk({entry.enrolment for entry in entries})
    )


def _misplaced(entries: list[DayEntry], enrolments: dict, edition: Edition) -> dict:
    today = timezone.localdate()
    wrong = {}
    for entry in entries:
        part = enrolments.get(entry.enrolment)
        if part is None:
            wrong[entry.cell] = "tej osoby nie ma już w tej edycji"
        elif not part.started_on <= entry.day <= (part.ended_on or edition.ends_on):
            wrong[entry.cell] = "w tym dniu ta osoba nie uczestniczyła"
        elif entry.day > today:
            wrong[entry.cell] = "ten dzień jeszcze nie nadszedł"
    return wrong


def _settled(entries: list[DayEntry], program: Program) -> dict:
    """Cells of months for which allowances are already paid."""
    if not entries:
        return {}
    days = [entry.day for entry in entries]
    months = settled_months(program, Period(min(days), max(days)))
    return {
        entry.cell: f"miesiąc {entry.day:%m.%Y} jest już rozliczony"
        for entry in entries
        if entry.day.replace(day=1) in months
    }


def settled_months(program: Program, period: Period) -> set[date]:
    """First days of the period's months whose hours are already turned into costs."""
    whole = Period(Period.of_month(period.start).start, Period.of_month(period.end).end)
    costs = Cost.objects.settling_hours(program, whole).values_list("period_from", "period_to")
    paid = {month for start, end in costs for month in Period(start, end).months()}
    return paid & set(whole.months())


def _write(model: type, entries: list[DayEntry], records: dict, key: list[str], **fields) -> None:
    """Insert and correct in one statement, clear in another."""
    typed = [entry for entry in entries if entry.now]
    cleared = [records[entry.key] for entry in entries if not entry.now]
    rows = [
        model(
            enrolment_id=entry.enrolment,
            **({"facility_id": entry.facility} if "facility" in key else {}),
            day=entry.day,
            mark=entry.now.mark,
            hours=entry.now.hours,
            **fields,
        )
        for entry in typed
    ]
    with explained(model):
        if rows:
            model.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=key, update_fields=["mark", "hours"]
            )
        if cleared:
            model.objects.filter(pk__in=cleared).delete()


def _conflicts(model: type, others: list[tuple], key: list[str], **narrowed) -> list[Conflict]:
    if not others:
        return []
    places = [entry for entry, _ in others]
    writers = last_writers(
        model,
        key,
        enrolment_id__in={entry.enrolment for entry in places},
        day__in={entry.day for entry in places},
        **narrowed,
    )
    told = []
    for entry, stands in others:
        values = (entry.enrolment, entry.facility, entry.day)
        writer = writers.get(values if "facility_id" in key else (entry.enrolment, entry.day))
        told.append(Conflict(entry, stands, writer or "spoza aplikacji"))
    return told


class _Worked:
    """What the people of some entries have worked in the weeks and months around these.

    Limits are of the person: days of all facilities and editions of the programme count.
    """

    def __init__(self, program: Program, entries: list[DayEntry], enrolments: dict) -> None:
        self.enrolments = enrolments
        days = [entry.day for entry in entries]
        months = Period(Period.of_month(min(days)).start, Period.of_month(max(days)).end)
        around = whole_weeks(months)
        people = {part.participant_id for part in enrolments.values()}
        whose = {"enrolment__participant__in": people, "enrolment__edition__program": program}
        self.hours: dict[int, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        self.records, self.days_of = {}, defaultdict(set)
        self.standing = {}
        # Bare values: there may be thousands.
        for person, part, place, day, mark, hours, pk in WorkDay.objects.filter(
            **whose, day__range=around.bounds
        ).values_list(
            "enrolment__participant", "enrolment", "facility", "day", "mark", "hours", "pk"
        ):
            cell = row_key(part, place), day.isoformat()
            self.records[cell], self.standing[cell] = pk, Presence(mark, hours)
            self.hours[person][day] += hours
            self.days_of[part, place, day.replace(day=1)].add(day)
        self.totals = {
            (row.enrolment_id, row.facility_id, row.month): row
            for row in WorkMonth.objects.filter(**whose, month__range=months.bounds).select_related(
                "enrolment"
            )
            if (row.enrolment_id, row.facility_id, row.month) not in self.days_of
        }
        self.limits = Limits.of(program, around)

    def totals_replaced_by(self, entries: list[DayEntry]) -> list[str]:
        """Months entered as a total that the entries turn into days."""
        replaced = {entry.month for entry in entries} & self.totals.keys()
        return sorted(
            f"{self.enrolments[month[0]].participant}, {month[2]:%m.%Y}: "
            f"{hours_text(self.totals[month].hours)} h"
            for month in replaced
        )

    def exceeded_by(self, entries: list[DayEntry]) -> dict[int, str]:
        """Limits that the entries make exceeded, or exceeded by more, in words by participant."""
        grown = defaultdict(list)
        for entry in entries:
            part = self.enrolments.get(entry.enrolment)
            if part is None:
                continue
            before = entry.was.hours if entry.was else Decimal(0)
            after = entry.now.hours if entry.now else Decimal(0)
            self.hours[part.participant_id][entry.day] += after - before
            if after > before:
                grown[part].append(entry.day)
        replaced = {entry.month for entry in entries}
        found = {}
        for part, days in grown.items():
            exceeded = self._exceeded(part.participant_id, days, replaced)
            if exceeded:
                found[part.participant_id] = f"{part.participant}, {'; '.join(exceeded)}"
        return found

    def _exceeded(self, person: int, days: list[date], replaced: set) -> list[str]:
        totals = defaultdict(Decimal)
        for month, row in self.totals.items():
            if row.enrolment.participant_id == person and month not in replaced:
                totals[row.month] += row.hours
        return self.limits.exceeded(self.hours[person], days, totals)

    def keep_reasons(self, entries: list[DayEntry], over: dict[int, str], reason: str) -> None:
        """Keep the reason with the months of those over a limit; drop those that no longer apply."""
        months = {entry.day.replace(day=1) for entry in entries}
        written = WorkMonth.objects.filter(month__in=months)
        exceeding = [pk for pk, part in self.enrolments.items() if part.participant_id in over]
        if exceeding:
            written.filter(enrolment__in=exceeding).update(override_reason=reason)
        replaced = {entry.month for entry in entries}
        days = [day for month in months for day in _days_of(month)]
        within = {
            entry.enrolment
            for entry in entries
            if not self._exceeded(self.enrolments[entry.enrolment].participant_id, days, replaced)
        }
        written.filter(enrolment__in=within).exclude(override_reason="").update(override_reason="")


def _days_of(month: date) -> list[date]:
    end = Period.of_month(month).end
    return [month + timedelta(n) for n in range((end - month).days + 1)]
