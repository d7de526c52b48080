"""Days of work and of activities, entered for many people and days at once."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from mops.journal import action
from mops.models import User
from mops.saving import explained
from programs.actions.sheets import Cell, Conflict, Saved, SheetRefused, compared, last_writers
from programs.actions.worked import DayEntry, Worked, row_key
from programs.models import (
    Activity,
    Attendance,
    Edition,
    Enrolment,
    Program,
    WorkDay,
)
from programs.period import Period
from programs.presence import Presence
from programs.terms import signing_day
from programs.terms.settled import settled_months


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
    sheet = Worked(program, entries, enrolments, signing_day(edition))
    writes, others = compared(entries, sheet.standing)
    wrong = (unread or {}) | _misplaced(writes, enrolments, edition) | _settled(writes, edition)
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


def _settled(entries: list[DayEntry], edition: Edition) -> dict:
    """Cells of months for which allowances are already paid."""
    if not entries:
        return {}
    days = [entry.day for entry in entries]
    months = settled_months(edition.program, Period(min(days), max(days)), edition)
    return {
        entry.cell: f"miesiąc {entry.day:%m.%Y} jest już rozliczony"
        for entry in entries
        if entry.day.replace(day=1) in months
    }


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
