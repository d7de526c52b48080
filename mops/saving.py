"""Saving a record so that a rule broken in the database reads as a Polish sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.forms import BaseForm

Record = TypeVar("Record", bound=Model)

FALLBACK_MESSAGE = "Zapis przeczy innym danym. Sprawdź wpisane wartości i spróbuj ponownie."
TAKEN_MESSAGE = "Taka wartość już istnieje."


def save_checked(record: Record) -> Record:
    """Save after the fields' own checks; a violated constraint becomes a ValidationError.

    Constraints are left to the database, the only judge that two simultaneous writers share.
    """
    record.clean_fields(exclude=_known_relations(record))
    record.clean()
    with explained(type(record)), transaction.atomic():
        record.save()
    return record


def _known_relations(record: Model) -> set[str]:
    """Foreign keys whose saved object is in hand: asking the database again tells nothing."""
    return {
        field.name
        for field in record._meta.concrete_fields
        if field.is_relation
        and field.is_cached(record)
        and not field.get_limit_choices_to()
        and getattr(getattr(record, field.name), "pk", None)
    }


@contextmanager
def explained(model: type[Model]) -> Iterator[None]:
    """Turn the database's refusal of a row of `model` into a ValidationError in Polish."""
    try:
        yield
    except IntegrityError as refusal:
        raise ValidationError(_messages(model, refusal)) from refusal


def add_refusal(form: BaseForm, refused: ValidationError) -> None:
    """Show an action's refusal beside the fields it names; on top what names no field of the form."""
    known = {*form.fields, NON_FIELD_ERRORS}
    fits = hasattr(refused, "error_dict") and refused.error_dict.keys() <= known
    form.add_error(None, refused if fits else ValidationError(refused.messages))


@contextmanager
def told_of(whom: Model) -> Iterator[None]:
    """Begin a refusal's sentences with the one of many whom they concern."""
    try:
        yield
    except ValidationError as refused:
        sentences = [f"{whom}: {sentence}" for sentence in refused.messages]
        raise ValidationError(sentences) from refused


def _messages(model: type[Model], refusal: IntegrityError) -> dict[str, list[str]]:
    diagnosis = getattr(refusal.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for constraint in model._meta.constraints:
        if constraint.name == name:
            return {NON_FIELD_ERRORS: [str(constraint.get_violation_error_message())]}
    for field in model._meta.concrete_fields:
        if field.unique and name and f"_{field.column}_" in name:
            return {field.name: [str(field.error_messages.get("taken", TAKEN_MESSAGE))]}
    if getattr(diagnosis, "sqlstate", "") == RULE_SQLSTATE:
        return {NON_FIELD_ERRORS: [diagnosis.message_primary]}
    return {NON_FIELD_ERRORS: [FALLBACK_MESSAGE]}


RULE_SQLSTATE = "23514"
"""check_violation: the code with which our own triggers refuse a row, message in Polish."""
