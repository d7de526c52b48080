"""Days of work as typed, and what their people have worked around them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.limits import Limits, whole_weeks
from programs.models import Program, WorkDay, WorkMonth
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


class Worked:
    """What the people of some entries have worked in the weeks and months around these.

    Limits are of the person: days of all facilities and editions of the programme count.
    """

    def __init__(
        self,
        program: Program,
        entries: list[DayEntry],
        enrolments: dict,
        signed_on: date | None,
    ) -> None:
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
        self.limits = Limits.of(program, around, signed_on)

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
        days = [day for month in months for day in Period.of_month(month).days()]
        within = {
            entry.enrolment
            for entry in entries
            if not self._exceeded(self.enrolments[entry.enrolment].participant_id, days, replaced)
        }
        written.filter(enrolment__in=within).exclude(override_reason="").update(override_reason="")
