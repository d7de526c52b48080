"""Forms of agreements, their annexes and the money that they assign."""

import json
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.template.defaultfilters import floatformat
from django.utils.text import capfirst

from mops.once import OnceForm
from mops.widgets import RowsSelect, WholeNumberField
from programs.forms.entry import DayField
from programs.forms.records import AGAIN, RecordForm
from programs.models import Agreement, AgreementAmount, Annex, Institution, Program
from programs.scans import SCAN_TYPES, refuse_unless_scan

MORE_PARTIES = "more_parties"
"""The button that only adds empty lists of parties."""


def number_field(label: str, most: int, **options) -> WholeNumberField:
    return WholeNumberField(label=label, required=False, min_value=1, max_value=most, **options)


class TermsFields(forms.Form):
    """How many people and hours, which an annex may change."""

    people = number_field("Uzgodniona liczba osób", 9999)
    hours = number_field("Uzgodnione godziny łącznie", 9_999_999)
    hours_per_person = number_field("Godziny na osobę", 9999)
    hours_per_month = number_field("Godziny osoby w miesiącu", 744)


class ScannedForm(TermsFields, RecordForm):
    """What both an agreement and its annex have: terms, and the paper itself."""

    outside = RecordForm.outside | {"scan"}

    scan = forms.FileField(
        label="Skan",
        required=False,
        help_text="PDF, JPG albo PNG do 10 MB. Nowy plik zastępuje poprzedni.",
        widget=forms.FileInput(attrs={"accept": ",".join(SCAN_TYPES)}),
    )

    def clean_scan(self):
        return refuse_unless_scan(self.cleaned_data["scan"])

    @property
    def plan(self) -> dict:
        """As the actions take it; no new scan leaves the old one."""
        plan = super().plan
        return plan if plan["scan"] else {name: plan[name] for name in plan if name != "scan"}


class AgreementForm(ScannedForm):
    model = Agreement
    field_order = [
        "kind", "number", "subject", "signed_on", "valid_from", "valid_to", "parties", "programs",
    ]  # fmt: skip

    kind = forms.ChoiceField(
        label="Rodzaj", choices=[("", "wybierz rodzaj"), *Agreement.Kind.choices]
    )
    number = forms.CharField(label="Numer", required=False, max_length=60)
    subject = forms.CharField(label="Przedmiot", max_length=300)
    signed_on = DayField(label="Podpisano", is_past=True)
    valid_from = DayField(
        label="Obowiązuje od", required=False, help_text="Puste: od dnia podpisania."
    )
    valid_to = DayField(label="Obowiązuje do", required=False, help_text="Puste: bezterminowo.")
    parties = forms.ModelMultipleChoiceField(
        Institution.objects.all(),
        label="Strony",
        required=False,
        help_text="Co najmniej dwie. Kolejność nie ma znaczenia.",
        widget=RowsSelect(attrs={"class": "form-select", "data-row": "Strona"}),
    )
    programs = forms.ModelMultipleChoiceField(
        Program.objects.all(),
        label="Programy",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Żaden: porozumienie dotyczy wszystkich.",
    )

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        widget = self.fields["parties"].widget
        widget.choices = [("", "wybierz instytucję"), *self._institutions()]
        if self.is_bound:
            widget.rows = len(self.data.getlist("parties")) + 2 * (MORE_PARTIES in self.data)

    def unjudged(self) -> "AgreementForm":
        """What was typed, without a word about it: somebody only asked for more rows."""
        self._errors = {}
        return self

    def _institutions(self):
        return ((one.pk, one.name) for one in Institution.objects.all())

    def clean_parties(self):
        parties = self.cleaned_data["parties"]
        if len(parties) < 2:
            raise ValidationError("Wybierz co najmniej dwie różne strony.")
        return parties

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("valid_from") and "valid_from" not in self.errors:
            data["valid_from"] = data.get("signed_on")
        self.refuse_end_before_start("valid_from", "valid_to")
        return data


class RolesForm(OnceForm):
    """What part each party has; knows what stood in it when it was opened."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=4000)

    def __init__(self, data=None, *, parties: QuerySet) -> None:
        self.parties = parties
        roles = {f"role-{party.pk}": party.role for party in parties}
        super().__init__(data, initial={**roles, "shown": json.dumps(roles)})
        for party in parties:
            self.fields[f"role-{party.pk}"] = forms.CharField(
                label=str(party), required=False, max_length=80
            )

    def clean_shown(self) -> dict[str, str]:
        try:
            shown = json.loads(self.cleaned_data["shown"])
            return {str(name): str(role) for name, role in shown.items()}
        except (ValueError, AttributeError):
            raise ValidationError(AGAIN) from None

    @property
    def changed(self) -> dict[int, tuple[str, str]]:
        """The roles that were typed otherwise than they stood, by number of the party's row."""
        shown = self.cleaned_data["shown"]
        return {
            int(name.removeprefix("role-")): (was, self.cleaned_data[name])
            for name, was in shown.items()
            if name.startswith("role-") and self.cleaned_data.get(name, was) != was
        }


class AnnexForm(ScannedForm):
    model = Annex
    field_order = ["number", "signed_on", "effective_from", "valid_to"]

    number = forms.CharField(label="Numer aneksu", max_length=60)
    signed_on = DayField(label="Podpisano", is_past=True)
    effective_from = DayField(label="Zmienia od dnia")
    valid_to = DayField(
        label="Nowa data końcowa porozumienia", required=False, help_text="Puste: bez zmiany."
    )
    terms = forms.CharField(
        label="Co jeszcze zmienia",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    CHANGING = (
        "valid_to", "people", "hours", "hours_per_person", "hours_per_month", "terms",
    )  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        self.refuse_end_before_start("effective_from", "valid_to")
        if not self.errors and not any(data.get(name) for name in self.CHANGING):
            raise ValidationError("Wpisz, co aneks zmienia: datę końcową, liczby albo treść.")
        return data


class MoneyField(forms.DecimalField):
    """An amount as people write it: with a comma, with spaces between thousands."""

    def to_python(self, value):
        if isinstance(value, str):
            value = "".join(value.split()).removesuffix("zł")
        return super().to_python(value)


def money_field(label: str, **options) -> MoneyField:
    return MoneyField(
        label=label,
        min_value=Decimal("0.01"),
        max_value=Decimal("999999999.99"),
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "invalid": "Wpisz kwotę, na przykład 1234,50.",
            "min_value": "Kwota musi być większa od zera.",
            "max_value": "Taka kwota to zapewne pomyłka.",
        },
        **options,
    )


class PeriodFields(forms.Form):
    """For which time, and by which annex."""

    valid_from = DayField(label="Na okres od")
    valid_to = DayField(label="Na okres do")
    annex = forms.ModelChoiceField(
        Annex.objects.none(),
        label="Na mocy",
        required=False,
        empty_label="porozumienia",
    )

    def __init__(self, *args, agreement: Agreement | None = None, **options) -> None:
        super().__init__(*args, **options)
        if agreement:
            self.fields["annex"].queryset = agreement.annexes.all()

    def clean(self) -> dict:
        data = super().clean()
        start, end = data.get("valid_from"), data.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", "Data końcowa nie może być wcześniejsza od początkowej.")
        return data


class AmountsForm(PeriodFields, OnceForm):
    """Money from each source for one time."""

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        for source, label in AgreementAmount.Source.choices:
            self.fields[source] = money_field(f"{capfirst(label)} (zł)", required=False)

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not self.amounts:
            raise ValidationError("Wpisz kwotę przy co najmniej jednym źródle.")
        return data

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What was typed, by source."""
        sources = AgreementAmount.Source.values
        return {name: self.cleaned_data[name] for name in sources if self.cleaned_data.get(name)}

    @property
    def period(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("valid_from", "valid_to", "annex")}


class AmountForm(PeriodFields, RecordForm):
    model = AgreementAmount
    field_order = ["source", "amount"]

    source = forms.ChoiceField(label="Źródło", choices=AgreementAmount.Source.choices)
    amount = money_field("Kwota (zł)")

    @classmethod
    def opened(cls, record: AgreementAmount, data=None, files=None) -> "AmountForm":
        return cls(data, files, initial=cls.stored(record), agreement=record.agreement)

    @classmethod
    def stored(cls, record: AgreementAmount) -> dict:
        return super().stored(record) | {"amount": floatformat(record.amount, 2)}
