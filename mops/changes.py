"""The journal of changes made readable: what became what, of one record or in one action."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as member
from datetime import date, datetime

import pghistory.models
from django.apps import apps
from django.db.models import Field, Model
from django.utils import timezone

from mops.models import ChangeSet, User

LABELS = {"insert": "dodano", "update": "zmieniono", "delete": "usunięto"}
OWN_FIELDS = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")
EMPTY = "(puste)"


@dataclass(frozen=True)
class Difference:
    """One field's value before and after."""

    field: str
    old: str
    new: str
    name: str = member(default="", compare=False)
    """The field's name in the model."""


@dataclass(frozen=True)
class Change:
    """One write of one record."""

    at: datetime
    by: str
    action: str
    label: str
    record: str
    differences: list[Difference]
    reason: str = ""
    """Why, where the action asks for it."""


@dataclass(frozen=True)
class Meanwhile:
    """What became of a record after somebody had read it."""

    before: "Event | None"
    """The record as she read it; none if the journal does not know that state."""
    differences: list[Difference]
    """Between what she read and what stands now, however many writes it took."""
    changes: list[Change]
    """Each write, newest first."""


@dataclass(frozen=True)
class SecondEdit:
    """One field that somebody changed: what it was, what it is, what the second editor has."""

    label: str
    was: str
    now: str
    typed: str
    is_conflict: bool
    """She changed it too, so saving again replaces what was saved."""


Event = pghistory.models.Event


def event_model_of(model: type[Model]) -> type[Event] | None:
    """The model of the events in which writes of `model` are kept."""
    return next(iter(set(getattr(model, "pgh_event_models", {}).values())), None)


def changes_of(model: type[Model], pk: int) -> list[Change]:
    """Every write of one record, newest first; the record itself may be gone."""
    events = list(_events(event_model_of(model)).filter(id=pk))
    return _told(list(zip([None, *events], events, strict=False)))[::-1]


def changes_since(model: type[Model], pk: int, **state) -> Meanwhile:
    """What happened to the record after the write that left these values in it."""
    events = list(_events(event_model_of(model)).filter(id=pk))
    matching = [
        place
        for place, event in enumerate(events)
        if all(getattr(event, name) == value for name, value in state.items())
    ]
    first = matching[-1] if matching else 0
    before = events[first] if matching else None
    return Meanwhile(
        before=before,
        differences=_told([(before, events[-1])])[0].differences,
        changes=_told(list(zip(events[first:], events[first + 1 :], strict=False)))[::-1],
    )


def changes_after(model: type[Model], pk: int, number: int) -> Meanwhile:
    """What happened to the record after the change of that number in the journal."""
    events = list(_events(event_model_of(model)).filter(id=pk))
    later = [event for event in events if event.pgh_id > number]
    before = next((event for event in reversed(events) if event.pgh_id <= number), None)
    if not later:
        return Meanwhile(before, [], [])
    changes = _told(list(zip([before, *later], later, strict=False)))
    return Meanwhile(before, _told([(before, later[-1])])[0].differences, changes[::-1])


def changes_in(change_set: ChangeSet) -> list[Change]:
    """Every write of one action, in the order of models and of time."""
    pairs = []
    for model in event_models():
        events = list(_events(model).filter(pgh_context=change_set.pk))
        ids = {event.id for event in events}
        history = defaultdict(list)
        for event in _events(model).filter(id__in=ids) if ids else ():
            history[event.id].append(event)
        for event in events:
            before = [other for other in history[event.id] if other.pgh_id < event.pgh_id]
            pairs.append((before[-1] if before else None, event))
    return _told(pairs)


def event_models() -> list[type[Event]]:
    """The event models of everything that is tracked."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Event) and model.pgh_tracked_model and model._meta.managed
    ]


def people_in(model: type[Model], pk: int) -> set[int]:
    """Participants whom the record named at any time, for the journal of access."""
    events = event_model_of(model)
    if model._meta.label == "participants.Participant":
        return {pk}
    if "participant" not in {field.name for field in events._meta.fields}:
        return set()
    return set(events.objects.filter(id=pk).values_list("participant_id", flat=True))


def _events(model: type[Event]):
    return model.objects.select_related("pgh_context").order_by("pgh_id")


def _told(pairs: list[tuple[Event | None, Event]]) -> list[Change]:
    """The events in words; names of what they point at are fetched model by model."""
    staff = User.objects.in_bulk({_metadata(event).get("user") for _, event in pairs} - {None})
    raw = [(old, new, list(_differing(old, new))) for old, new in pairs]
    names = _Names(
        (field, value)
        for old, new, fields in raw
        for field in fields
        for value in (_value(old, field), _value(new, field))
    )
    return [
        Change(
            at=event.pgh_created_at,
            by=str(staff.get(_metadata(event).get("user"), "spoza aplikacji")),
            action=_metadata(event).get("action", ""),
            label=LABELS.get(event.pgh_label, event.pgh_label),
            record=f"{event.pgh_tracked_model._meta.verbose_name} nr {event.id}",
            differences=[
                Difference(
                    _label(event, field),
                    names.of(field, _value(old, field)),
                    names.of(field, _value(event, field)),
                    field.name,
                )
                for field in fields
            ],
            reason=_metadata(event).get("reason", ""),
        )
        for old, event, fields in raw
    ]


def _metadata(event: Event) -> dict:
    return event.pgh_context.metadata if event.pgh_context else {}


def _differing(old: Event | None, new: Event) -> Iterator[Field]:
    if new.pgh_label == "delete":
        return
    for field in new._meta.fields:
        if field.name in OWN_FIELDS:
            continue
        if (_value(old, field) or None) != (_value(new, field) or None):
            yield field


def _value(event: Event | None, field: Field):
    return getattr(event, field.attname) if event else None


def _label(event: Event, field: Field) -> str:
    return str(event.pgh_tracked_model._meta.get_field(field.name).verbose_name)


class _Names:
    """Values as a reader knows them; records are named with one query a model."""

    def __init__(self, values: Iterable[tuple[Field, object]]) -> None:
        wanted = defaultdict(set)
        for field, value in values:
            if field.remote_field and value is not None:
                wanted[field.related_model].add(value)
        # Names of some records hold names of others, so what must be there comes along.
        self.records = {
            model: model._base_manager.select_related().in_bulk(ids)
            for model, ids in wanted.items()
        }

    def of(self, field: Field, value) -> str:
        if value is None or value == "":
            return EMPTY
        if field.remote_field:
            record = self.records[field.related_model].get(value)
            return str(record) if record else f"nr {value} (usunięto)"
        if isinstance(value, bool):
            return "tak" if value else "nie"
        if isinstance(value, datetime):
            return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        if isinstance(value, (dict, list)):
            return json.dumps(value, ensure_ascii=False)
        return str(dict(field.flatchoices).get(value, value))
