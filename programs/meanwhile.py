"""Two people edit one record: the second is told what the first changed, and loses nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model, QuerySet
from django.http import QueryDict

from mops.changes import EMPTY, SecondEdit, changes_since
from programs.actions.records import stored_value
from programs.amounts import AmountField, written
from programs.forms.records import RecordForm


@dataclass(frozen=True)
class Stale:
    """What the second editor is told, and the form with which she goes on."""

    by: str
    at: datetime | None
    rows: list[SecondEdit]
    form: RecordForm

    @classmethod
    def of(cls, form: RecordForm, current: Model) -> "Stale":
        """What was typed over what stands now; fields that she left alone take what was saved."""
        model = type(current)
        state = {
            model._meta.get_field(name).attname: was
            for name, was in form.shown_values.items()
            if not model._meta.get_field(name).many_to_many
        }
        meanwhile = changes_since(model, current.pk, **state)
        typed = form.data.copy()
        rows = list(_rows(form, current, typed))
        again = form.opened(current, typed)
        typed["shown"] = again.initial["shown"]
        editors = list(dict.fromkeys(change.by for change in meanwhile.changes))
        last = meanwhile.changes[0].at if meanwhile.changes else None
        return cls(", ".join(editors), last, rows, again)


def _rows(form: RecordForm, current: Model, typed: QueryDict) -> Iterator[SecondEdit]:
    for name, was in form.shown_values.items():
        now, mine = stored_value(current, name), _raw(form.cleaned_data.get(name))
        if now == was:
            continue
        if mine == was:
            _take_over(form, name, now, typed)
        is_conflict = mine not in (was, now)
        told = [_in_words(form, name, value) for value in (was, now, mine if is_conflict else now)]
        yield SecondEdit(form.fields[name].label, *told, is_conflict=is_conflict)


def _take_over(form: RecordForm, name: str, now, typed: QueryDict) -> None:
    if isinstance(now, list):
        typed.setlist(form.add_prefix(name), [str(one) for one in now])
    else:
        typed[form.add_prefix(name)] = form[name].field.prepare_value(now) or ""


def _raw(value):
    if isinstance(value, QuerySet):
        return sorted(one.pk for one in value)
    return getattr(value, "pk", value)


def _in_words(form: RecordForm, name: str, value) -> str:
    if value is None or value in ("", []):
        return EMPTY
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    field = form.fields[name]
    if isinstance(field, AmountField):
        return written(value)
    queryset = getattr(field, "queryset", None)
    if queryset is not None:
        numbers = value if isinstance(value, list) else [value]
        known = queryset.model.objects.in_bulk(numbers)
        return ", ".join(str(known.get(one, f"nr {one}")) for one in numbers)
    return str(dict(getattr(field, "choices", ())).get(value, value))
