"""Forms in which clerks enter what happens in an edition."""

from datetime import date

from django import forms
from django.db.models import QuerySet

from mops.once import FIELD, OnceForm
from participants.forms.days import DayField
from participants.models import ProfileAssessment
from programs.models import Enrolment, Reason, Referral
from programs.terms.profiles import refuse_unless_profiled

MOST_SHOWN = 100
"""People among whom one can still tick by eye; more are narrowed down on the edition's page."""


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


class StepForm(OnceForm):
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
        aside = (self.ticked, FIELD)
        return {name: value for name, value in self.cleaned_data.items() if name not in aside}


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


class ProfilesForm(StepForm):
    enrolment = enrolments_field("Komu ustalono profil")
    profile = forms.ChoiceField(
        label="Profil",
        choices=[("", "wybierz profil"), *ProfileAssessment.Profile.choices],
    )
    on = DayField(label="Data ustalenia", is_past=True)
    source = forms.CharField(label="Źródło", required=False, max_length=120)

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        refuse_unless_profiled(on)
        return on


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
