"""Forms of the documents: which month to print, and the words of each kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.http import QueryDict
from django.utils import timezone

from mops import typography
from mops.changes import EMPTY, SecondEdit, changes_since
from participants.forms.days import MonthField
from programs.documents.kinds import Kind
from programs.documents.texts import default_text
from programs.models import DocumentTemplate, Edition, Facility
from programs.period import Period

MONTH = "%Y-%m"


def _month(text: str) -> date:
    year, month = text.split("-")
    return date(int(year), int(month), 1)


class AttendanceForm(forms.Form):
    """Which list of an edition to print; filled from the address."""

    month = forms.TypedChoiceField(label="Miesiąc", coerce=_month)
    facility = forms.ModelChoiceField(
        Facility.objects.none(), label="Placówka", required=False, empty_label="wszystkie osoby"
    )
    activity = forms.ModelChoiceField(
        None, label="Zajęcia", required=False, empty_label="wszystkie dni miesiąca"
    )
    every_day = forms.BooleanField(label="Także soboty, niedziele i święta", required=False)

    def __init__(self, data=None, *, edition: Edition) -> None:
        months = list(Period(edition.starts_on, edition.ends_on).months())
        super().__init__(data, initial={"month": f"{_latest(months):{MONTH}}"})
        self.fields["month"].choices = [
            (f"{month:{MONTH}}", typography.month_year(month)) for month in months
        ]
        placed = edition.enrolments.exclude(facility=None).order_by().values("facility")
        self.fields["facility"].queryset = Facility.objects.filter(pk__in=placed)
        self.fields["activity"].queryset = edition.activities.all()


class FacilityMonthForm(forms.Form):
    """Which month of a facility to print; filled from the address."""

    month = MonthField(label="Miesiąc", help_text="Miesiąc i rok, na przykład 03.2015.")
    every_day = forms.BooleanField(label="Także soboty, niedziele i święta", required=False)


def this_month() -> date:
    """The first day of the month in which we are."""
    return timezone.localdate().replace(day=1)


def _latest(months: list[date]) -> date:
    """The last month that has begun; before the edition, its first."""
    begun = [month for month in months if month <= timezone.localdate()]
    return begun[-1] if begun else months[0]


class DocumentForm(forms.ModelForm):
    """The words of a document; an unknown field in them is refused with its place."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = DocumentTemplate
        fields = ["heading", "body", "footer", "signers", "is_dated"]
        widgets = {
            "body": forms.Textarea(attrs={"rows": 12, "data-insert-here": ""}),
            "footer": forms.Textarea(attrs={"rows": 4}),
            "signers": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "body": (
                "Akapity oddziel pustym wierszem. **Pogrubienie**, *kursywa*, lista od myślnika. "
                "Pole, które stoi samo w wierszu, drukuje się większym pismem."
            ),
            "footer": "Drobniejszy tekst na końcu dokumentu.",
            "signers": "Każdy podpis w osobnym wierszu.",
        }

    @property
    def words(self) -> dict:
        """What was typed, without the version over which it was typed."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


@dataclass(frozen=True)
class StaleText:
    """What the second editor of a document's words is told, and the form with which she goes on."""

    by: str
    rows: list[SecondEdit]
    form: DocumentForm
    at: datetime | None = None
    """The text does not keep when it was written; its journal does."""

    @classmethod
    def of(cls, form: DocumentForm, current: DocumentTemplate) -> "StaleText":
        """What was typed over what stands now; parts that she left alone take what was saved."""
        typed = form.data.copy()
        rows = list(_text_rows(form, current, typed))
        typed["version"] = current.version
        by = str(current.edited_by or "") if current.pk else ""
        return cls(by, rows, DocumentForm(typed, instance=current))


def _text_rows(
    form: DocumentForm, current: DocumentTemplate, typed: QueryDict
) -> Iterator[SecondEdit]:
    before = _words_as_opened(form.cleaned_data["version"], current)
    for name in DocumentForm.Meta.fields:
        was, now, mine = before.get(name), getattr(current, name), form.cleaned_data[name]
        if was == now or mine == now:
            continue
        if is_left_alone := mine == was:
            typed[name] = now or ""
        told = [_told(value) for value in (was, now, now if is_left_alone else mine)]
        yield SecondEdit(form.fields[name].label, *told, is_conflict=not is_left_alone)


def _words_as_opened(version: int, current: DocumentTemplate) -> dict:
    """The words over which she typed: of an earlier version in the journal, else the default ones."""
    if version and current.pk:
        was = changes_since(DocumentTemplate, current.pk, version=version).before
        return {name: getattr(was, name) for name in DocumentForm.Meta.fields} if was else {}
    if current.program:
        return vars(DocumentTemplate.objects.text_of(current.kind))
    return vars(default_text(Kind(current.kind)))


def _told(value) -> str:
    if isinstance(value, bool):
        return "tak" if value else "nie"
    return value or EMPTY
