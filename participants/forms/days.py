"""Days as staff type them."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

IN_FUTURE = "Ta data jeszcze nie nadeszła."


class DayInput(forms.DateInput):
    """The browser's own calendar; a date can be typed in it as well."""

    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def not_in_future(day: date) -> None:
    """Refuse a day that has not come."""
    if day > timezone.localdate():
        raise ValidationError(IN_FUTURE, code="future")


class PastDayField(forms.DateField):
    """A day that has come, today by default."""

    widget = DayInput
    default_validators = [not_in_future]

    def __init__(self, **options) -> None:
        super().__init__(**{"initial": timezone.localdate, **options})
