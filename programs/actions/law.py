"""Rates and provisions of law: entered, corrected, ended and followed by the next."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.actions.records import for_change
from programs.models import LegalBasis, Program
from programs.models.law import Law
from programs.terms.settled import months_settled_under

DAY = timedelta(days=1)


@action
def add_law(*, by: User, row: Law) -> Law:
    """Enter a rate or a provision; one that holds at the same time as another is refused."""
    _hold(row.program_id)
    _refuse_overlap(row)
    return save_checked(row)


@action
def change_law(*, by: User, row: Law, shown: Mapping[str, object] | None = None, **fields) -> Law:
    """Correct a row; refuses where settled months would have been settled otherwise.

    Raises StaleRecord if somebody else changed the row after the form was opened.
    """
    _hold(row.program_id, getattr(fields.get("program"), "pk", None))
    current = for_change(row, shown)
    _change(current, fields)
    return current


@action
def follow_law(
    *, by: User, row: Law, begins_on: date, shown: Mapping[str, object] | None = None, **fields
) -> Law:
    """End a row the day before, and begin the next with these fields; returns the next."""
    _hold(row.program_id)
    current = for_change(row, shown)
    if begins_on <= current.valid_from:
        raise ValidationError(
            {"begins_on": f"Następna musi się zacząć po {current.valid_from:%d.%m.%Y}."}
        )
    following = _copy(current)
    for name, value in fields.items():
        setattr(following, name, value)
    following.valid_from = begins_on
    if current.valid_to is None or current.valid_to >= begins_on:
        _change(current, {"valid_to": begins_on - DAY})
    _refuse_overlap(following)
    return save_checked(following)


@action
def remove_law(*, by: User, row: Law) -> None:
    """Remove a row entered by mistake; refuses one that settled months used."""
    _hold(row.program_id)
    current = for_change(row, None)
    if months := months_settled_under(current):
        raise ValidationError(_used(months, "usunąć"))
    current.delete()


def _hold(*programs: int | None) -> None:
    """Whoever settles a month of the programmes meanwhile waits."""
    numbers = sorted({number for number in programs if number})
    list(Program.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))


def _change(current: Law, fields: Mapping[str, object]) -> None:
    before, said = months_settled_under(current), _says(current)
    for name, value in fields.items():
        setattr(current, name, value)
    kept = set(months_settled_under(current)) if _says(current) == said else set()
    if lost := [month for month in before if month not in kept]:
        raise ValidationError(_used(lost, "zmienić"))
    _refuse_overlap(current)
    save_checked(current)


def _says(row: Law) -> tuple:
    """What a settled month took from the row."""
    if isinstance(row, LegalBasis):
        return row.program_id, row.citation
    return row.program_id, row.kind, row.value


def _used(months: list[date], verb: str) -> str:
    told = ", ".join(f"{month:%m.%Y}" for month in months)
    return (
        f"Nie można tego {verb}: użyto tego w rozliczonych miesiącach ({told}). "
        "Jeśli od pewnego dnia obowiązuje co innego, zakończ ten wpis i zacznij następny."
    )


def _copy(row: Law) -> Law:
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{name: getattr(row, name) for name in names})


def _refuse_overlap(row: Law) -> None:
    """Name the row that stands in the way; between two writers at once the database decides."""
    same = {"program": row.program_id}
    same |= {"citation": row.citation} if isinstance(row, LegalBasis) else {"kind": row.kind}
    for other in type(row).objects.filter(**same).exclude(pk=row.pk):
        times = _meet(row, other, "valid_from", "valid_to")
        if times and _meet(row, other, "signed_from", "signed_to"):
            raise ValidationError(
                f"W tym czasie obowiązuje już: {other}{_until(other)}. "
                "Zmień daty albo zakończ tamten wpis."
            )


def _until(row: Law) -> str:
    end = f" do {row.valid_to:%d.%m.%Y}" if row.valid_to else " bez daty końcowej"
    if isinstance(row, LegalBasis):
        return f" od {row.valid_from:%d.%m.%Y}{end}"
    return f"{end}, wartość {row.value_text}"


def _meet(one: Law, other: Law, start: str, end: str) -> bool:
    """The stretches of days have a day in common; an empty end is open."""
    first = max(getattr(one, start) or date.min, getattr(other, start) or date.min)
    last = min(getattr(one, end) or date.max, getattr(other, end) or date.max)
    return first <= last
