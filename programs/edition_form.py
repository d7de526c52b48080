"""The form of an edition, which knows what stood in it when it was opened."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q

from mops.models import User
from mops.roles import Role
from programs.entry_forms import DayField
from programs.models import Agreement, Edition, Program


class EditionForm(forms.Form):
    program = forms.ModelChoiceField(Program.objects.all(), label="Program")
    number = forms.IntegerField(
        label="Numer", min_value=1, max_value=399, help_text="Cyframi arabskimi, na przykład 4."
    )
    starts_on = DayField(label="Od")
    ends_on = DayField(label="Do")
    places = forms.IntegerField(
        label="Planowane miejsca", required=False, min_value=1, max_value=9999
    )
    hours = forms.IntegerField(
        label="Planowane godziny na osobę", required=False, min_value=1, max_value=9999
    )
    agreement = forms.ModelChoiceField(
        Agreement.objects.all(),
        label="Porozumienie",
        required=False,
        empty_label="bez porozumienia",
    )
    caseworker = forms.ModelChoiceField(
        User.objects.none(),
        label="Prowadzący pracownik",
        required=False,
        empty_label="nie wyznaczono",
    )

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        present = Q(is_active=True, groups__name__in=[Role.CASEWORKER, Role.HEAD])
        chosen = Q(pk=self.get_initial_for_field(self.fields["caseworker"], "caseworker"))
        self.fields["caseworker"].queryset = User.objects.filter(present | chosen).distinct()

    def clean(self) -> dict:
        data = super().clean()
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Data końcowa nie może być wcześniejsza od początkowej.")
        return data

    @classmethod
    def stored(cls, edition: Edition) -> dict:
        """The edition's values for the fields, `shown` among them: what the form was opened with."""
        names = [name for name in cls.base_fields if name != "shown"]
        values = {name: edition.serializable_value(name) for name in names}
        return values | {"shown": json.dumps(values, cls=DjangoJSONEncoder)}

    def clean_shown(self) -> dict:
        """The values with which the form was opened, as they are stored; empty for a new edition."""
        if not self.cleaned_data["shown"]:
            return {}
        try:
            raw = json.loads(self.cleaned_data["shown"])
            names = [name for name in self.base_fields if name != "shown"]
            fields = {name: Edition._meta.get_field(name) for name in names}
            return {
                name: field.target_field.to_python(raw[name])
                if field.is_relation
                else field.to_python(raw[name])
                for name, field in fields.items()
            }
        except (ValueError, TypeError, KeyError, ValidationError):
            raise ValidationError("Otwórz formularz jeszcze raz.") from None

    @property
    def shown_values(self) -> dict:
        """What stood in the form when it was opened."""
        return self.cleaned_data["shown"]

    @property
    def plan(self) -> dict:
        """The filled fields as the actions take them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "shown"}
