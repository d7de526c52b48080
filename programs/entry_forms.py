"""Forms in which clerks enter what happens in an edition."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from participants.models import Participant
from programs.models import (
    Edition,
    Enrolment,
    Facility,
    Outcome,
    Program,
    Reason,
    Referral,
)

MOST_SHOWN = 100
"""People among whom one can still tick by eye; more are narrowed down on the edition's page."""


class DayField(forms.DateField):
    """A day picked or typed; with `is_past` one that has already come."""

    def __init__(self, *, is_past: bool = False, **options) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, **options)
        self.is_past = is_past

    def validate(self, value) -> None:
        super().validate(value)
        if self.is_past and value and value > timezone.localdate():
            raise ValidationError("Ten dzień jeszcze nie nadszedł.")


class TickedField(forms.ModelMultipleChoiceField):
    """People or their records to tick; whoever is not on the list any more is said to be gone."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options) -> None:
        super().__init__(
            error_messages={
                "required": "Zaznacz co najmniej jedną osobę.",
                "invalid_choice": "Ktoś w tym czasie zmienił tę listę. Sprawdź, kogo to jeszcze dotyczy.",
                "invalid_pk_value": "Nieznana osoba na liście.",
            },
            **options,
        )


class StepForm(forms.Form):
    """One step taken with the people ticked; `gone` in it means that somebody was quicker."""

    ticked = "enrolment"
    """The name of the field in which people are ticked, and of the ids in the address."""

    def __init__(self, *args, candidates: QuerySet, **options) -> None:
        super().__init__(*args, **options)
        self.fields[self.ticked].queryset = candidates

    @property
    def people(self):
        """What is ticked."""
        return self.cleaned_data[self.ticked]

    def values(self) -> dict:
        """The filled fields but for the ticks, as the action takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != self.ticked}


class PersonField(TickedField):
    def label_from_instance(self, person: Participant) -> str:
        return f"{person}, ur. {person.birth_date:%d.%m.%Y}"


class EnrolForm(StepForm):
    ticked = "person"

    person = PersonField(label="Kogo przyjąć", queryset=Participant.objects.none())
    on = DayField(label="Od")
    facility = forms.ModelChoiceField(
        Facility.objects.all(), label="Placówka", required=False, empty_label="nie wyznaczono"
    )
    work_kind = forms.ChoiceField(
        label="Rodzaj pracy",
        required=False,
        choices=[("", "nie określono"), *Enrolment.WorkKind.choices],
    )
    group = forms.CharField(label="Grupa", required=False, max_length=60)
    override_reason = forms.CharField(
        label="Uzasadnienie przyjęcia ponad liczbę miejsc",
        required=False,
        max_length=300,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, edition: Edition, **options) -> None:
        super().__init__(*args, **options)
        if edition.program.kind != Program.Kind.PUBLIC_WORKS:
            del self.fields["work_kind"]
        if self.is_bound and self["override_reason"].value():
            self._ask_why()

    def warn(self, warning: str) -> None:
        """Show the field for a reason, with what it is to justify."""
        self._ask_why()
        sentence = f"{warning} Napisz, dlaczego mimo to, albo odznacz część osób."
        self.add_error("override_reason", sentence)

    def _ask_why(self) -> None:
        self.fields["override_reason"].widget = forms.TextInput(attrs={"maxlength": 300})


class EnrolmentsField(TickedField):
    def label_from_instance(self, enrolment: Enrolment) -> str:
        return f"{enrolment.participant}, od {enrolment.started_on:%d.%m.%Y}"


def enrolments_field(label: str) -> EnrolmentsField:
    return EnrolmentsField(label=label, queryset=Enrolment.objects.none())


class CompleteForm(StepForm):
    class Certificate:
        NEXT, TYPED, NONE = "next", "typed", "none"

    enrolment = enrolments_field("Kto ukończył")
    on = DayField(label="Data ukończenia", is_past=True)
    certificate = forms.ChoiceField(
        label="Zaświadczenie",
        widget=forms.RadioSelect,
        choices=[
            (Certificate.NEXT, "nadaj kolejny wolny numer"),
            (Certificate.TYPED, "numer wpisany niżej"),
            (Certificate.NONE, "bez zaświadczenia"),
        ],
        initial=Certificate.NEXT,
    )
    certificate_number = forms.CharField(
        label="Numer zaświadczenia",
        required=False,
        max_length=40,
        help_text="Tylko gdy numer nadano już na papierze, dla jednej osoby.",
    )

    def clean(self) -> dict:
        data = super().clean()
        is_typed = data.get("certificate") == self.Certificate.TYPED
        if is_typed and not data.get("certificate_number"):
            self.add_error("certificate_number", "Wpisz numer zaświadczenia.")
        if not is_typed and data.get("certificate_number"):
            self.add_error("certificate", "Numer jest wpisany: zaznacz „numer wpisany niżej”.")
        return data

    def values(self) -> dict:
        data = super().values()
        data["with_certificates"] = data.pop("certificate") != self.Certificate.NONE
        return data


def reason_field(**options) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(Reason.objects.none(), empty_label="wybierz przyczynę", **options)


class InterruptForm(StepForm):
    enrolment = enrolments_field("Kto przerwał")
    on = DayField(label="Ostatni dzień udziału", is_past=True)
    reason = reason_field(label="Przyczyna")

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].queryset = Reason.objects.filter(is_for_exit=True)


class OutcomeForm(StepForm):
    enrolment = enrolments_field("Kogo dotyczy")
    kind = forms.ChoiceField(
        label="Rezultat", choices=[("", "wybierz rezultat"), *Outcome.Kind.choices]
    )
    on = DayField(label="Data", is_past=True)
    detail = forms.CharField(
        label="Szczegóły",
        required=False,
        max_length=200,
        help_text="Na przykład stanowisko i pracodawca.",
    )
    proof = forms.CharField(
        label="Potwierdzenie",
        required=False,
        max_length=200,
        help_text="Dokument, z którego o tym wiadomo, na przykład kopia umowy o pracę.",
    )


class ReserveField(forms.ModelChoiceField):
    def label_from_instance(self, referral: Referral) -> str:
        return (
            f"{referral.participant}, w rezerwie od {referral.decided_on:%d.%m.%Y}, "
            f"kto skierował: {referral.get_source_display()}"
        )


class ReplaceForm(forms.Form):
    referral = ReserveField(
        Referral.objects.none(),
        label="Kto z rezerwy zajmie miejsce",
        widget=forms.RadioSelect,
        empty_label=None,
        help_text="Na początku ci, którzy czekają najdłużej.",
        error_messages={
            "required": "Wybierz osobę.",
            "invalid_choice": "Tej osoby nie ma już w rezerwie. Wybierz inną.",
        },
    )
    on = DayField(label="Od")
    facility = forms.ModelChoiceField(
        Facility.objects.all(), label="Placówka", required=False, empty_label="nie wyznaczono"
    )

    def __init__(self, *args, candidates: QuerySet, **options) -> None:
        super().__init__(*args, **options)
        self.fields["referral"].queryset = candidates


class ReferralsField(TickedField):
    def label_from_instance(self, referral: Referral) -> str:
        return f"{referral.participant}, {referral.get_decision_display()}"


class InterviewForm(StepForm):
    ticked = "referral"

    referral = ReferralsField(label="Z kim rozmawiano", queryset=Referral.objects.none())
    on = DayField(label="Data rozmowy", is_past=True)


class OfferForm(StepForm):
    ticked = "referral"

    referral = ReferralsField(label="Komu złożono propozycję", queryset=Referral.objects.none())
    on = DayField(label="Data propozycji", is_past=True)


class DecideForm(StepForm):
    ticked = "referral"

    WITH_A_REASON = (
        Referral.Decision.NOT_QUALIFIED,
        Referral.Decision.DECLINED,
        Referral.Decision.NEVER_OFFERED,
    )

    referral = ReferralsField(label="Kogo dotyczy", queryset=Referral.objects.none())
    decision = forms.ChoiceField(
        label="Decyzja",
        choices=[
            ("", "wybierz decyzję"),
            *(row for row in Referral.Decision.choices if row[0] != Referral.Decision.PENDING),
        ],
    )
    on = DayField(label="Data decyzji", is_past=True)
    reason = reason_field(
        label="Przyczyna",
        required=False,
        help_text="Gdy osoba nie kwalifikuje się, odmawia albo nie dostała propozycji.",
    )

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].queryset = Reason.objects.filter(is_for_referral=True)

    def clean(self) -> dict:
        data = super().clean()
        decision, reason = data.get("decision"), data.get("reason")
        if decision in self.WITH_A_REASON and not reason and "reason" not in self.errors:
            self.add_error("reason", "Ta decyzja wymaga przyczyny.")
        if decision and decision not in self.WITH_A_REASON and reason:
            self.add_error("reason", "Ta decyzja nie ma przyczyny.")
        return data
