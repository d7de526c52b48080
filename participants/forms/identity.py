"""A person's identity: PESEL, or what stands in for it, and its correction."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from mops.once import OnceForm
from participants import pesel as pesel_rules
from participants.forms.days import DayField, DayInput, PastDayField, not_in_future
from participants.models import Participant
from participants.pesel_check import PeselCheck, check_pesel

NEITHER = "Wpisz numer PESEL albo podaj inny dokument lub powód braku numeru."
BOTH = "Osoba ma numer PESEL, więc powodu jego braku nie ma."
EMPTY_CHOICES = {"sex": "wybierz", "no_pesel_reason": "nie wybrano"}
MISSING_BESIDE_PESEL = "To pole jest wymagane, gdy nie ma numeru PESEL."


class PeselField(forms.CharField):
    """The number as typed or pasted, spaces and all, checked while it is typed."""

    def __init__(self, **options) -> None:
        attrs = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "data-hx-post": reverse_lazy("participant_pesel_check"),
            "data-hx-trigger": "input changed delay:250ms",
            "data-hx-target": "#pesel-check",
            "data-hx-include": "closest form",
            "data-hx-sync": "this:replace",
        }
        super().__init__(
            label="PESEL",
            required=False,
            max_length=20,
            widget=forms.TextInput(attrs=attrs),
            help_text="Data urodzenia i płeć wypełnią się same.",
            **options,
        )

    def to_python(self, value) -> str:
        value = "".join(str(super().to_python(value)).split())
        if value:
            pesel_rules.validate_pesel(value)
        return value


class IdentityForm(OnceForm, forms.ModelForm):
    """Who a person is: the PESEL fills birth date and sex, its lack wants a document or a reason."""

    pesel = PeselField()

    class Meta:
        model = Participant
        fields = ["pesel", "birth_date", "sex", "no_pesel_reason", "other_document"]
        field_classes = {"birth_date": DayField}
        widgets = {"birth_date": DayInput()}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("birth_date", "sex"):
            if name in self.fields:
                self.fields[name].required = "pesel" not in self.fields
        if "birth_date" in self.fields:
            self.fields["birth_date"].validators.append(not_in_future)
        for name in EMPTY_CHOICES.keys() & self.fields.keys():
            choices = self.fields[name].choices
            self.fields[name].choices = [("", EMPTY_CHOICES[name]), *list(choices)[1:]]

    def clean(self) -> dict:
        cleaned = super().clean()
        if "pesel" in self.fields and "pesel" not in self.errors:
            self._clean_pesel(cleaned)
        elif "pesel" not in self.fields and "no_pesel_reason" in self.fields:
            self._want_document(cleaned, "no_pesel_reason")
        return cleaned

    def _clean_pesel(self, cleaned: dict) -> None:
        if number := cleaned["pesel"]:
            if not cleaned.get("birth_date") and "birth_date" not in self.errors:
                cleaned["birth_date"] = pesel_rules.birth_date_of(number)
            cleaned["sex"] = cleaned.get("sex") or pesel_rules.sex_of(number)
            if cleaned.get("no_pesel_reason"):
                self.add_error("no_pesel_reason", BOTH)
            if self.pesel_check.state == "known":
                self.add_error("pesel", self.pesel_check.text)
            return
        self._want_document(cleaned, "pesel")
        for name in ("birth_date", "sex"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, MISSING_BESIDE_PESEL)

    def _want_document(self, cleaned: dict, field: str) -> None:
        if not (cleaned.get("no_pesel_reason") or cleaned.get("other_document")):
            self.add_error(field, NEITHER)

    def _get_validation_exclusions(self) -> set[str]:
        """The number was checked above; whether it is taken is the database's to say at last."""
        return super()._get_validation_exclusions() | {"pesel"}

    def validate_unique(self) -> None:
        """Left to the database, the only judge that two simultaneous writers share."""

    def validate_constraints(self) -> None:
        """Likewise."""

    @property
    def pesel_check(self) -> PeselCheck:
        """What the typed number says."""
        typed = self["pesel"].value() or "" if "pesel" in self.fields else ""
        if not hasattr(self, "_pesel_check"):
            self._pesel_check = check_pesel(typed, beside=self.instance.pk)
        return self._pesel_check

    @property
    def values(self) -> dict:
        """What is to be written."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}


def in_a_row(*names: str) -> Row:
    return Row(*(Column(name, css_class="col-sm") for name in names))


CHECK = HTML('{% include "participants/_pesel_check.html" with check=form.pesel_check %}')
WITHOUT_PESEL = Fieldset(
    "Gdy nie ma numeru PESEL",
    in_a_row("no_pesel_reason", "other_document"),
    css_class="form-group-within",
)


class PeselForm(IdentityForm):
    """A correction of the PESEL, with what changes along."""

    version = forms.DateTimeField(widget=forms.HiddenInput)
    on = PastDayField(label="Data zmiany", help_text="Od kiedy wiadomo, że numer jest inny.")
    reason = forms.CharField(
        label="Powód zmiany",
        max_length=200,
        help_text="Na przykład: omyłka przy wpisywaniu, decyzja o zmianie numeru.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.updated_at.isoformat()
        self.initial["no_pesel_reason"] = ""
        self.was = self.instance.pesel or ""

    def clean_pesel(self) -> str:
        number = self.cleaned_data["pesel"]
        if number == self.was:
            raise ValidationError(
                "To jest obecny numer tej osoby." if number else "Wpisz numer PESEL."
            )
        return number

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(
            "entry",
            "version",
            Fieldset("Nowy numer", "pesel", CHECK, in_a_row("birth_date", "sex"), WITHOUT_PESEL),
            Fieldset("Zmiana", in_a_row("on"), "reason"),
        )
        return helper
