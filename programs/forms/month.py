"""The sheet of a month's hours: a row a person, as it comes back from the facilities."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.template.defaultfilters import floatformat

from programs.actions import MonthEntry
from programs.models import Edition, Enrolment, Facility, Rate, WorkDay, WorkMonth
from programs.period import Period
from programs.terms import signing_day


@dataclass(frozen=True)
class Row:
    """One person's line; a person who worked in two facilities has two."""

    enrolment: Enrolment
    facility: Facility | None
    hours: Decimal | None
    is_made_of_days: bool = False

    @property
    def key(self) -> str:
        """What tells the line from the others in names of fields."""
        return f"{self.enrolment.pk}-{self.facility.pk if self.facility else 0}"


def rows_of(edition: Edition, month: date) -> list[Row]:
    """Everybody whose part in the edition lasted on a day of the month, in alphabetical order."""
    entered = Prefetch(
        "work_months",
        WorkMonth.objects.filter(month=month).select_related("facility"),
        to_attr="entered",
    )
    days = Prefetch(
        "work_days",
        WorkDay.objects.filter(day__range=Period.of_month(month).bounds),
        to_attr="days_entered",
    )
    enrolments = (
        edition.enrolments.during(Period.of_month(month))
        .select_related("participant", "facility")
        .prefetch_related(entered, days)
        .order_by("participant__sort_key", "started_on", "pk")
    )
    return [row for enrolment in enrolments for row in _rows(enrolment)]


def _rows(enrolment: Enrolment) -> list[Row]:
    summed = {day.facility_id for day in enrolment.days_entered}
    rows = [
        Row(enrolment, work.facility, work.hours, work.facility_id in summed)
        for work in enrolment.entered
    ]
    return rows or [Row(enrolment, enrolment.facility, None)]


def monthly_limit(edition: Edition, month: date) -> Decimal | None:
    """Hours that one person may work in the month; None where no limit is set."""
    limits = Rate.objects.binding(month, signing_day(edition)).filter(
        kind=Rate.Kind.MONTHLY_HOURS, program=edition.program
    )
    return limits.values_list("value", flat=True).first()


class MonthForm(forms.Form):
    """Hours of all rows; an empty field means that nothing is entered, 0 that nobody worked."""

    facility = forms.ModelChoiceField(
        Facility.objects.all(),
        label="Placówka osób, którym jej nie wyznaczono",
        required=False,
        empty_label="wybierz placówkę",
    )
    reason = forms.CharField(
        label="Dlaczego ponad limit",
        required=False,
        max_length=300,
        help_text="Na przykład: zgodnie z listą obecności. Uzasadnienie zostanie przy godzinach.",
    )

    def __init__(self, *args, rows: list[Row], limit: Decimal | None, **options) -> None:
        super().__init__(*args, **options)
        self.rows, self.limit, self.over = rows, limit, []
        for row in rows:
            if row.is_made_of_days:
                continue
            self.fields[f"hours-{row.key}"] = _hours_field(row)
            self.fields[f"was-{row.key}"] = _hours_field(row, widget=forms.HiddenInput)
        if all(row.facility for row in rows):
            del self.fields["facility"]

    def lines(self) -> Iterator[tuple[Row, forms.BoundField, forms.BoundField]]:
        """Each row with its field and with what stood in it when the page was shown."""
        for row in self.rows:
            if row.is_made_of_days:
                yield row, None, None
            else:
                yield row, self[f"hours-{row.key}"], self[f"was-{row.key}"]

    def entries(self) -> list[MonthEntry]:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return [
            MonthEntry(
                row.enrolment,
                row.facility or data.get("facility"),
                data[f"hours-{row.key}"],
                data[f"was-{row.key}"],
            )
            for row in self.rows
            if not row.is_made_of_days
        ]

    def clean(self) -> dict:
        data = super().clean()
        self._refuse_lost_lines()
        lacking = [
            row
            for row in self.rows
            if not row.facility and data.get(f"hours-{row.key}") is not None
        ]
        if lacking and not data.get("facility"):
            self.add_error("facility", "Wybierz placówkę, w której te osoby pracowały.")
        self.over = list(self._people_over_the_limit(data))
        if self.over and not data.get("reason"):
            most = floatformat(self.limit, -2)
            raise ValidationError(
                f"Ponad {most} h w miesiącu: {', '.join(map(str, self.over))}. "
                "Popraw godziny albo uzasadnij je pod tabelą."
            )
        return data

    def _refuse_lost_lines(self) -> None:
        """Hours typed in a line that is not there any more must not vanish unsaid."""
        typed = {name: text for name, text in self.data.items() if name.startswith("hours-")}
        lost = [text for name, text in typed.items() if text and name not in self.fields]
        if lost:
            raise ValidationError(
                "Ktoś w tym czasie zmienił osoby lub placówki tego miesiąca. "
                f"Wpisz ponownie godziny, których nie ma w tabeli: {', '.join(lost)}."
            )

    def _people_over_the_limit(self, data: dict) -> Iterator:
        totals: dict = {}
        for row in self.rows:
            person = row.enrolment.participant
            hours = row.hours if row.is_made_of_days else data.get(f"hours-{row.key}")
            totals[person] = totals.get(person, 0) + (hours or 0)
        if self.limit is not None:
            yield from (person for person, total in totals.items() if total > self.limit)


def _hours_field(row: Row, widget=forms.TextInput) -> forms.DecimalField:
    field = forms.DecimalField(
        label=str(row.enrolment.participant),
        required=False,
        initial=None if row.hours is None else floatformat(row.hours, -2),
        min_value=0,
        max_value=744,
        max_digits=5,
        decimal_places=2,
        localize=True,
        widget=widget,
        error_messages={
            "invalid": "Wpisz liczbę godzin, na przykład 38 albo 37,5.",
            "min_value": "Miesiąc ma od 0 do 744 godzin.",
            "max_value": "Miesiąc ma od 0 do 744 godzin.",
        },
    )
    if widget is forms.TextInput:
        field.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "size": 6}
        field.widget.attrs |= {"aria-label": f"Godziny: {row.enrolment.participant}"}
    return field
