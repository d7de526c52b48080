"""Two people edit one edition: the second is told what the first changed, and loses nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict

from mops.changes import EMPTY, changes_since
from programs.edition_form import EditionForm
from programs.models import Edition


@dataclass(frozen=True)
class Row:
    """One field that somebody changed: what it was, what it is, what the second editor has."""

    label: str
    was: str
    now: str
    typed: str
    is_conflict: bool
    """She changed it too, so saving again replaces what was saved."""


@dataclass(frozen=True)
class Stale:
    """What the second editor is told, and the form with which she goes on."""

    by: str
    at: datetime | None
    rows: list[Row]
    form: EditionForm

    @classmethod
    def of(cls, form: EditionForm, current: Edition) -> "Stale":
        """What was typed over what stands now; fields that she left alone take what was saved."""
        state = {
            Edition._meta.get_field(name).attname: was for name, was in form.shown_values.items()
        }
        meanwhile = changes_since(Edition, current.pk, **state)
        typed = form.data.copy()
        rows = list(_rows(form, current, typed))
        again = EditionForm(typed, initial=EditionForm.stored(current))
        typed["shown"] = again.initial["shown"]
        editors = list(dict.fromkeys(change.by for change in meanwhile.changes))
        last = meanwhile.changes[0].at if meanwhile.changes else None
        return cls(", ".join(editors), last, rows, again)


def _rows(form: EditionForm, current: Edition, typed: QueryDict) -> Iterator[Row]:
    for name, was in form.shown_values.items():
        now, mine = current.serializable_value(name), _raw(form.cleaned_data.get(name))
        if now == was:
            continue
        if mine == was:
            typed[name] = form[name].field.prepare_value(now) or ""
        is_conflict = mine not in (was, now)
        told = [_in_words(form, name, value) for value in (was, now, mine if is_conflict else now)]
        yield Row(form.fields[name].label, *told, is_conflict=is_conflict)


def _raw(value):
    return getattr(value, "pk", value)


def _in_words(form: EditionForm, name: str, value) -> str:
    if value is None or value == "":
        return EMPTY
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    queryset = getattr(form.fields[name], "queryset", None)
    if queryset is not None:
        return str(queryset.model.objects.filter(pk=value).first() or f"nr {value}")
    return str(value)
