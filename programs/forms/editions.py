"""The form of an edition."""

from django import forms
from django.db.models import Q

from mops.models import User
from mops.roles import Role
from mops.widgets import WholeNumberField
from programs.forms.entry import DayField
from programs.forms.records import RecordForm
from programs.models import Agreement, Edition, Program


class EditionForm(RecordForm):
    model = Edition

    program = forms.ModelChoiceField(
        Program.objects.all(), label="Program", empty_label="wybierz program"
    )
    number = WholeNumberField(
        label="Numer", min_value=1, max_value=399, help_text="Cyframi arabskimi, na przykład 4."
    )
    starts_on = DayField(label="Od")
    ends_on = DayField(label="Do")
    places = WholeNumberField(
        label="Planowane miejsca", required=False, min_value=1, max_value=9999
    )
    hours = WholeNumberField(
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

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        present = Q(is_active=True, groups__name__in=[Role.CASEWORKER, Role.HEAD])
        chosen = Q(pk=self._initial("caseworker"))
        # Facilities are supervised under agreements of their own, each like the other in a list.
        run_under = Agreement.objects.exclude(kind=Agreement.Kind.SUPERVISION)
        current = Agreement.objects.filter(pk=self._initial("agreement"))
        self.fields["agreement"].queryset = run_under | current
        self.fields["caseworker"].queryset = User.objects.filter(present | chosen).distinct()

    def _initial(self, name: str):
        return self.get_initial_for_field(self.fields[name], name)

    def clean(self) -> dict:
        data = super().clean()
        self.refuse_end_before_start("starts_on", "ends_on")
        return data
