"""What is asked when the labour office's money has come in."""

from decimal import Decimal

from django import forms

from mops.once import OnceForm
from programs.forms.entry import DayField


class RefundForm(OnceForm):
    on = DayField(label="Data wpływu", is_past=True)
    amount = forms.DecimalField(
        label="Kwota (zł)",
        min_value=Decimal("-9999999.99"),
        max_value=Decimal("9999999.99"),
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text="Na przykład 4 237,92. Zwrot do PUP wpisz ze znakiem minus.",
        error_messages={
            "invalid": "Wpisz kwotę w złotych, na przykład 4237,92.",
            "max_decimal_places": "Kwota ma najwyżej dwa miejsca po przecinku.",
            "min_value": "Kwota jest zbyt duża.",
            "max_value": "Kwota jest zbyt duża.",
        },
    )
    document = forms.CharField(label="Dokument (np. wyciąg)", required=False, max_length=80)
    note = forms.CharField(
        label="Uwagi",
        required=False,
        max_length=300,
        help_text="Na przykład: PUP nie uznał godzin jednej osoby.",
    )

    @property
    def values(self) -> dict:
        """What was typed, as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("on", "amount", "document", "note")}
