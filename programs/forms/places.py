"""Forms of institutions and of facilities where people work."""

from django import forms

from mops.widgets import WholeNumberField
from programs.forms.records import RecordForm
from programs.models import Facility, Institution


class InstitutionForm(RecordForm):
    model = Institution

    name = forms.CharField(label="Nazwa", max_length=200)
    kind = forms.ChoiceField(
        label="Rodzaj", choices=[("", "wybierz rodzaj"), *Institution.Kind.choices]
    )
    address = forms.CharField(label="Adres", required=False, max_length=200)
    phone = forms.CharField(label="Telefon", required=False, max_length=40)


class FacilityForm(RecordForm):
    model = Facility

    name = forms.CharField(label="Nazwa", max_length=200)
    institution = forms.ModelChoiceField(
        Institution.objects.all(), label="Instytucja", empty_label="wybierz instytucję"
    )
    address = forms.CharField(label="Adres", required=False, max_length=200)
    contact = forms.CharField(
        label="Osoba do kontaktu",
        required=False,
        max_length=120,
        help_text="Imię, nazwisko i telefon.",
    )
    capacity = WholeNumberField(
        label="Liczba miejsc",
        required=False,
        min_value=1,
        max_value=9999,
        help_text="Puste: nieznana. Ponad nią przyjęcie wymaga uzasadnienia.",
    )
