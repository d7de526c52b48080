"""What is added to a person: facts, profiles, contracts, and how they end."""

from django import forms

from mops.once import OnceForm
from participants.forms.days import DayField, DayInput, PastDayField
from participants.models import DatedFact, ProfileAssessment, SocialContract


class ChoosingForm(OnceForm, forms.ModelForm):
    """A form whose first list says what to choose from it."""

    choose: tuple[str, str]
    """The list's field, and the words of its empty line."""

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        name, words = self.choose
        field = self.fields[name]
        field.choices = [("", words), *(one for one in field.choices if one[0])]


class FactForm(ChoosingForm):
    """Something true of a person from a day on."""

    choose = "kind", "wybierz fakt"

    valid_from = PastDayField(label="Od")

    class Meta:
        model = DatedFact
        fields = ["kind", "detail", "valid_from", "valid_to", "source"]
        field_classes = {"valid_to": DayField}
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


class ProfileForm(ChoosingForm):
    """The help profile set by the labour office."""

    choose = "profile", "wybierz profil"

    on = PastDayField(label="Data ustalenia", initial=None)

    class Meta:
        model = ProfileAssessment
        fields = ["profile", "source"]
        help_texts = {"source": "Na przykład pismo z PUP z numerem i datą."}

    field_order = ["profile", "on", "source"]

    def validate_constraints(self) -> None:
        """Left to the database, which knows whose profile it is."""


class ContractForm(ChoosingForm):
    """A social contract signed with a person."""

    choose = "kind", "wybierz rodzaj"

    on = PastDayField(label="Data podpisania")

    class Meta:
        model = SocialContract
        fields = ["kind", "purpose", "valid_to"]
        field_classes = {"valid_to": DayField}
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
