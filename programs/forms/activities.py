"""The form of an activity."""

from django import forms

from mops.widgets import WholeNumberField
from programs.forms.entry import DayField
from programs.forms.records import RecordForm
from programs.models import Activity


class ActivityForm(RecordForm):
    model = Activity

    kind = forms.ChoiceField(label="Forma", choices=[("", "wybierz formę"), *Activity.Kind.choices])
    name = forms.CharField(label="Nazwa", max_length=200)
    funding = forms.ChoiceField(
        label="Finansowanie", choices=Activity.Funding.choices, initial=Activity.Funding.OWN
    )
    provider = forms.CharField(label="Prowadzący", required=False, max_length=120)
    starts_on = DayField(label="Od")
    ends_on = DayField(label="Do", required=False, help_text="Puste: do końca edycji.")
    hours = WholeNumberField(label="Planowane godziny", required=False, min_value=1, max_value=9999)

    def clean(self) -> dict:
        data = super().clean()
        self.refuse_end_before_start("starts_on", "ends_on")
        return data
