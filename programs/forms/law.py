"""Forms of dated law: rates with limits, and provisions."""

from django import forms

from mops.once import OnceForm
from programs.forms.entry import DayField
from programs.forms.records import RecordForm
from programs.models import LegalBasis, Program, Rate

MOST = {
    Rate.Kind.HOURLY: (1000, "Stawka za godzinę powyżej 1000 zł to zapewne pomyłka."),
    Rate.Kind.REFUND_SHARE: (
        1,
        "Udział nie może przekraczać 1, czyli całości. Sześćdziesiąt procent to 0,6.",
    ),
    Rate.Kind.WEEKLY_HOURS: (168, "Tydzień ma 168 godzin."),
    Rate.Kind.MONTHLY_HOURS: (744, "Najdłuższy miesiąc ma 744 godziny."),
}
"""What can only be a slip of the pen."""


def day_fields(form: forms.Form) -> None:
    """Check the order of both pairs of days."""
    form.refuse_end_before_start("valid_from", "valid_to")
    form.refuse_end_before_start("signed_from", "signed_to")


def value_field() -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(
        label="Wartość",
        max_digits=10,
        decimal_places=4,
        localize=True,
        widget=widget,
        help_text="Złote, ułamek (0,6 to 60%) albo godziny, zależnie od rodzaju.",
        error_messages={"invalid": "Wpisz liczbę, na przykład 8,10 albo 0,6."},
    )


def refuse_absurd(form: forms.Form, kind: str | None) -> None:
    """Say beside the value what it cannot be."""
    value = form.cleaned_data.get("value")
    if value is None:
        return
    if value <= 0:
        form.add_error("value", "Wartość musi być większa od zera.")
    elif kind in MOST and value > MOST[kind][0]:
        form.add_error("value", MOST[kind][1])


class LawForm(RecordForm):
    program = forms.ModelChoiceField(
        Program.objects.all(), label="Program", empty_label="wybierz program"
    )
    valid_from = DayField(label="Obowiązuje od")
    valid_to = DayField(label="Obowiązuje do", required=False, help_text="Puste: bezterminowo.")
    signed_from = DayField(
        label="Dla porozumień podpisanych od",
        required=False,
        help_text="Puste: bez względu na to, jak dawno podpisano porozumienie.",
    )
    signed_to = DayField(
        label="Dla porozumień podpisanych do",
        required=False,
        help_text="Puste: także dla tych, które dopiero zostaną podpisane.",
    )

    def clean(self) -> dict:
        data = super().clean()
        day_fields(self)
        return data


class RateForm(LawForm):
    model = Rate
    field_order = ["program", "kind", "value"]

    kind = forms.ChoiceField(label="Rodzaj", choices=[("", "wybierz rodzaj"), *Rate.Kind.choices])
    value = value_field()
    source = forms.CharField(
        label="Źródło",
        required=False,
        max_length=200,
        help_text="Na przykład numer obwieszczenia.",
    )

    def clean(self) -> dict:
        data = super().clean()
        refuse_absurd(self, data.get("kind"))
        return data

    @classmethod
    def stored(cls, record: Rate) -> dict:
        return super().stored(record) | {"value": record.value_text}


class BasisForm(LawForm):
    model = LegalBasis
    field_order = ["program", "citation"]

    citation = forms.CharField(
        label="Przepis", max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )


class FollowForm(OnceForm):
    """What comes after a row: from which day, and what is other than in it."""

    begins_on = DayField(label="Następna obowiązuje od")
    valid_to = DayField(label="Obowiązuje do", required=False, help_text="Puste: bezterminowo.")

    @property
    def plan(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "entry"}

    def clean(self) -> dict:
        data = super().clean()
        start, end = data.get("begins_on"), data.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", "Data końcowa nie może być wcześniejsza od początkowej.")
        return data


class FollowRateForm(FollowForm):
    field_order = ["begins_on", "value"]

    value = value_field()
    source = forms.CharField(label="Źródło", required=False, max_length=200)

    def __init__(self, *args, row: Rate, **options) -> None:
        super().__init__(*args, **options)
        self.row = row

    def clean(self) -> dict:
        data = super().clean()
        refuse_absurd(self, self.row.kind)
        return data


class FollowBasisForm(FollowForm):
    field_order = ["begins_on", "citation"]

    citation = forms.CharField(
        label="Przepis", max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, row: LegalBasis, **options) -> None:
        super().__init__(*args, **options)
        self.row = row
