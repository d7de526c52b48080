"""Forms in which clerks put people forward, take them in and find who takes a place over."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from mops.once import FIELD, OnceForm
from mops.widgets import WholeNumberField
from participants.models import Participant, ProfileAssessment
from programs.admission import Objection
from programs.forms.entry import DayField, StepForm, TickedField, reason_field
from programs.models import Edition, Enrolment, Facility, Program, Reason, Referral
from programs.models.referral import Source
from programs.period import FIRST_YEAR, LAST_YEAR

SEPARATOR = "|"
"""Between the keys of objections; no key has it."""
GIVE_REASON = "Napisz, dlaczego mimo to, albo zmień wybór."
GO_THROUGH = "Ostrzeżenia się zmieniły. Sprawdź, czy to uzasadnienie dotyczy także nowych."
YES_NO = {
    "required": False,
    "choices": [("", "nie wiadomo"), ("1", "tak"), ("0", "nie")],
    "coerce": lambda value: value == "1",
    "empty_value": None,
}


class AnsweredForm(OnceForm):
    """A form whose action may ask why: the reason, and what had been shown before it was written.

    Both stay hidden until something speaks against what is asked.
    """

    override_reason = forms.CharField(
        label="Uzasadnienie mimo ostrzeżeń",
        required=False,
        max_length=300,
        widget=forms.HiddenInput,
        help_text="Zostanie przy udziale razem z tym, czego dotyczy.",
    )
    seen = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    objections: list[Objection] = []

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        if self._reason:
            self._show_reason()

    @property
    def _reason(self) -> str:
        return self["override_reason"].value() or ""

    def clean_seen(self) -> set[str]:
        return set(self.cleaned_data["seen"].split(SEPARATOR))

    def ask_why(self, objections: list[Objection]) -> None:
        """Show what speaks against it, and the field for a reason."""
        self.objections = objections
        self._show_reason()
        self.data = self.data.copy()
        self.data["seen"] = SEPARATOR.join(one.key for one in objections)
        self.add_error("override_reason", GO_THROUGH if self._reason else GIVE_REASON)

    def _show_reason(self) -> None:
        self.fields["override_reason"].widget = forms.TextInput(attrs={"maxlength": 300})


def facility_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Facility.objects.all(), label="Placówka", required=False, empty_label="nie wyznaczono"
    )


class PlaceForm(AnsweredForm):
    """Where somebody takes part, at what work and in which group."""

    facility = facility_field()
    work_kind = forms.ChoiceField(
        label="Rodzaj pracy",
        required=False,
        choices=[("", "nie określono"), *Enrolment.WorkKind.choices],
    )
    group = forms.CharField(label="Grupa", required=False, max_length=60)


class EnrolForm(PlaceForm, StepForm):
    ticked = "person"

    person = TickedField(label="Kogo przyjąć", queryset=Participant.objects.none())
    on = DayField(label="Od")

    field_order = ["person", "on", "facility", "work_kind", "group", "override_reason", "seen"]

    def __init__(self, *args, edition: Edition, **options) -> None:
        super().__init__(*args, **options)
        if edition.program.kind != Program.Kind.PUBLIC_WORKS:
            del self.fields["work_kind"]

    @property
    def day(self) -> date:
        """The day as of which people without a referral are judged."""
        typed = getattr(self, "cleaned_data", {}).get("on")
        return typed or self.get_initial_for_field(self.fields["on"], "on")

    @property
    def ticks(self) -> set[int]:
        """The people ticked, in the form as sent or as it opens."""
        return {int(pk) for pk in self[self.ticked].value() or () if str(pk).isdecimal()}


class ReplaceForm(AnsweredForm):
    """Who takes a place over; `is_leaving` also asks when and why the person leaves it."""

    NOBODY = ""

    left_on = DayField(label="Ostatni dzień udziału", is_past=True)
    reason = reason_field(label="Przyczyna odejścia")
    referral = forms.ModelChoiceField(
        Referral.objects.none(),
        label="Kto zajmie miejsce",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Tej osoby nie ma już w rezerwie. Wybierz inną."},
    )
    on = DayField(label="Od", required=False)
    facility = facility_field()

    field_order = ["left_on", "reason", "referral", "on", "facility", "override_reason", "seen"]

    def __init__(self, *args, candidates: QuerySet, is_leaving: bool, **options) -> None:
        super().__init__(*args, **options)
        self.fields["referral"].queryset = candidates
        self.is_leaving = is_leaving
        if is_leaving:
            self.fields["reason"].queryset = Reason.objects.filter(is_for_exit=True)
            self.fields["on"].help_text = "Puste: dzień po ostatnim dniu udziału."
        else:
            del self.fields["left_on"], self.fields["reason"]
            self.fields["on"].required = True

    def clean(self) -> dict:
        data = super().clean()
        if not self.is_leaving and "left_on" in self.data:
            raise ValidationError(
                "Ktoś zakończył ten udział w tym czasie. Sprawdź, od kiedy miejsce jest wolne."
            )
        if not self.is_leaving and not data.get("referral") and "referral" not in self.errors:
            self.add_error("referral", "Wybierz osobę.")
        return data

    @property
    def chosen(self) -> int | None:
        """The referral marked, in the form as sent or as it opens; none for nobody."""
        value = str(self["referral"].value() or "")
        return int(value) if value.isdecimal() else None

    def values(self) -> dict:
        """The filled fields, as the action takes them; the person goes with her referral."""
        data = {name: value for name, value in self.cleaned_data.items() if name != FIELD}
        referral = data.pop("referral")
        if referral is None:
            return {name: data[name] for name in ("left_on", "reason")}
        return {**data, "referral": referral, "participant": referral.participant}


class ReferForm(OnceForm):
    """A person put forward: for one edition, or for a year of a programme."""

    edition = forms.ModelChoiceField(
        Edition.objects.none(),
        label="Do edycji",
        required=False,
        empty_label="na listę roczną programu, wybranego niżej",
    )
    program = forms.ModelChoiceField(
        Program.objects.all(), label="Na listę roczną programu", required=False, empty_label="–"
    )
    year = WholeNumberField(
        label="Na rok", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    source = forms.ChoiceField(label="Kto skierował", choices=Source.choices)
    on = DayField(label="Data skierowania", is_past=True)
    profile = forms.ChoiceField(
        label="Profil pomocy w dniu skierowania",
        required=False,
        choices=[("", "nie ustalono"), *ProfileAssessment.Profile.choices],
    )
    uses_assistance = forms.TypedChoiceField(
        label="Korzysta z pomocy społecznej w miesiącu skierowania", **YES_NO
    )
    has_ipd = forms.TypedChoiceField(label="Ma indywidualny plan działania", **YES_NO)

    def __init__(self, *args, editions: QuerySet, **options) -> None:
        super().__init__(*args, **options)
        self.fields["edition"].queryset = editions

    def clean(self) -> dict:
        data = super().clean()
        edition, program = data.get("edition"), data.get("program")
        if edition and program:
            self.add_error("program", "Wybierz edycję albo listę roczną, nie jedno i drugie.")
        elif not edition and not program and "edition" not in self.errors:
            self.add_error("edition", "Wybierz edycję albo program, na którego listę kierujesz.")
        if program and not edition and not data.get("year") and "year" not in self.errors:
            self.add_error("year", "Wpisz rok listy.")
        return data

    def values(self) -> dict:
        """The filled fields, as the action takes them."""
        data = {name: value for name, value in self.cleaned_data.items() if name != FIELD}
        if edition := data["edition"]:
            data |= {"program": edition.program, "year": edition.starts_on.year}
        return data
