"""Hours of one person in one facility of a settled month, as they ought to have been."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django import forms

from mops.once import OnceForm
from programs.actions.correcting import Corrected
from programs.models import Edition, Enrolment, Facility, Settlement, WorkDay, WorkMonth
from programs.presence import Presence


class PresenceField(forms.CharField):
    """A day as people write it: 4, 4,5, n, u."""

    def __init__(self, **options) -> None:
        super().__init__(required=False, max_length=6, **options)
        self.widget.attrs |= {"autocomplete": "off", "size": 5, "class": "form-control"}

    def clean(self, value) -> Presence | None:
        return Presence.read(super().clean(value))


class CorrectionForm(OnceForm):
    """A total, or days where the month is made of days; why is always asked."""

    was = forms.DecimalField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Powód korekty",
        max_length=300,
        help_text="Na przykład: placówka przesłała poprawioną listę obecności.",
    )

    over_reason = forms.CharField(
        label="Dlaczego ponad limit",
        max_length=300,
        required=False,
        help_text="Zostanie przy godzinach tej osoby.",
    )

    def __init__(
        self, *args, settlement: Settlement, enrolment: Enrolment, facility: Facility, **options
    ) -> None:
        self.facility = facility
        work = WorkMonth.objects.filter(
            enrolment=enrolment, facility=facility, month=settlement.month
        ).first()
        self.now = work.hours if work else Decimal(0)
        super().__init__(*args, initial={"was": self.now}, **options)
        self.entered = _days(enrolment, facility, settlement)
        if self.entered:
            for day in _in_part(enrolment, settlement):
                self.fields[f"day-{day}"] = PresenceField(
                    label=f"{day:%d.%m}", initial=str(self.entered.get(day) or "")
                )
        else:
            self.fields["hours"] = _hours_field(self.now)
        self.order_fields(["entry", "was", "hours"])

    @property
    def is_over(self) -> bool:
        """Hours were found over a limit, so the page asks why."""
        return "over_reason" in self.errors or bool(self["over_reason"].data)

    def days(self) -> Iterator[forms.BoundField]:
        """The fields of days, where the month is made of days."""
        return (self[name] for name in self.fields if name.startswith("day-"))

    @property
    def corrected(self) -> Corrected:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        if not self.entered:
            return Corrected(self.facility, data["was"], hours=data["hours"])
        days = {
            date.fromisoformat(name.removeprefix("day-")): data[name]
            for name in self.fields
            if name.startswith("day-")
        }
        changed = {day: now for day, now in days.items() if now != self.entered.get(day)}
        return Corrected(self.facility, data["was"], days=changed)


def _hours_field(hours: Decimal) -> forms.DecimalField:
    return forms.DecimalField(
        label="Godziny w miesiącu",
        initial=hours,
        min_value=0,
        max_value=744,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "invalid": "Wpisz liczbę godzin, na przykład 38 albo 37,5.",
            "min_value": "Miesiąc ma od 0 do 744 godzin.",
            "max_value": "Miesiąc ma od 0 do 744 godzin.",
        },
    )


def _days(enrolment: Enrolment, facility: Facility, settlement: Settlement) -> dict:
    rows = WorkDay.objects.filter(
        enrolment=enrolment, facility=facility, day__range=settlement.period.bounds
    )
    return {row.day: Presence.of(row) for row in rows}


def _in_part(enrolment: Enrolment, settlement: Settlement) -> Iterator[date]:
    edition: Edition = enrolment.edition
    last = enrolment.ended_on or edition.ends_on
    return (day for day in settlement.period.days() if enrolment.started_on <= day <= last)
