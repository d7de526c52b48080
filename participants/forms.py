"""What staff fill in about a person."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils import timezone

from mops.models import User
from mops.once import OnceForm
from participants import pesel as pesel_rules
from participants.models import DatedFact, Participant, ProfileAssessment, SocialContract
from participants.pesel_check import PeselCheck, check_pesel

NEITHER = "Wpisz numer PESEL albo podaj inny dokument lub powód braku numeru."
BOTH = "Osoba ma numer PESEL, więc powodu jego braku nie ma."
MISSING_BESIDE_PESEL = "To pole jest wymagane, gdy nie ma numeru PESEL."
IN_FUTURE = "Ta data jeszcze nie nadeszła."
CONFIRM = "Przejrzyj podobne osoby. Jeśli wpisujesz kogoś innego, zaznacz „to inna osoba”."


class DayInput(forms.DateInput):
    """The browser's own calendar; a date can be typed in it as well."""

    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def not_in_future(day: date) -> None:
    """Refuse a day that has not come."""
    if day > timezone.localdate():
        raise ValidationError(IN_FUTURE, code="future")


class PastDayField(forms.DateField):
    """A day that has come, today by default."""

    widget = DayInput
    default_validators = [not_in_future]

    def __init__(self, **options) -> None:
        super().__init__(**{"initial": timezone.localdate, **options})


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
        widgets = {"birth_date": DayInput()}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("birth_date", "sex"):
            if name in self.fields:
                self.fields[name].required = "pesel" not in self.fields
        if "birth_date" in self.fields:
            self.fields["birth_date"].validators.append(not_in_future)

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
            if self.pesel_check.person:
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


def _fields(*names: str) -> Row:
    return Row(*(Column(name, css_class="col-sm") for name in names))


CHECK = HTML('{% include "participants/_pesel_check.html" with check=form.pesel_check %}')
WITHOUT_PESEL = Fieldset(
    "Gdy nie ma numeru PESEL",
    _fields("no_pesel_reason", "other_document"),
    css_class="form-group-within",
)


class ParticipantForm(IdentityForm):
    """A person's data. Her PESEL, once entered, is changed in a form of its own."""

    version = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    is_another = forms.CharField(label="To inna osoba", required=False)

    class Meta(IdentityForm.Meta):
        fields = [
            "pesel",
            "last_name",
            "first_name",
            "second_name",
            "birth_date",
            "sex",
            "no_pesel_reason",
            "other_document",
            "street",
            "house_number",
            "postcode",
            "city",
            "phone",
            "email",
            "caseworker",
        ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        person = self.instance
        self.likely_same = []
        if person.pk:
            del self.fields["pesel"], self.fields["is_another"]
            self.fields["version"].required = True
            self.initial["version"] = person.updated_at.isoformat()
            for name in ("birth_date", "sex"):
                self.fields[name].required = True
        else:
            del self.fields["version"]
            if not self.is_bound:
                self.fields["pesel"].widget.attrs["autofocus"] = True
        if person.pesel:
            for name in ("birth_date", "sex", "no_pesel_reason", "other_document"):
                del self.fields[name]
        caseworkers = User.objects.filter(Q(is_active=True) | Q(pk=person.caseworker_id))
        self.fields["caseworker"].queryset = caseworkers
        self.fields["caseworker"].empty_label = "nie wyznaczono"
        for name in ("phone", "email", "street", "house_number", "postcode", "city"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["postcode"].widget.attrs["placeholder"] = "00-000"

    def clean(self) -> dict:
        cleaned = super().clean()
        identity = {
            name: cleaned.get(name) for name in ("last_name", "first_name", "birth_date", "sex")
        }
        if "is_another" in self.fields and "pesel" not in self.errors and all(identity.values()):
            self.likely_same = list(Participant.objects.like(**identity)[:MOST_LIKELY])
            if self.likely_same and cleaned.get("is_another") != self.another_than:
                self.add_error("is_another", CONFIRM)
        return cleaned

    @property
    def another_than(self) -> str:
        """What the tick says: not these people. Other people than these need another tick."""
        return ",".join(str(person.pk) for person in self.likely_same)

    def told_birth_date(self) -> str:
        """The field with what the PESEL tells, to be put in place of the one on the page."""
        return self["birth_date"].as_widget(attrs={**IN_PLACE, "class": "dateinput form-control"})

    def told_sex(self) -> str:
        """Likewise."""
        return self["sex"].as_widget(attrs={**IN_PLACE, "class": "select form-select"})

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        names = ("last_name", "first_name")
        identity = {
            # nothing in the register yet
            True: ["pesel", CHECK, _fields(*names), "second_name", _fields("birth_date", "sex")],
            False: [_fields(*names), "second_name"],
        }[not self.instance.pk]
        if self.instance.pk and "birth_date" in self.fields:
            identity.append(_fields("birth_date", "sex"))
        if "no_pesel_reason" in self.fields:
            identity.append(WITHOUT_PESEL)
        helper.layout = Layout(
            *(name for name in ("entry", "version") if name in self.fields),
            Fieldset("Kto to jest", *identity),
            Fieldset("Adres", _fields("street", "house_number"), _fields("postcode", "city")),
            Fieldset("Kontakt", _fields("phone", "email")),
            Fieldset("Opieka", "caseworker"),
        )
        return helper


MOST_LIKELY = 8
IN_PLACE = {"data-hx-swap-oob": "true"}


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
            Fieldset("Nowy numer", "pesel", CHECK, _fields("birth_date", "sex"), WITHOUT_PESEL),
            Fieldset("Zmiana", _fields("on"), "reason"),
        )
        return helper


class FactForm(OnceForm, forms.ModelForm):
    """Something true of a person from a day on."""

    valid_from = PastDayField(label="Od")

    class Meta:
        model = DatedFact
        fields = ["kind", "detail", "valid_from", "valid_to", "source"]
        widgets = {"valid_to": DayInput()}
        help_texts = {
            "detail": "Na przykład stopień niepełnosprawności albo poziom wykształcenia.",
            "valid_to": "Puste, jeśli to nadal trwa.",
            "source": "Na przykład zaświadczenie z PUP, orzeczenie, oświadczenie.",
        }

    def validate_constraints(self) -> None:
        """Left to the database, which knows whose fact it is."""


class FactEndForm(OnceForm):
    """The last day of a fact."""

    on = PastDayField(label="Ostatni dzień", help_text="Tego dnia fakt jeszcze był prawdą.")


class ProfileForm(OnceForm, forms.ModelForm):
    """The help profile set by the labour office."""

    on = PastDayField(label="Data ustalenia", initial=None)

    class Meta:
        model = ProfileAssessment
        fields = ["profile", "source"]
        help_texts = {"source": "Na przykład pismo z PUP z numerem i datą."}

    field_order = ["profile", "on", "source"]

    def validate_constraints(self) -> None:
        """Left to the database, which knows whose profile it is."""


class ContractForm(OnceForm, forms.ModelForm):
    """A social contract signed with a person."""

    on = PastDayField(label="Data podpisania")

    class Meta:
        model = SocialContract
        fields = ["kind", "purpose", "valid_to"]
        widgets = {"valid_to": DayInput()}

    field_order = ["kind", "purpose", "on", "valid_to"]

    def validate_constraints(self) -> None:
        """Left to the database, which knows when it was signed."""


class SettlementForm(OnceForm):
    """How a social contract ended."""

    fulfilled = forms.TypedChoiceField(
        label="Realizacja",
        choices=[("yes", "zrealizowany"), ("no", "niezrealizowany")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    on = PastDayField(label="Data rozliczenia")
