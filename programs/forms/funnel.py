"""How a list of people put forward is narrowed down, and what is done with those ticked."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from mops.listing import FilterForm, UnreadableQuery
from mops.searches import recall
from mops.widgets import LongSelect
from participants.models import Participant
from programs.forms.entry import DayField, reason_field
from programs.forms.filters import ANY
from programs.funnel import BY_NAME, STEPS, Source, Stage
from programs.models import Reason


class FunnelFilterForm(FilterForm):
    q = forms.CharField(
        label="Nazwisko, imię lub PESEL",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    stage = forms.ChoiceField(label="Etap", required=False, choices=[*ANY, *Stage.choices])
    listed = forms.ChoiceField(
        label="Skierowanie",
        required=False,
        choices=[*ANY, ("edition", "do tej edycji"), ("year", "z listy na rok")],
    )

    @classmethod
    def asked(cls, request: HttpRequest) -> QueryDict:
        """The address holds a token where the form holds what was typed."""
        asked = request.GET.copy()
        if token := asked.get("q"):
            asked["q"] = recall(request, token)
            if asked["q"] is None:
                raise UnreadableQuery("To wyszukiwanie już wygasło. Wpisz nazwisko jeszcze raz.")
        return asked

    def narrow_in(self, source: Source) -> QuerySet:
        """The referrals of the list that the filled fields leave."""
        asked, referrals = self.cleaned_data, source.referrals
        if asked["stage"]:
            referrals = referrals.filter(source.condition(asked["stage"]))
        if asked["listed"]:
            referrals = referrals.filter(edition__isnull=asked["listed"] == "year")
        if asked["q"]:
            found = Participant.objects.found_by(asked["q"]).order_by()
            referrals = referrals.filter(participant__in=found.values("pk"))
        return referrals


class MarkForm(forms.Form):
    """The step, its day, and its reason where it needs one."""

    on = DayField(label="Data, z którą zapisywać", is_past=True)
    reason = reason_field(label="Przyczyna", required=False, widget=LongSelect)
    step = forms.ChoiceField(
        label="Decyzja",
        choices=[(step.name, step.label) for step in STEPS],
        error_messages={"invalid_choice": "Takiej decyzji nie ma na tej liście."},
    )

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].queryset = Reason.objects.filter(is_for_referral=True)
        self.fields["on"].widget.attrs |= {"class": "form-control", "autocomplete": "off"}
        self.fields["reason"].widget.attrs |= {"class": "form-select", "autocomplete": "off"}

    def clean(self) -> dict:
        data = super().clean()
        step = BY_NAME.get(data.get("step"))
        if step and step.needs_reason and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Wybierz przyczynę.")
        return data

    def values(self) -> dict:
        """What the step sets on each referral."""
        data = self.cleaned_data
        step = BY_NAME[data["step"]]
        return step.values(data["on"], data["reason"] if step.needs_reason else None)

    @property
    def sentence(self) -> str:
        """The errors as one sentence, for a list that has no place beside the fields."""
        return " ".join(
            f"{self.fields[name].label}: {error}" if name in self.fields else error
            for name, errors in self.errors.items()
            for error in errors
        )
