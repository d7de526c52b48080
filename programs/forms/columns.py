"""The form of a list's columns: sheet, row of the header, and what each column means."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from mops.widgets import LongSelect
from programs.intake.fields import Field
from programs.models import UploadedList

NOTHING = [("", "nie wczytuj")]
MEANINGS = [*NOTHING, *((str(field), field.label) for field in Field)]


@dataclass(frozen=True)
class ColumnRow:
    """A column as the page shows it, with the list of what it may mean."""

    letter: str
    header: str
    because: str
    examples: list[str]
    is_hidden: bool
    choice: BoundField


class ColumnForm(forms.Form):
    """Filled with what was found; a change of sheet or header lets the columns be found anew."""

    sheet = forms.ChoiceField(label="Arkusz", required=False, widget=LongSelect)
    header_row = forms.IntegerField(
        label="Wiersz nagłówka",
        min_value=0,
        max_value=200,
        help_text="Ostatni wiersz z nazwami kolumn. 0 znaczy, że lista nie ma nagłówka.",
    )

    def __init__(self, data=None, *, uploaded: UploadedList) -> None:
        self.reading = reading = uploaded.reading
        self.found = {"sheet": reading.get("sheet", ""), "header_row": reading.get("header_row", 0)}
        super().__init__(data, initial=self.found, use_required_attribute=False)
        self.fields["sheet"].choices = list(_sheets(reading))
        if len(self.fields["sheet"].choices) < 2:
            self.fields["sheet"].widget = forms.HiddenInput()
        self.columns = sorted(
            _columns(reading), key=lambda one: (len(one["column"]), one["column"])
        )
        for column in self.columns:
            self.fields[_name(column)] = forms.ChoiceField(
                label=f"Co jest w kolumnie {column['column']}",
                choices=MEANINGS,
                required=False,
                initial=column.get("field", ""),
                widget=LongSelect(attrs={"class": "form-select"}),
            )

    @property
    def rows(self) -> Iterator[ColumnRow]:
        """The columns in the order of the sheet."""
        hidden = _hidden(self.reading)
        for column in self.columns:
            yield ColumnRow(
                column["column"],
                column["header"],
                column.get("because", "nie rozpoznano"),
                column["examples"],
                column["column"] in hidden,
                self[_name(column)],
            )

    def clean(self) -> dict:
        told = super().clean()
        taken: dict[str, str] = {}
        for column in self.columns:
            meaning, letter = told.get(_name(column), ""), column["column"]
            if meaning in taken:
                label = Field(meaning).label
                self.add_error(
                    _name(column),
                    f"„{label}” wskazano dwa razy: w kolumnach {taken[meaning]} i {letter}. "
                    "Zostaw jedną z nich.",
                )
            elif meaning:
                taken[meaning] = letter
        return told

    def overrides(self) -> dict[str, Any]:
        """What the clerk chose otherwise than it was found; nothing if she agrees."""
        told = self.cleaned_data
        place = {"sheet": told["sheet"] or None, "header_row": told["header_row"]}
        if (told["sheet"], told["header_row"]) != (self.found["sheet"], self.found["header_row"]):
            return place
        chosen = {told[_name(column)]: column["column"] for column in self.columns}
        found = {column.get("field", ""): column["column"] for column in self.columns}
        chosen.pop("", None)
        found.pop("", None)
        if chosen == found:
            return {}
        return {**place, "columns": {str(field): chosen.get(field) for field in Field}}


def _name(column: dict) -> str:
    return f"column_{column['column']}"


def _columns(reading: dict) -> list[dict]:
    return [*reading.get("mapped", []), *reading.get("unmapped", [])]


def _sheets(reading: dict) -> Iterator[tuple[str, str]]:
    if reading.get("sheet"):
        yield reading["sheet"], reading["sheet"]
    for sheet in reading.get("other_sheets", []):
        hidden = "" if sheet["is_visible"] else ", ukryty"
        yield sheet["name"], f"{sheet['name']} (osoby: {sheet['people']}{hidden})"


def _hidden(reading: dict) -> set[str]:
    """The letters of the columns that the sheet hides."""
    told = [one for one in reading.get("warnings", []) if one["code"] == "hidden_columns"]
    return {letter for one in told for letter in one["proposal"] or ()}
