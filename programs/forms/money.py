"""Forms of money entered one by one: costs, grants, benefits; and of staff trainings."""

from django import forms
from django.db.models import Model

from mops.once import OnceForm
from mops.widgets import LongSelect, WholeNumberField
from programs.amounts import AmountField
from programs.doubts import about_cost, about_grant
from programs.forms.entry import DayField, StepForm, enrolments_field
from programs.forms.records import RecordForm
from programs.models import (
    Agreement,
    Benefit,
    Cost,
    Edition,
    Grant,
    Institution,
    Payer,
    Program,
    StaffTraining,
)
from programs.period import FIRST_YEAR, LAST_YEAR

CHOOSE = [("", "wybierz")]


class MoneyForm(RecordForm):
    """A form that asks to be confirmed where what is typed is possible but doubtful."""

    outside = RecordForm.outside | {"confirms"}

    confirms = forms.BooleanField(label="Sprawdzone, tak ma zostać", required=False)

    def __init__(self, *args, record=None, **options) -> None:
        super().__init__(*args, **options)
        self.record = record
        self.question = self.fields.pop("confirms")
        if self.data.get("confirms"):
            self.fields["confirms"] = self.question

    @classmethod
    def opened(cls, record: Model, data=None, files=None) -> "MoneyForm":
        return cls(data, files, initial=cls.stored(record), record=record)

    def doubts(self) -> list[str]:
        """What is doubtful about the values, in sentences."""
        return []

    @property
    def candidate(self) -> Model:
        """The record as it would be saved."""
        columns = self.model._meta.concrete_fields if self.record else ()
        candidate = self.model(**{c.attname: getattr(self.record, c.attname) for c in columns})
        for name, value in self.plan.items():
            setattr(candidate, name, value)
        return candidate

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors:
            self._refuse_impossible()
        if self.errors:
            return data
        doubts = self.doubts()
        if doubts and not data.get("confirms"):
            self.fields["confirms"] = self.question
            self.add_error("confirms", [*doubts, "Popraw albo potwierdź, zaznaczając to pole."])
        return data

    def _refuse_impossible(self) -> None:
        """What the record itself refuses is told before anything is asked."""
        try:
            self.candidate.clean()
        except forms.ValidationError as refused:
            self.add_error(None, refused)

    @property
    def plan(self) -> dict:
        return {name: value for name, value in super().plan.items() if name != "confirms"}


class CostForm(MoneyForm):
    model = Cost
    field_order = ["program", "edition", "kind", "payer", "amount"]

    program = forms.ModelChoiceField(
        Program.objects.all(), label="Program", empty_label="wybierz program"
    )
    edition = forms.ModelChoiceField(
        Edition.objects.select_related("program").order_by("-starts_on", "pk"),
        label="Edycja",
        required=False,
        empty_label="cały program",
        widget=LongSelect,
    )
    kind = forms.ChoiceField(label="Rodzaj", choices=[*CHOOSE, *Cost.Kind.choices])
    payer = forms.ChoiceField(label="Płatnik", choices=[*CHOOSE, *Payer.choices])
    amount = AmountField(
        label="Kwota (zł)",
        help_text="Na przykład 1 234,50. Kwota z minusem to korekta i wymaga dokumentu.",
    )
    period_from = DayField(label="Za okres od")
    period_to = DayField(label="Za okres do")
    document = forms.CharField(
        label="Dokument", required=False, max_length=80, help_text="Na przykład numer faktury."
    )

    def clean_kind(self) -> str:
        is_old = self.record and self.record.kind == Cost.Kind.ALLOWANCES
        if self.cleaned_data["kind"] == Cost.Kind.ALLOWANCES and not is_old:
            raise forms.ValidationError("Świadczenia za godziny wpisuje rozliczenie miesiąca.")
        return self.cleaned_data["kind"]

    def clean(self) -> dict:
        self.refuse_end_before_start("period_from", "period_to")
        return super().clean()

    def doubts(self) -> list[str]:
        return about_cost(self.candidate)


class GrantForm(MoneyForm):
    model = Grant
    field_order = ["recipient", "year", "payer", "purpose", "amount"]

    recipient = forms.ModelChoiceField(
        Institution.objects.all(), label="Otrzymujący", empty_label="wybierz instytucję"
    )
    year = WholeNumberField(label="Rok", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    payer = forms.ChoiceField(label="Źródło", choices=[*CHOOSE, *Payer.choices])
    purpose = forms.CharField(label="Cel", max_length=300)
    amount = AmountField(label="Kwota (zł)", is_positive=True)
    program = forms.ModelChoiceField(
        Program.objects.all(),
        label="Na prowadzenie programu",
        required=False,
        empty_label="na inne zadanie",
        help_text="Dotacja na prowadzenie programu jest też jego dochodem; wpisuje się ją raz, tutaj.",
    )
    agreement = forms.ModelChoiceField(
        Agreement.objects.all(),
        label="Umowa",
        required=False,
        empty_label="bez umowy",
        widget=LongSelect,
    )

    def doubts(self) -> list[str]:
        return about_grant(self.candidate)


class TrainingForm(MoneyForm):
    model = StaffTraining
    field_order = ["institution", "title", "held_on", "people"]

    institution = forms.ModelChoiceField(
        Institution.objects.all(),
        label="Pracownicy instytucji",
        empty_label="wybierz instytucję",
    )
    title = forms.CharField(label="Temat", max_length=200)
    held_on = DayField(label="Data", is_past=True)
    people = WholeNumberField(label="Liczba osób", min_value=1, max_value=999)

    def doubts(self) -> list[str]:
        twins = StaffTraining.objects.filter(
            **{name: self.plan[name] for name in ("institution", "title", "held_on")}
        ).exclude(pk=self.record and self.record.pk)
        return ["Takie szkolenie pracowników tej instytucji jest już wpisane."] if twins else []


def _own_contribution() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Agreement.objects.filter(kind=Agreement.Kind.PROJECT_FUNDING),
        label="Wkład własny w projekcie",
        required=False,
        empty_label="nie jest wkładem własnym",
        help_text="Świadczenie liczone także jako wkład własny; wpisuje się je raz, tutaj.",
    )


class BenefitForm(MoneyForm):
    model = Benefit
    field_order = ["kind", "paid_on", "amount"]

    kind = forms.ChoiceField(label="Świadczenie", choices=Benefit.Kind.choices)
    paid_on = DayField(label="Data wypłaty", is_past=True)
    amount = AmountField(label="Kwota (zł)", is_positive=True)
    own_contribution_to = _own_contribution()


class BenefitsForm(StepForm):
    """The same benefit paid to many at once."""

    field_order = ["enrolment", "kind", "paid_on", "amount"]

    enrolment = enrolments_field("Komu wypłacono")
    kind = forms.ChoiceField(label="Świadczenie", choices=Benefit.Kind.choices)
    paid_on = DayField(label="Data wypłaty", is_past=True)
    amount = AmountField(
        label="Kwota dla każdej osoby (zł)",
        is_positive=True,
        help_text="Inną kwotę jednej osoby można potem poprawić na karcie jej udziału.",
    )
    own_contribution_to = _own_contribution()


class RemoveForm(OnceForm):
    reason = forms.CharField(
        label="Dlaczego usunąć",
        max_length=300,
        help_text="Na przykład: wpisane dwa razy. Przyczyna zostanie w dzienniku zmian.",
    )
