"""A record corrected by one of two editors: the second is told, and nothing is lost."""

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import Model

Record = TypeVar("Record", bound=Model)


class StaleRecord(Exception):
    """Somebody else saved the record after the form was opened; `current` is what they saved."""

    def __init__(self, current: Model) -> None:
        super().__init__("the record was changed meanwhile")
        self.current = current


def stored_value(record: Model, name: str):
    """A field's value as it is stored; of many records, their numbers in order."""
    if record._meta.get_field(name).many_to_many:
        return sorted(getattr(record, name).values_list("pk", flat=True).order_by())
    return record.serializable_value(name)


def for_change(record: Record, shown: Mapping[str, object] | None) -> Record:
    """The record as it stands, locked until the end of the action; raises StaleRecord.

    `shown` are the stored values that stood in the form when it was opened.
    """
    current = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if shown and any(stored_value(current, name) != was for name, was in shown.items()):
        raise StaleRecord(current)
    return current
