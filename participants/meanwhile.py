"""Two people edit one person: the second is told what the first changed, and loses nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict

from mops.changes import EMPTY, Meanwhile, SecondEdit, changes_since
from participants.forms.identity import IdentityForm
from participants.models import Participant

OWN = {"updated_at", "created_at"}


@dataclass(frozen=True)
class Stale:
    """What the second editor is told, and the form with which she goes on."""

    by: str
    at: datetime | None
    rows: list[SecondEdit]
    form: IdentityForm

    @classmethod
    def of(cls, form: IdentityForm, current: Participant) -> "Stale":
        """What was typed over what stands now; fields that she left alone take what was saved."""
        version = form.cleaned_data["version"]
        meanwhile = changes_since(Participant, current.pk, updated_at=version)
        typed = form.data.copy()
        rows = list(_rows(form, meanwhile, current, typed))
        typed["version"] = current.updated_at.isoformat()
        editors = list(dict.fromkeys(change.by for change in meanwhile.changes))
        last = meanwhile.changes[0].at if meanwhile.changes else None
        return cls(", ".join(editors), last, rows, type(form)(typed, instance=current))


def _rows(form: IdentityForm, meanwhile: Meanwhile, current: Participant, typed: QueryDict):
    for difference in meanwhile.differences:
        name = difference.name
        if name in OWN:
            continue
        if name not in form.fields:
            yield SecondEdit(
                difference.field, difference.old, difference.new, "", is_conflict=False
            )
            continue
        field = Participant._meta.get_field(name).attname
        mine = _raw(form.cleaned_data.get(name))
        left_alone = meanwhile.before and mine == (getattr(meanwhile.before, field) or None)
        agrees = mine == (getattr(current, field) or None)
        if left_alone:
            typed[name] = form[name].field.prepare_value(getattr(current, field)) or ""
        shown = difference.new if left_alone or agrees else _in_words(form, name)
        yield SecondEdit(
            difference.field,
            difference.old,
            difference.new,
            shown,
            is_conflict=not (left_alone or agrees),
        )


def _raw(value):
    return getattr(value, "pk", value) or None


def _in_words(form: IdentityForm, name: str) -> str:
    value = form.cleaned_data.get(name)
    if not value:
        return EMPTY
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    choices = dict(getattr(form.fields[name], "choices", ())) if isinstance(value, str) else {}
    return str(choices.get(value, value))
