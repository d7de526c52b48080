"""Days as staff type them."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

IN_FUTURE = "Ten dzień jeszcze nie nadszedł."
UNREADABLE = "Wpisz datę jako dzień, miesiąc i rok, na przykład 05.03.2026."
UNREADABLE_MONTH = "Wpisz miesiąc i rok, na przykład 03.2026."
FORMATS = ["%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]
MONTH_FORMATS = ["%m.%Y", "%m-%Y", "%m/%Y", "%Y-%m"]


class DayInput(forms.DateInput):
    """A day as it is written in Poland; the browser's own calendar follows the browser's language."""

    def __init__(self, attrs=None) -> None:
        usual = {"placeholder": "dd.mm.rrrr", "autocomplete": "off", "inputmode": "decimal"}
        super().__init__({**usual, **(attrs or {})}, format=FORMATS[0])


def not_in_future(day: date) -> None:
    """Refuse a day that has not come."""
    if day > timezone.localdate():
        raise ValidationError(IN_FUTURE, code="future")


class DayField(forms.DateField):
    """A day typed or pasted: 05.03.2026, 5.3.2026, 2026-03-05, or the digits alone, 05032026.

    With `is_past` one that has already come.
    """

    widget = DayInput

    def __init__(self, *, is_past: bool = False, **options) -> None:
        super().__init__(**{"input_formats": FORMATS, **options})
        self.error_messages["invalid"] = UNREADABLE
        if is_past:
            self.validators.append(not_in_future)

    def to_python(self, value) -> date | None:
        """Telephones show digits and perhaps a comma for a number, so dots may be left out."""
        if not isinstance(value, str):
            return super().to_python(value)
        text = re.sub(r"\s+", "", value).replace(",", ".").removesuffix("r.")
        if re.fullmatch(r"[0-9]{8}", text):
            text = f"{text[:2]}.{text[2:4]}.{text[4:]}"
        return super().to_python(text)


class PastDayField(DayField):
    """A day that has come, today by default."""

    def __init__(self, **options) -> None:
        super().__init__(**{"is_past": True, "initial": timezone.localdate, **options})


class MonthInput(forms.DateInput):
    """A month as people write it, also where it came as addresses have it."""

    def format_value(self, value) -> str | None:
        """2026-03 is shown as 03.2026; what was typed otherwise stays as typed."""
        if isinstance(value, str) and (iso := re.fullmatch(r"([0-9]{4})-([0-9]{2})", value)):
            return f"{iso[2]}.{iso[1]}"
        return super().format_value(value)


class MonthField(forms.DateField):
    """A month typed: 03.2026 or 3.2026, or 2026-03 as addresses have it; its first day."""

    def __init__(self, **options) -> None:
        attrs = {"placeholder": "mm.rrrr", "autocomplete": "off", "inputmode": "decimal"}
        widget = MonthInput(attrs=attrs, format=MONTH_FORMATS[0])
        super().__init__(**{"input_formats": MONTH_FORMATS, "widget": widget, **options})
        self.error_messages["invalid"] = UNREADABLE_MONTH

    def to_python(self, value) -> date | None:
        """As of a day."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)
