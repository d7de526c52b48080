"""What the register of benefits can be narrowed down to."""

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from mops.listing import FilterForm
from programs.forms.filters import ANY, EditionChoiceField, ProgramField, YearField
from programs.models import Agreement, Benefit, Edition
from programs.period import Period


class BenefitFilterForm(FilterForm):
    program = ProgramField()
    edition = EditionChoiceField(
        Edition.objects.select_related("program"),
        label="Edycja",
        required=False,
        empty_label="wszystkie",
    )
    kind = forms.ChoiceField(label="Rodzaj", required=False, choices=[*ANY, *Benefit.Kind.choices])
    contribution = forms.ModelChoiceField(
        Agreement.objects.filter(
            Exists(Benefit.objects.filter(own_contribution_to=OuterRef("pk")).order_by())
        ),
        label="Wkład własny w",
        required=False,
        empty_label="wszystkie",
    )
    year = YearField()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        asked = self.data.get("edition", "")
        self.fields["edition"].chosen = int(asked) if asked.isdecimal() else None

    def narrow(self, records: QuerySet) -> QuerySet:
        asked = self.cleaned_data
        columns = {
            "enrolment__edition__program": asked["program"],
            "enrolment__edition": asked["edition"],
            "kind": asked["kind"],
            "own_contribution_to": asked["contribution"],
            "paid_on__range": asked["year"] and Period.of_year(asked["year"]).bounds,
        }
        return records.filter(**{name: value for name, value in columns.items() if value})
