"""Forms of the administration: the second of two editors of a record is told what the first changed."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max, Model

from mops.changes import EMPTY, Difference, Meanwhile, changes_after, event_model_of

SAVED_MEANWHILE = (
    "Ten wpis zmienił w tym czasie ktoś inny: {}. Twoje wartości są w formularzu; zapisz ponownie, "
    "jeśli mają zastąpić zapisane."
)
OPENED_WITH = "opened_with"
"""The hidden field with the number of the record's last change when the form was opened."""


def last_change_of(record: Model) -> int | None:
    """The number of the last change in the journal; none where no journal is kept."""
    events = event_model_of(type(record))
    return events and events.objects.filter(id=record.pk).aggregate(last=Max("pgh_id"))["last"]


def refuse_unseen(form: forms.ModelForm) -> None:
    """Refuse once, in words, to save over what somebody saved after the form was opened.

    Fields that she left alone take what was saved, so saving again changes hers alone.
    """
    opened, record = form.data.get(OPENED_WITH, ""), form.instance
    if not (record.pk and opened.isascii() and opened.isdecimal() and len(opened) < 19):
        return
    model = type(record)
    current = model._base_manager.select_for_update(of=("self",)).filter(pk=record.pk).first()
    meanwhile = changes_after(model, record.pk, int(opened))
    if current and meanwhile.differences:
        form.data = form.data.copy()
        told = [_told(form, meanwhile, current, one) for one in meanwhile.differences]
        by = ", ".join(dict.fromkeys(change.by for change in meanwhile.changes))
        raise ValidationError([SAVED_MEANWHILE.format(by), *told])


def _told(form: forms.ModelForm, meanwhile: Meanwhile, current: Model, one: Difference) -> str:
    said = f"{one.field}: było {one.old}, teraz jest {one.new}"
    if one.name not in form.fields or meanwhile.before is None:
        return f"{said}."
    attname = current._meta.get_field(one.name).attname
    mine = _raw(form.cleaned_data.get(one.name))
    if mine == (getattr(meanwhile.before, attname) or None):
        now = getattr(current, attname)
        form.data[form.add_prefix(one.name)] = form.fields[one.name].prepare_value(now) or ""
        return f"{said}."
    return f"{said}, w Twoim formularzu {_in_words(form, one.name)}."


def _raw(value):
    return getattr(value, "pk", value) or None


def _in_words(form: forms.ModelForm, name: str) -> str:
    value = form.cleaned_data.get(name)
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    choices = dict(getattr(form.fields[name], "choices", ())) if isinstance(value, str) else {}
    return str(choices.get(value, value) or EMPTY)
