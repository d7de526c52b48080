"""Forms of records that know what stood in them when they were opened."""

import json
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from mops.once import FIELD, OnceForm
from programs.actions.records import stored_value

AGAIN = "Otwórz formularz jeszcze raz."


class RecordForm(OnceForm):
    """The fields bear the names of the model's, and `shown` the values they were opened with.

    A field that is no column of the model, or holds a file, stands outside the comparison.
    """

    model: ClassVar[type[Model]]
    outside: ClassVar[frozenset[str]] = frozenset({"shown", FIELD})

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    @classmethod
    def compared(cls) -> list[str]:
        """The fields whose stored values are compared when the form is sent."""
        return [name for name in cls.base_fields if name not in cls.outside]

    @classmethod
    def stored(cls, record: Model) -> dict:
        """The record's values for the fields, `shown` among them."""
        values = {name: stored_value(record, name) for name in cls.compared()}
        return values | {"shown": json.dumps(values, cls=DjangoJSONEncoder)}

    @classmethod
    def opened(cls, record: Model, data=None, files=None) -> "RecordForm":
        """The form over the record, filled with what was typed if anything was."""
        return cls(data, files, initial=cls.stored(record))

    def clean_shown(self) -> dict:
        """The values with which the form was opened, as they are stored; empty for a new record."""
        if not self.cleaned_data["shown"]:
            return {}
        try:
            raw = json.loads(self.cleaned_data["shown"])
            return {name: self._as_stored(name, raw[name]) for name in self.compared()}
        except (ValueError, TypeError, KeyError, ValidationError):
            raise ValidationError(AGAIN) from None

    def _as_stored(self, name: str, value):
        field = self.model._meta.get_field(name)
        if field.many_to_many:
            return sorted(int(one) for one in value)
        return field.target_field.to_python(value) if field.is_relation else field.to_python(value)

    @property
    def shown_values(self) -> dict:
        """What stood in the form when it was opened."""
        return self.cleaned_data["shown"]

    @property
    def plan(self) -> dict:
        """The filled fields as the actions take them."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("shown", FIELD)
        }

    def refuse_end_before_start(self, start: str, end: str) -> None:
        """Say beside the end that it comes before the start."""
        first, last = self.cleaned_data.get(start), self.cleaned_data.get(end)
        if first and last and last < first:
            self.add_error(end, "Data końcowa nie może być wcześniejsza od początkowej.")
