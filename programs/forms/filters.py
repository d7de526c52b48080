"""What each list of programmes, people and records can be narrowed down to."""

from functools import cache

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from mops.listing import FilterForm, UnreadableQuery
from mops.models import User
from mops.searches import recall
from mops.widgets import LongSelect
from participants.finding import is_corrected
from participants.forms.days import DayField
from participants.models import Participant, ProfileAssessment
from programs.models import (
    Agreement,
    Cost,
    Edition,
    Enrolment,
    Institution,
    Party,
    Payer,
    Program,
    Rate,
)
from programs.period import FIRST_YEAR, LAST_YEAR, Period

ANY = [("", "wszystkie")]


class ProgramField(forms.TypedChoiceField):
    """A programme by its number; a form reads them once, for checking and for the list."""

    def __init__(self) -> None:
        super().__init__(label="Program", required=False, coerce=int, empty_value=None)

    def __deepcopy__(self, memo: dict) -> "ProgramField":
        field = super().__deepcopy__(memo)
        field.choices = cache(_programs)
        return field


def _programs() -> list[tuple[int | str, str]]:
    return [("", "wszystkie"), *((program.pk, str(program)) for program in Program.objects.all())]


class SomeEditions(forms.models.ModelChoiceIterator):
    """The editions offered in the list: the last ones, and the one that is chosen."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        last = list(self.queryset[:EDITIONS_OFFERED])
        chosen = self.queryset.filter(pk=self.field.chosen or 0)
        for edition in (
            last if self.field.chosen in {None, *(one.pk for one in last)} else [*chosen, *last]
        ):
            yield self.choice(edition)


class EditionChoiceField(forms.ModelChoiceField):
    """One edition of any; a centre has thousands after some years, so only the last are listed."""

    iterator = SomeEditions
    widget = LongSelect
    chosen: int | None = None


class YearField(forms.IntegerField):
    """A year typed by hand; empty means all."""

    def __init__(self) -> None:
        super().__init__(label="Rok", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
        self.widget.attrs["placeholder"] = "wszystkie"


EDITIONS_OFFERED = 60
MINE, NOBODYS = "mine", "none"


def _caseworkers() -> list[tuple[str, str]]:
    """Those who care for somebody or may begin to."""
    cared_for = Participant.objects.filter(caseworker=OuterRef("pk")).order_by()
    staff = User.objects.filter(Q(is_active=True) | Exists(cared_for))
    special = [("", "wszyscy"), (MINE, "moje osoby"), (NOBODYS, "nie wyznaczono")]
    return special + [(str(user.pk), str(user)) for user in staff]


class ParticipantFilterForm(FilterForm):
    q = forms.CharField(
        label="Nazwisko, PESEL lub telefon",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    caseworker = forms.ChoiceField(label="Opiekun", required=False)
    program = ProgramField()
    edition = EditionChoiceField(
        Edition.objects.select_related("program"),
        label="Edycja",
        required=False,
        empty_label="wszystkie",
    )
    result = forms.ChoiceField(
        label="Wynik udziału", required=False, choices=[*ANY, *Enrolment.Result.choices]
    )
    profile = forms.ChoiceField(
        label="Profil pomocy (ostatni)",
        required=False,
        choices=[*ANY, *ProfileAssessment.Profile.choices],
    )
    sex = forms.ChoiceField(label="Płeć", required=False, choices=[*ANY, *Participant.Sex.choices])

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].choices = _caseworkers()
        asked = self.data.get("edition", "")
        self.fields["edition"].chosen = int(asked) if asked.isdecimal() else None

    @classmethod
    def read(cls, request: HttpRequest, *beside: str) -> "ParticipantFilterForm":
        """The form of the one who asks, who is the caseworker of "my people"."""
        form = super().read(request, *beside)
        form.user = request.user
        return form

    def narrow(self, records: QuerySet) -> QuerySet:
        asked = self.cleaned_data
        if asked["q"]:
            records = records.found_by(asked["q"])
        if asked["sex"]:
            records = records.filter(sex=asked["sex"])
        if asked["caseworker"]:
            whose = {MINE: self.user.pk, NOBODYS: None}
            records = records.filter(caseworker=whose.get(asked["caseworker"], asked["caseworker"]))
        if asked["profile"]:
            records = records.with_profile(asked["profile"])
        part = {
            lookup: asked[name] for name, lookup in self.ENROLMENT_LOOKUPS.items() if asked[name]
        }
        if part:
            enrolments = Enrolment.objects.filter(participant=OuterRef("pk"), **part)
            records = records.filter(Exists(enrolments))
        return records

    @property
    def is_corrected(self) -> bool:
        """Nobody has the typed name, and those whose names are like it were found."""
        return bool(self.cleaned_data["q"]) and is_corrected(self.cleaned_data["q"])

    @classmethod
    def asked(cls, request: HttpRequest) -> QueryDict:
        """The address holds a token where the form holds what was typed."""
        asked = request.GET.copy()
        if token := asked.get("q"):
            text = recall(request, token)
            if text is None:
                raise UnreadableQuery("To wyszukiwanie już wygasło. Wpisz nazwisko jeszcze raz.")
            asked["q"] = text
        return asked

    ENROLMENT_LOOKUPS = {"program": "edition__program", "edition": "edition", "result": "result"}
    """They hold of one and the same enrolment."""


class EditionFilterForm(FilterForm):
    program = ProgramField()
    year = YearField()

    def narrow(self, records: QuerySet) -> QuerySet:
        if program := self.cleaned_data["program"]:
            records = records.filter(program=program)
        if year := self.cleaned_data["year"]:
            records = records.during(Period.of_year(year))
        return records


class InstitutionFilterForm(FilterForm):
    q = forms.CharField(label="Nazwa", required=False, max_length=120)
    kind = forms.ChoiceField(
        label="Rodzaj", required=False, choices=[*ANY, *Institution.Kind.choices]
    )

    def narrow(self, records: QuerySet) -> QuerySet:
        if name := self.cleaned_data["q"]:
            records = records.filter(name__icontains=name)
        if kind := self.cleaned_data["kind"]:
            records = records.filter(kind=kind)
        return records


class FacilityFilterForm(FilterForm):
    q = forms.CharField(label="Nazwa", required=False, max_length=120)
    institution = forms.ModelChoiceField(
        Institution.objects.filter(facilities__isnull=False).distinct(),
        label="Instytucja",
        required=False,
        empty_label="wszystkie",
    )

    def narrow(self, records: QuerySet) -> QuerySet:
        if name := self.cleaned_data["q"]:
            records = records.filter(name__icontains=name)
        if institution := self.cleaned_data["institution"]:
            records = records.filter(institution=institution)
        return records


class AgreementFilterForm(FilterForm):
    STATES = [
        *ANY,
        ("in_force", "w mocy"),
        ("ending", "wygasające w 30 dni"),
        ("expired", "wygasłe"),
    ]

    q = forms.CharField(
        label="Numer, przedmiot lub strona",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label="Rodzaj", required=False, choices=[*ANY, *Agreement.Kind.choices]
    )
    program = ProgramField()
    state = forms.ChoiceField(label="Stan", required=False, choices=STATES)
    year = YearField()

    def narrow(self, records: QuerySet) -> QuerySet:
        asked, today = self.cleaned_data, timezone.localdate()
        if text := asked["q"]:
            party = Party.objects.filter(
                agreement=OuterRef("pk"), institution__name__icontains=text
            )
            own = Q(number__icontains=text) | Q(subject__icontains=text)
            records = records.filter(own | Exists(party))
        if kind := asked["kind"]:
            records = records.filter(kind=kind)
        if program := asked["program"]:
            records = records.filter(programs=program)
        if year := asked["year"]:
            records = records.during(Period.of_year(year))
        if asked["state"] == "in_force":
            records = records.valid_on(today)
        elif asked["state"] == "ending":
            records = records.ending_soon(today)
        elif asked["state"] == "expired":
            records = records.expired_by(today)
        return records


class LawFilterForm(FilterForm):
    program = ProgramField()
    on = DayField(label="Obowiązuje w dniu", required=False)

    def narrow(self, records: QuerySet) -> QuerySet:
        if program := self.cleaned_data["program"]:
            records = records.filter(program=program)
        if day := self.cleaned_data["on"]:
            records = records.valid_on(day)
        return records


class RateFilterForm(LawFilterForm):
    field_order = ["program", "kind"]

    kind = forms.ChoiceField(label="Rodzaj", required=False, choices=[*ANY, *Rate.Kind.choices])

    def narrow(self, records: QuerySet) -> QuerySet:
        records = super().narrow(records)
        kind = self.cleaned_data["kind"]
        return records.filter(kind=kind) if kind else records


class CostFilterForm(FilterForm):
    program = ProgramField()
    payer = forms.ChoiceField(label="Płatnik", required=False, choices=[*ANY, *Payer.choices])
    kind = forms.ChoiceField(label="Rodzaj", required=False, choices=[*ANY, *Cost.Kind.choices])
    year = YearField()

    def narrow(self, records: QuerySet) -> QuerySet:
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        if year := asked.pop("year", None):
            records = records.within(Period.of_year(year))
        return records.filter(**asked)


class GrantFilterForm(FilterForm):
    year = YearField()

    def narrow(self, records: QuerySet) -> QuerySet:
        year = self.cleaned_data["year"]
        return records.filter(year=year) if year else records


class TrainingFilterForm(FilterForm):
    year = YearField()

    def narrow(self, records: QuerySet) -> QuerySet:
        year = self.cleaned_data["year"]
        return records.filter(held_on__range=Period.of_year(year).bounds) if year else records


class EditionChoiceForm(FilterForm):
    past = forms.BooleanField(label="Także zakończone", required=False)

    def narrow(self, editions: QuerySet) -> QuerySet:
        return editions if self.cleaned_data["past"] else editions.open_on(timezone.localdate())
