"""Forms of a list's rows: which are shown, and what is mended in one."""

import json
from collections.abc import Iterator

from django import forms
from django.db.models import QuerySet

from mops.listing import FilterForm
from mops.widgets import LongSelect
from programs.intake.fields import Field
from programs.intake.uploads.repairs import shown
from programs.intake.uploads.rereading import claims_of
from programs.intake.uploads.rows import cells_of
from programs.intake.values.texts import plain
from programs.models import ListRow, UploadedList, UploadedRow

ALWAYS = (Field.PESEL, Field.LAST_NAME, Field.FIRST_NAME, Field.BIRTH_DATE, Field.SEX)
"""What may be typed for a row even where the file has no column for it."""
SEXES = [("", "nie wiadomo"), ("K", "kobieta"), ("M", "mężczyzna")]
ONLY = {
    "chosen": ("do wczytania", {"is_chosen": True}),
    "left": ("pomijane", {"is_chosen": False}),
    "warned": ("z ostrzeżeniem", {"has_warnings": True}),
    "hidden": ("ukryte w arkuszu", {"is_hidden": True}),
    "outdated": ("zmienione od sprawdzenia", {"is_outdated": True}),
}


class RowFilterForm(FilterForm):
    verdict = forms.ChoiceField(
        label="Ocena", required=False, choices=[("", "wszystkie"), *ListRow.Verdict.choices]
    )
    only = forms.ChoiceField(
        label="Tylko",
        required=False,
        choices=[("", "wszystkie"), *((key, told[0]) for key, told in ONLY.items())],
    )
    number = forms.IntegerField(label="Od wiersza", required=False, min_value=1, max_value=999_999)

    def narrow(self, records: QuerySet) -> QuerySet:
        asked = self.cleaned_data
        if asked["verdict"]:
            records = records.filter(verdict=asked["verdict"])
        if asked["only"]:
            records = records.filter(**ONLY[asked["only"]][1])
        if asked["number"]:
            records = records.filter(number__gte=asked["number"])
        return records


class RowForm(forms.Form):
    """The row as it reads now; what is typed otherwise becomes a correction."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)

    def __init__(self, data=None, *, uploaded: UploadedList, row: UploadedRow) -> None:
        super().__init__(
            data, initial={"shown": json.dumps(row.corrections)}, use_required_attribute=False
        )
        places = {claim.field: claim.column.place for claim in claims_of(uploaded)}
        self.texts = dict(_texts(row, places))
        for field in Field:
            if field is not Field.ORDINAL and (field in places or field in ALWAYS):
                self.fields[str(field)] = _input(field, self.texts.get(str(field), ""))
        self.problems = _problems_by_field(row)

    def corrections(self) -> dict[str, str]:
        """What was typed otherwise than it stood."""
        told = {name: text for name, text in self.cleaned_data.items() if name != "shown"}
        return {name: text for name, text in told.items() if text != self.texts.get(name, "")}

    def opened_with(self) -> dict[str, str]:
        """What had been mended when the form was opened."""
        try:
            told = json.loads(self.cleaned_data["shown"] or "{}")
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}

    def rows(self) -> Iterator[tuple[forms.BoundField, list[str]]]:
        """Each field with what is wrong with it in the file."""
        for name in self.fields:
            if name != "shown":
                yield self[name], self.problems.get(name, [])


def _texts(row: UploadedRow, places: dict[Field, int]) -> Iterator[tuple[str, str]]:
    """What stands for each field now: the correction, or the cell; days and sexes as people write."""
    cells = list(cells_of(row))
    for field, place in places.items():
        value = cells[place] if place < len(cells) else None
        yield str(field), _readable(row, field, plain(value))
    for name, text in row.corrections.items():
        yield name, _readable(row, Field(name), text)


def _readable(row: UploadedRow, field: Field, text: str) -> str:
    if field is Field.SEX:
        return {"F": "K", "M": "M"}.get(row.fields.get("sex") if text else None, "")
    is_day = field in (Field.BIRTH_DATE, Field.REGISTERED_ON, Field.REFERRED_ON)
    return shown(row.fields[str(field)]) if is_day and text and str(field) in row.fields else text


def _input(field: Field, text: str) -> forms.Field:
    if field is Field.SEX:
        return forms.ChoiceField(
            label="Płeć",
            choices=SEXES,
            required=False,
            initial=text,
            widget=LongSelect(attrs={"class": "form-select"}),
        )
    label = field.label[:1].upper() + field.label[1:]
    widget = forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=300, initial=text, widget=widget)


def _problems_by_field(row: UploadedRow) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for problem in row.problems:
        place = f"{problem['cell']}: " if problem["cell"] else ""
        told.setdefault(problem["field"], []).append(place + problem["message"])
    return told
