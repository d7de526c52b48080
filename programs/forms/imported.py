"""Forms of lists that were taken in."""

from django import forms
from django.db.models import QuerySet

from mops.listing import FilterForm
from programs.forms.entry import DecideForm
from programs.forms.filters import ANY
from programs.models import ListRow, Referral

GONE = (Referral.Decision.NEVER_OFFERED, Referral.Decision.DECLINED)


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


class GoneForm(DecideForm):
    """Why people of the earlier list are not on the later one."""

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["referral"].label = "Kogo nie ma na nowej liście"
        self.fields["decision"].choices = [
            ("", "wybierz, co się stało"),
            *((one.value, one.label) for one in GONE),
        ]
        self.fields["reason"].help_text = "Na przykład podjęcie pracy, staż, utrata statusu."
