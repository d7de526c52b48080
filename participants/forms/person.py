"""A person's data: entered and changed."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Q

from mops.models import User
from participants.forms.identity import CHECK, WITHOUT_PESEL, IdentityForm, in_a_row
from participants.models import Participant

CONFIRM = "Przejrzyj podobne osoby. Jeśli wpisujesz kogoś innego, zaznacz „to inna osoba”."
MOST_LIKELY = 8
IN_PLACE = {"data-hx-swap-oob": "true"}


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
            self.likely_same = self._likely(identity)
            if self.likely_same and cleaned.get("is_another") != self.another_than:
                self.add_error("is_another", CONFIRM)
        return cleaned

    def _likely(self, identity: dict) -> list[Participant]:
        """Who had the typed number before, and people alike by name and birth date."""
        alike = Participant.objects.like(**identity)[:MOST_LIKELY]
        former = [self.pesel_check.person] if self.pesel_check.state == "former" else []
        return former + [person for person in alike if person not in former]

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
            True: [
                "pesel",
                CHECK,
                in_a_row(*names),
                "second_name",
                in_a_row("birth_date", "sex"),
            ],
            False: [in_a_row(*names), "second_name"],
        }[not self.instance.pk]
        if self.instance.pk and "birth_date" in self.fields:
            identity.append(in_a_row("birth_date", "sex"))
        if "no_pesel_reason" in self.fields:
            identity.append(WITHOUT_PESEL)
        helper.layout = Layout(
            *(name for name in ("entry", "version") if name in self.fields),
            Fieldset("Kto to jest", *identity),
            Fieldset(
                "Adres",
                in_a_row("street", "house_number"),
                in_a_row("postcode", "city"),
            ),
            Fieldset("Kontakt", in_a_row("phone", "email")),
            Fieldset("Opieka", "caseworker"),
        )
        return helper
