"""Forms of lists that were taken in."""

from django import forms
from django.db.models import QuerySet

from mops.listing import FilterForm
from programs.forms import ANY
from programs.models import ListRow


class ProtocolFilterForm(FilterForm):
    verdict = forms.ChoiceField(
        label="Ocena", required=False, choices=[*ANY, *ListRow.Verdict.choices]
    )
    decision = forms.ChoiceField(
        label="Co zrobiono", required=False, choices=[*ANY, *ListRow.Decision.choices]
    )

    def narrow(self, records: QuerySet) -> QuerySet:
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return records.filter(**asked)
