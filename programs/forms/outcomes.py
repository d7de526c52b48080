"""Forms of what came of people's parts in editions: entered for many at once, corrected one by one."""

from django import forms

from mops.once import OnceForm
from participants.forms.days import DayField
from programs.forms.entry import StepForm, enrolments_field
from programs.forms.records import RecordForm
from programs.models import Outcome


class OutcomeFields(OnceForm):
    """What came of it in words, and how it is known."""

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


class OutcomeForm(OutcomeFields, StepForm):
    enrolment = enrolments_field("Kogo dotyczy")
    kind = forms.ChoiceField(
        label="Rezultat", choices=[("", "wybierz rezultat"), *Outcome.Kind.choices]
    )
    on = DayField(label="Data", is_past=True)

    field_order = ["enrolment", "kind", "on", "detail", "proof"]


class OutcomeEditForm(OutcomeFields, RecordForm):
    model = Outcome

    kind = forms.ChoiceField(label="Rezultat", choices=Outcome.Kind.choices)
    occurred_on = DayField(label="Data", is_past=True)

    field_order = ["kind", "occurred_on", "detail", "proof"]
