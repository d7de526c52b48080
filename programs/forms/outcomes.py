"""The form that corrects what came of a person's part in an edition."""

from django import forms

from participants.forms.days import DayField
from programs.forms.records import RecordForm
from programs.models import Outcome


class OutcomeEditForm(RecordForm):
    model = Outcome

    kind = forms.ChoiceField(label="Rezultat", choices=Outcome.Kind.choices)
    occurred_on = DayField(label="Data", is_past=True)
    detail = forms.CharField(
        label="Szczegóły",
        required=False,
        max_length=200,
        help_text="Na przykład stanowisko i pracodawca.",
    )
    proof = forms.CharField(
        label="Potwierdzenie",
        required=False,
        max_length=200,
        help_text="Dokument, z którego o tym wiadomo, na przykład kopia umowy o pracę.",
    )
