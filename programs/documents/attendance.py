"""The list on which people sign that they came: a month of an edition or of a facility."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mops import typography
from mops.models import Centre
from programs.documents import paper, values
from programs.documents.fields import examples
from programs.documents.kinds import Kind
from programs.documents.texts import Letter, Text
from programs.models import Activity, DocumentTemplate, Edition, Enrolment, Facility, Program
from programs.period import Period
from programs.working_days import working_days

TITLE = "Lista obecności"
DAYS_TO_SIGN_IN = 6
"""Up to so many days each column is wide enough for a signature."""
WITH_HOURS = (Program.Kind.PSU, Program.Kind.PAI)
"""Programmes in which hours of work are counted, every month."""
WEEKDAYS = ("pn", "wt", "śr", "cz", "pt", "sb", "nd")


@dataclass(frozen=True)
class Day:
    """A column of the list."""

    on: date

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.on.weekday()]


@dataclass(frozen=True)
class Row:
    """A person's line: her name and, day by day, whether she takes part at all."""

    name: str
    beside: str
    takes_part: tuple[bool, ...]


@dataclass(frozen=True)
class Sheet:
    """A list ready for print."""

    centre: Centre
    letter: Letter
    days: tuple[Day, ...]
    rows: tuple[Row, ...]
    has_hours: bool

    @property
    def has_outsiders(self) -> bool:
        """Somebody takes no part on some of the days."""
        return not all(all(row.takes_part) for row in self.rows)

    @property
    def has_signatures(self) -> bool:
        """With many days there is room for a sign only, and one signature at the end."""
        return len(self.days) > DAYS_TO_SIGN_IN


class NobodyThen(Exception):
    """Nobody's enrolment touches the days of the list, or there are no days; says so in Polish."""


def of_edition(
    edition: Edition,
    month: date,
    *,
    facility: Facility | None = None,
    activity: Activity | None = None,
    every_day: bool = False,
) -> tuple[list[Enrolment], Sheet]:
    """The enrolments and the list of an edition's month; raises NobodyThen."""
    days = days_of(month, activity, every_day=every_day)
    enrolments = edition.enrolments.during(Period.of_month(month))
    if facility:
        enrolments = enrolments.filter(facility=facility)
    enrolments = _in_order(enrolments)
    _refuse_empty(enrolments, days, month)
    known = {
        **values.of_edition(edition),
        "miesiąc": typography.month_year(month),
        "placówka": facility.name if facility else "",
        "zajęcia": activity.name if activity else "",
    }
    heading = [("Program", f"{edition.program.name}, edycja {edition.roman_number}")]
    return enrolments, _sheet(
        known, heading, enrolments, days, edition.program, has_hours=not activity
    )


def of_facility(
    facility: Facility, month: date, *, every_day: bool = False
) -> tuple[list[Enrolment], Sheet]:
    """The enrolments and the list of everybody sent to a facility; raises NobodyThen."""
    days = days_of(month, None, every_day=every_day)
    enrolments = _in_order(
        Enrolment.objects.filter(facility=facility).during(Period.of_month(month))
    )
    _refuse_empty(enrolments, days, month)
    known = {"miesiąc": typography.month_year(month), "placówka": facility.name}
    return enrolments, _sheet(known, [], enrolments, days, None, has_hours=True)


def write(sheet: Sheet) -> bytes:
    """The list as PDF; raises MissingLibrary."""
    return paper.to_pdf(
        Kind.ATTENDANCE, TITLE, centre=sheet.centre, sheet=sheet, letter=sheet.letter
    )


def preview(text: Text, *, woman: bool) -> bytes:
    """A list of people who do not exist."""
    centre = Centre.objects.current()
    known = {**examples(Kind.ATTENDANCE, woman=woman), **values.of_centre(centre)}
    letter = Letter(text, known, facts=_facts(known, [("Program", known["program"])]))
    month = date(2015, 3, 1)
    days = days_of(month, None, every_day=False)
    names = ("Przykładowa-Wzorcowa Anna", "Przykładowy Jan", "Wzorcowy Piotr")
    rows = tuple(
        Row(name, "", tuple(day.on.day >= 9 * number for day in days))
        for number, name in enumerate(names)
    )
    return write(Sheet(centre, letter, days, rows, has_hours=True))


def days_of(month: date, activity: Activity | None, *, every_day: bool) -> tuple[Day, ...]:
    """Columns of a month's list: working days, or all, on which the activity takes place."""
    period = Period.of_month(month)
    days = list(period.days()) if every_day else working_days(period)
    if activity:
        last = activity.ends_on or activity.starts_on
        is_one = activity.starts_on == last
        days = list(period.days()) if is_one else days
        days = [day for day in days if activity.starts_on <= day <= last]
    return tuple(Day(day) for day in days)


def _in_order(enrolments) -> list[Enrolment]:
    return list(
        enrolments.select_related("participant", "edition__program").order_by(
            "participant__sort_key", "participant", "edition", "started_on", "pk"
        )
    )


def _refuse_empty(enrolments: list[Enrolment], days: tuple[Day, ...], month: date) -> None:
    if not days:
        raise NobodyThen(f"W miesiącu {month:%m.%Y} nie ma dni tych zajęć.")
    if not enrolments:
        raise NobodyThen(f"W miesiącu {month:%m.%Y} nikt nie uczestniczy, więc lista byłaby pusta.")


def _sheet(known, heading, enrolments, days, program, *, has_hours: bool) -> Sheet:
    centre = Centre.objects.current()
    text = DocumentTemplate.objects.text_of(Kind.ATTENDANCE, program)
    known = {**values.of_centre(centre), **known}
    dated = paper.place_and_day(centre, days[-1].on) if text.is_dated else ""
    letter = Letter(text, known, dated=dated, facts=_facts(known, heading))
    return Sheet(
        centre,
        letter,
        days,
        tuple(_rows(enrolments, days, tells_programme=program is None)),
        has_hours and any(row.edition.program.kind in WITH_HOURS for row in enrolments),
    )


def _facts(known: dict[str, str], heading) -> tuple[tuple[str, str], ...]:
    said = [
        ("Miesiąc", known["miesiąc"]),
        *heading,
        ("Placówka", known.get("placówka", "")),
        ("Zajęcia", known.get("zajęcia", "")),
    ]
    return tuple(fact for fact in said if fact[1])


def _rows(enrolments: Iterable[Enrolment], days: tuple[Day, ...], *, tells_programme: bool):
    """A line for each person in each edition, even if she left it and came back."""
    for (person, edition), group in groupby(enrolments, lambda row: (row.participant, row.edition)):
        parts = list(group)
        beside = f"{edition.program} {edition.roman_number}" if tells_programme else ""
        yield Row(str(person), beside, tuple(any(map(_is_in(day), parts)) for day in days))


def _is_in(day: Day):
    def holds(part: Enrolment) -> bool:
        last = part.ended_on or part.edition.ends_on
        return part.started_on <= day.on <= last

    return holds
