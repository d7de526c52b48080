"""Forms for what follows the end of people's parts in an edition, and of the edition itself."""

from django import forms

from mops.once import OnceForm
from programs.forms.entry import DayField, StepForm, enrolments_field


class CertificatesForm(StepForm):
    enrolment = enrolments_field("Komu wydać zaświadczenie")
    on = DayField(
        label="Data zaświadczenia",
        is_past=True,
        help_text="Każdy dostanie kolejny wolny numer, w kolejności alfabetycznej.",
    )


class FollowUpForm(StepForm):
    enrolment = enrolments_field("U kogo nic się nie zmieniło")
    on = DayField(label="Data sprawdzenia", is_past=True)
    note = forms.CharField(
        label="Uwagi",
        required=False,
        max_length=200,
        help_text="Na przykład: rozmowa telefoniczna, nadal szuka pracy.",
    )


class CloseForm(OnceForm):
    reason = forms.CharField(
        label="Dlaczego zamknąć mimo braków",
        max_length=300,
        help_text="Na przykład: zaświadczeń w tej edycji nie wydawano.",
    )

    def __init__(self, *args, needs_reason: bool, **options) -> None:
        super().__init__(*args, **options)
        if not needs_reason:
            del self.fields["reason"]


class ReasonForm(OnceForm):
    """Why something entered before is taken back."""

    reason = forms.CharField(
        label="Powód",
        max_length=300,
        help_text="Trafi do dziennika zmian razem z Twoim nazwiskiem.",
    )
