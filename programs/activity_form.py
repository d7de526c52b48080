"""The form of an activity."""

from django import forms

from mops.once import OnceForm
from programs.entry_forms import DayField
from programs.models import Activity


class ActivityForm(OnceForm):
    FIELDS = ("kind", "name", "funding", "provider", "starts_on", "ends_on", "hours")

    kind = forms.ChoiceField(label="Forma", choices=[("", "wybierz formę"), *Activity.Kind.choices])
    name = forms.CharField(label="Nazwa", max_length=200)
    funding = forms.ChoiceField(
        label="Finansowanie", choices=Activity.Funding.choices, initial=Activity.Funding.OWN
    )
    provider = forms.CharField(label="Prowadzący", required=False, max_length=120)
    starts_on = DayField(label="Od")
    ends_on = DayField(label="Do", required=False, help_text="Puste: do końca edycji.")
    hours = forms.IntegerField(
        label="Planowane godziny", required=False, min_value=1, max_value=9999
    )

    def values(self) -> dict:
        """The fields as the actions take them."""
        return {name: self.cleaned_data[name] for name in self.FIELDS}

    def clean(self) -> dict:
        data = super().clean()
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Data końcowa nie może być wcześniejsza od początkowej.")
        return data
