"""Forms of uploaded lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from mops.listing import FilterForm
from mops.once import OnceForm
from mops.widgets import LongSelect
from programs.forms.entry import DayField
from programs.forms.filters import ANY, ProgramField, SomeEditions, YearField
from programs.intake.reading.limits import BYTES, MEGABYTE
from programs.models import Edition, Institution, Program, UploadedList
from programs.models.referral import Source
from programs.period import FIRST_YEAR, LAST_YEAR

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt"


class EditionField(forms.ModelChoiceField):
    """One open edition of those that began last."""

    iterator = SomeEditions
    widget = LongSelect
    chosen: int | None = None


class FileForm(OnceForm):
    """A labour office's file."""

    file = forms.FileField(
        label="Plik z urzędu pracy",
        help_text="Excel (.xlsx, .xls), LibreOffice (.ods) albo .csv. Możesz go tu przeciągnąć.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": "Wybierz plik z listą.",
            "empty": "Plik jest pusty. Sprawdź, czy lista w nim jest, i zapisz go ponownie.",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > BYTES:
            limit = BYTES // MEGABYTE
            raise forms.ValidationError(
                f"Plik ma ponad {limit} MB, a to za dużo jak na listę osób. Skopiuj samą listę do "
                "nowego skoroszytu i wgraj go."
            )
        return file


class UploadForm(FileForm):
    """A labour office's file, and what its people are put forward for."""

    program = forms.ModelChoiceField(
        Program.objects.all(), label="Program", empty_label="wybierz program"
    )
    year = forms.IntegerField(label="Na rok", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    edition = EditionField(
        Edition.objects.select_related("program")
        .filter(closed_on=None)
        .order_by("-starts_on", "pk"),
        label="Edycja",
        required=False,
        empty_label="lista na cały rok",
        help_text="Tylko jeśli lista dotyczy jednej edycji.",
    )
    office = forms.ModelChoiceField(
        Institution.objects.filter(kind=Institution.Kind.PUP),
        label="Urząd pracy",
        required=False,
        empty_label="nie wskazano",
        help_text="Układ kolumn zapamięta się dla tego urzędu.",
    )
    received_on = DayField(label="Data wpływu")
    number = forms.CharField(label="Numer pisma", max_length=60, required=False)
    source = forms.ChoiceField(label="Kto skierował", choices=Source.choices, initial=Source.PUP)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["year"].initial, self.fields["received_on"].initial = today.year, today
        offices = list(self.fields["office"].queryset[:2])
        if len(offices) == 1:
            self.fields["office"].initial = offices[0].pk
        asked = str(self["edition"].value() or "")
        self.fields["edition"].chosen = int(asked) if asked.isdecimal() else None

    def clean(self) -> dict:
        told = super().clean()
        edition, program = told.get("edition"), told.get("program")
        if edition and program and edition.program_id != program.pk:
            self.add_error("edition", f"To nie jest edycja programu {program}.")
        years = {edition.starts_on.year, edition.ends_on.year} if edition else None
        if years and told.get("year") not in (None, *years):
            self.add_error("year", f"Ta edycja odbywa się w roku {max(years)}.")
        return told

    def values(self) -> dict[str, Any]:
        """What the action is given."""
        return {name: value for name, value in self.cleaned_data.items() if name != "entry"}


class UploadedListFilterForm(FilterForm):
    q = forms.CharField(label="Nazwa pliku lub numer pisma", required=False, max_length=120)
    program = ProgramField()
    year = YearField()
    state = forms.ChoiceField(
        label="Stan", required=False, choices=[*ANY, *UploadedList.State.choices]
    )

    def narrow(self, records: QuerySet) -> QuerySet:
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        if text := asked.pop("q", ""):
            records = records.named(text)
        return records.filter(**asked)
