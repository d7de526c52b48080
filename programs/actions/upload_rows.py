"""What a clerk decides of an uploaded list: columns, corrections, who is who, who is taken in."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.actions.list_work import import_uploaded, read_uploaded
from programs.actions.uploads import held
from programs.intake.uploads.corrections import write_corrections
from programs.intake.uploads.memory import remember
from programs.intake.uploads.rejudging import rejudge
from programs.intake.uploads.repairs import repairs_of
from programs.intake.uploads.rereading import rereader_of
from programs.intake.uploads.rows import TAKEABLE, cells_of, row_of
from programs.intake.verdicts.people import refusals
from programs.intake.verdicts.verdict import Kind
from programs.models import UploadedList, UploadedRow

State = UploadedList.State
CHUNK = 500


class StaleRow(ValidationError):
    """Somebody has mended the row in the meantime."""


@action
def choose_columns(*, by: User, uploaded: UploadedList, overrides: Mapping[str, Any]) -> None:
    """Take the list as it was read, or have it read by what the clerk chose instead.

    Without `overrides` what was found is confirmed, and remembered for the office.
    """
    current = held(uploaded, State.READY, State.REFUSED)
    current.overrides = {**(overrides or current.overrides), "is_confirmed": True}
    if overrides or current.state == State.REFUSED:
        current.state = State.WAITING
        current.wait_anew()
        save_checked(current)
        read_uploaded.enqueue(current.pk)
        return
    save_checked(current)
    if current.office:
        remember(current.office, current.reading.get("memory", {}))


@action
def mend_row(
    *,
    by: User,
    uploaded: UploadedList,
    number: int,
    corrections: Mapping[str, str],
    shown: Mapping[str, str] | None = None,
) -> UploadedRow:
    """Read the row with the corrections; those of other fields stay.

    `shown` is what was mended when the form was opened: StaleRow is raised if that has changed.
    """
    row = _row(held(uploaded, State.READY), number)
    if shown is not None and dict(shown) != row.corrections:
        raise StaleRow("Ktoś poprawił ten wiersz w tym czasie. Sprawdź, co w nim teraz jest.")
    row.corrections = {**row.corrections, **corrections}
    _reread(uploaded, row)
    return row


def _reread(uploaded: UploadedList, row: UploadedRow) -> None:
    rereader = rereader_of(uploaded)
    read = rereader.read(row.number, tuple(cells_of(row)), row.corrections, hidden=row.is_hidden)
    rejudge(uploaded, row, read)


def _row(uploaded: UploadedList, number: int) -> UploadedRow:
    rows = uploaded.rows.select_for_update(of=("self",))
    if row := rows.filter(number=number).first():
        return row
    raise ValidationError(f"Na liście nie ma wiersza {number}.")


@action
def repair_row(
    *, by: User, uploaded: UploadedList, number: int, code: str, is_swap: bool = False
) -> UploadedRow:
    """Mend the row as the button beside its problem says."""
    row = _row(held(uploaded, State.READY), number)
    corrections = next(_repairs(row, code, is_swap), None)
    if corrections is None:
        raise ValidationError(f"W wierszu {number} nie ma już czego tak poprawić.")
    row.corrections = {**row.corrections, **corrections}
    _reread(uploaded, row)
    return row


def _repairs(row: UploadedRow, code: str, is_swap: bool) -> Iterator[Mapping[str, str]]:
    for problem in row.problems:
        for repair in repairs_of(row.fields, problem):
            if (repair.code, repair.is_swap) == (code, is_swap):
                yield repair.corrections


@action
def repair_all(*, by: User, uploaded: UploadedList, code: str) -> int:
    """Mend all rows with the same problem alike and have the list judged again; how many rows."""
    current = held(uploaded, State.READY)
    having = current.rows.filter(problems__contains=[{"code": code}]).order_by("number")
    mended = list(_mended(having.only("number", "fields", "problems", "corrections"), code))
    if not mended:
        raise ValidationError("Na tej liście nie ma już czego tak poprawić.")
    write_corrections(current, mended)
    current.state = State.WAITING
    current.wait_anew()
    save_checked(current)
    read_uploaded.enqueue(current.pk)
    return len(mended)


def _mended(rows, code: str) -> Iterator[UploadedRow]:
    for row in rows.iterator(chunk_size=CHUNK):
        for corrections in _repairs(row, code, is_swap=False):
            row.corrections = {**row.corrections, **corrections}
        yield row


@action
def settle_row(
    *, by: User, uploaded: UploadedList, number: int, participant: int | None
) -> UploadedRow:
    """Say who a doubtful row is: one of the candidates, or a new person."""
    row = _row(held(uploaded, State.READY), number)
    if row.verdict != Kind.DOUBTFUL:
        raise ValidationError(f"Wiersz {number} nie budzi już wątpliwości.")
    if participant is not None and participant not in row.candidates:
        raise ValidationError(f"Wiersz {number} nie może dotyczyć tej osoby.")
    if participant is None:
        _refuse_new(row)
    row.settled, row.is_chosen = {"as": participant}, True
    return save_checked(row)


def _refuse_new(row: UploadedRow) -> None:
    """Tell at once why no card can be made of the row, rather than when all are taken in."""
    if row.participant_id:
        raise ValidationError(
            f"Wiersz {row.number}: osoba o tym numerze PESEL jest już w kartotece."
        )
    if wrong := [sentence for _, sentence in refusals(row_of(row))]:
        raise ValidationError([f"Wiersz {row.number}: {sentence}" for sentence in wrong])


@action
def keep_value(
    *, by: User, uploaded: UploadedList, number: int, field: str, is_kept: bool
) -> UploadedRow:
    """Say whether the card keeps its value of a field that the list tells otherwise."""
    row = _row(held(uploaded, State.READY), number)
    if field not in {name for name, _, _ in row.differences}:
        raise ValidationError(f"W wierszu {number} nie ma już takiej różnicy.")
    row.kept = sorted({*row.kept, field} if is_kept else {*row.kept} - {field})
    return save_checked(row)


@action
def choose_rows(
    *, by: User, uploaded: UploadedList, numbers: Collection[int], is_chosen: bool
) -> int:
    """Take these rows in, or leave them out; those that cannot be taken stay out."""
    rows = held(uploaded, State.READY).rows.filter(number__in=numbers)
    return _choose(rows, is_chosen)


@action
def choose_matching(
    *, by: User, uploaded: UploadedList, matching: QuerySet[UploadedRow], is_chosen: bool
) -> int:
    """The same of all rows that match, which never leave the database: they may be a great many."""
    return _choose(matching.filter(uploaded_list=held(uploaded, State.READY)), is_chosen)


@action
def choose_hidden(*, by: User, uploaded: UploadedList, is_chosen: bool) -> int:
    """Answer whether the rows that the sheet hides are to be taken in."""
    return _choose(held(uploaded, State.READY).rows.filter(is_hidden=True), is_chosen)


def _choose(rows: QuerySet[UploadedRow], is_chosen: bool) -> int:
    """How many rows are now as was asked; only those that were not are written."""
    if not is_chosen:
        asked = rows.count()
        rows.filter(is_chosen=True).update(is_chosen=False)
        return asked
    settled = Q(verdict=Kind.DOUBTFUL, settled__isnull=False)
    takeable = rows.filter(Q(verdict__in=TAKEABLE) | settled)
    asked = takeable.count()
    takeable.filter(is_chosen=False).update(is_chosen=True)
    return asked


@action
def queue_import(*, by: User, uploaded: UploadedList, chosen: int) -> None:
    """Have the chosen rows taken in; `chosen` is how many were shown to be.

    Raises ValidationError if it is another number by now, or none.
    """
    current = held(uploaded, State.READY)
    now = current.rows.filter(is_chosen=True).count()
    if now != chosen:
        raise ValidationError(
            f"Wybór zmienił się w tym czasie: do wczytania jest {now}, a nie {chosen}. "
            "Sprawdź go jeszcze raz."
        )
    if not now:
        raise ValidationError("Nie wybrano żadnego wiersza.")
    current.state, current.imported_by = State.QUEUED, by
    current.wait_anew()
    save_checked(current)
    import_uploaded.enqueue(current.pk)
