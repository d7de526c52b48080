"""The registers that leave together, and what of each an account may take along."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.contrib import admin
from django.db.models import (
    BinaryField,
    Field,
    ForeignKey,
    GeneratedField,
    JSONField,
    Model,
    QuerySet,
)

from mops.exporting.resource import RegisterResource
from mops.roles import PEOPLE, WORK

May = Callable[[str], bool]
"""Whether who takes the data may do what the permission's name says."""
PERSON = "participants.participant"
UNTOLD = (GeneratedField, BinaryField, JSONField)
"""Keys for searching, files as they came, what the software keeps so that it can undo: nothing
that a person would read in a cell."""


@dataclass(frozen=True)
class Register:
    """One model's records with the columns that may leave."""

    model: type[Model]
    fields: tuple[Field, ...]

    @property
    def title(self) -> str:
        """The register's Polish name."""
        name = str(self.model._meta.verbose_name_plural)
        return name[:1].upper() + name[1:]

    @property
    def is_of_people(self) -> bool:
        return self.model._meta.label_lower == PERSON

    @property
    def headers(self) -> list[str]:
        """What stands above the columns."""
        return self.resource().get_export_headers()

    def resource(self) -> RegisterResource:
        """What writes a record as a row."""
        return RegisterResource.of_fields(self.model, self.fields)()

    def records(self) -> QuerySet:
        """All records with what they name, lest each name be fetched one by one."""
        single = [field.name for field in self.fields if isinstance(field, ForeignKey)]
        named = getattr(admin.site.get_model_admin(self.model), "list_select_related", None) or ()
        return self.model._base_manager.select_related(*single, *named).order_by("pk")


def registers(may: May) -> Iterator[Register]:
    """The registers that may be seen, in the order in which the roles name them."""
    for label in WORK:
        model = apps.get_model(label)
        if _may_see(model, may):
            yield Register(model, tuple(_columns(model, may)))


def _may_see(model: type[Model], may: May) -> bool:
    """Records that name people are for those who may see people."""
    return may(_viewing(model)) and (not names_people(model) or may(_viewing(_person())))


def _columns(model: type[Model], may: May) -> Iterator[Field]:
    for field in model._meta.concrete_fields:
        told_of = field.remote_field and field.related_model._meta.label_lower
        hidden = told_of in WORK and not may(_viewing(field.related_model))
        if not isinstance(field, UNTOLD) and not hidden:
            yield field


@cache
def names_people(model: type[Model]) -> bool:
    """Whether a record tells of one person, by itself or by what it belongs to."""
    if model._meta.label_lower in PEOPLE:
        return True
    belongs = [field.related_model for field in model._meta.concrete_fields if field.remote_field]
    return any(other is not model and names_people(other) for other in belongs)


def _person() -> type[Model]:
    return apps.get_model(PERSON)


def _viewing(model: type[Model]) -> str:
    return f"{model._meta.app_label}.view_{model._meta.model_name}"
