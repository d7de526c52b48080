"""What is asked before a month is settled, and in its register."""

from collections.abc import Iterator
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from mops.listing import FilterForm
from mops.once import OnceForm
from participants.forms.days import MonthField
from programs.forms.filters import ANY, EditionChoiceField, ProgramField, YearField
from programs.models import Edition, Payer, Program, Settlement, SettlementExtra
from programs.period import FIRST_YEAR, LAST_YEAR, Period
from programs.settlement.scope import Scope

PAYERS = (Payer.PUP, Payer.MOPS, Payer.OTHER)


class SettlementFilterForm(FilterForm):
    program = ProgramField()
    year = YearField()
    state = forms.ChoiceField(
        label="Stan", required=False, choices=[*ANY, *Settlement.State.choices]
    )

    def narrow(self, records: QuerySet) -> QuerySet:
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        if year := asked.pop("year", None):
            records = records.of_months(Period.of_year(year))
        return records.filter(**asked)


class ScopeForm(forms.Form):
    """Which month of what is to be settled; filled from the address."""

    program = forms.ModelChoiceField(
        Program.objects.filter(kind__in=(Program.Kind.PSU, Program.Kind.PAI)),
        label="Program",
        empty_label=None,
    )
    month = MonthField(label="Miesiąc", help_text="Miesiąc i rok, na przykład 03.2015.")
    edition = EditionChoiceField(
        Edition.objects.filter(
            program__kind__in=(Program.Kind.PSU, Program.Kind.PAI)
        ).select_related("program", "agreement"),
        label="Edycja",
        required=False,
        empty_label="wszystkie edycje programu",
        help_text="Wybierz jedną, jeśli edycje mają osobne porozumienia lub stawki.",
    )

    def __init__(self, data=None, **options) -> None:
        super().__init__(data, **options)
        asked = (data or {}).get("edition", "")
        self.fields["edition"].chosen = int(asked) if asked.isdecimal() else None

    def clean_month(self):
        month = self.cleaned_data["month"]
        if not FIRST_YEAR <= month.year <= LAST_YEAR:
            raise ValidationError("W tym roku nie było jeszcze czego rozliczać.")
        return month

    def clean(self) -> dict:
        data = super().clean()
        edition, program = data.get("edition"), data.get("program")
        if edition and program and edition.program_id != program.pk:
            self.add_error("edition", f"To nie jest edycja programu {program}.")
        return data

    @property
    def scope(self) -> Scope:
        return Scope(*(self.cleaned_data[name] for name in ("program", "month", "edition")))


class SettleForm(OnceForm):
    """Other costs of the month by kind and payer, and why it is settled in spite of objections."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    reason = forms.CharField(
        label="Dlaczego rozliczasz mimo zastrzeżeń",
        required=False,
        max_length=300,
        help_text="Na przykład: ta osoba nie przyszła ani razu, listę zwrócono pustą.",
    )

    def __init__(self, *args, needs_reason: bool, **options) -> None:
        super().__init__(*args, **options)
        if not needs_reason:
            del self.fields["reason"]
        for kind in SettlementExtra.KINDS:
            for payer in PAYERS:
                self.fields[f"{kind}-{payer}"] = _amount(f"{kind.label}: {payer.label}")

    def rows(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Fields of each kind of cost, a payer a column."""
        for kind in SettlementExtra.KINDS:
            yield kind.label, [self[f"{kind}-{payer}"] for payer in PAYERS]

    @property
    def payers(self) -> list[str]:
        return [payer.label for payer in PAYERS]

    @property
    def extras(self) -> dict[tuple[str, str], Decimal]:
        """The amounts that were typed."""
        if not self.is_bound:
            return {}
        typed = {
            (kind.value, payer.value): self.cleaned_data.get(f"{kind}-{payer}")
            for kind in SettlementExtra.KINDS
            for payer in PAYERS
        }
        return {key: amount for key, amount in typed.items() if amount}


def _amount(label: str) -> forms.DecimalField:
    field = forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_value=Decimal("999999.99"),
        decimal_places=2,
        localize=True,
        widget=forms.TextInput,
        error_messages={
            "invalid": "Wpisz kwotę w złotych, na przykład 245,00.",
            "min_value": "Kwota nie może być ujemna.",
            "max_value": "Kwota jest za duża: najwyżej 999 999,99 zł.",
            "max_decimal_places": "Kwota ma najwyżej dwa miejsca po przecinku.",
        },
    )
    field.widget.attrs = {
        "class": "form-control",
        "inputmode": "decimal",
        "autocomplete": "off",
        "size": 9,
        "aria-label": label,
    }
    return field
