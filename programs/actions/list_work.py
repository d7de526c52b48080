"""What the worker does with lists, however often it is killed and begins again."""

from django.core.exceptions import ValidationError
from django_tasks import task

from programs.actions.claiming import claimed
from programs.actions.intake import ImportedFile, OutdatedVerdicts, import_list, undo_list
from programs.intake.importing.writing import ENDS
from programs.intake.progress import Progress, Share, Stage
from programs.intake.uploads.reading import keep
from programs.intake.uploads.taking_in import Shown, show_again
from programs.models import ListUndoing, UploadedList

State = UploadedList.State
Undoing = ListUndoing.State
NAMES = ("program", "edition__program", "office", "imported_by")


@task()
def read_uploaded(pk: int) -> None:
    """Read the file and keep its rows."""
    waiting = UploadedList.objects.select_related(*NAMES).filter(state__in=UploadedList.TO_READ)
    with claimed(waiting, pk, State.READING) as (uploaded, progress):
        if uploaded:
            keep(uploaded, progress)


@task()
def import_uploaded(pk: int) -> None:
    """Take the chosen rows in, or show again what has changed since they were chosen."""
    waiting = UploadedList.objects.select_related(*NAMES).filter(state__in=UploadedList.TO_IMPORT)
    with claimed(waiting, pk, State.IMPORTING) as (uploaded, progress):
        if uploaded:
            _take_in(uploaded, progress)


def _take_in(uploaded: UploadedList, progress: Progress) -> None:
    share = Share(progress, uploaded.rows_read or 0, ENDS)
    shown = Shown.of(uploaded, share.of(Stage.GATHERING))
    try:
        uploaded.referral_list = import_list(
            by=uploaded.imported_by,
            judged=shown.judged,
            file=ImportedFile(uploaded.file_name, uploaded.sha256),
            received_on=uploaded.received_on,
            accept=(),
            choices=shown.choices,
            number=uploaded.number,
            office=uploaded.office,
            source=uploaded.source,
            progress=progress,
        )
        uploaded.state = State.IMPORTED
    except ValidationError as refused:
        # Nothing was written: the action's own savepoint is gone.
        uploaded.state = State.READY
        uploaded.refusal = {"code": "not_imported", "message": " ".join(refused.messages)}
        if isinstance(refused, OutdatedVerdicts):
            show_again(shown, [before.number for before, _ in refused.differing])


@task()
def undo_imported(pk: int) -> None:
    """Take an imported list back."""
    waiting = ListUndoing.objects.select_related("referral_list", "asked_by")
    waiting = waiting.filter(state__in=ListUndoing.IN_WORK)
    with claimed(waiting, pk, Undoing.WORKING) as (undoing, progress):
        if undoing:
            _take_back(undoing, progress)


def _take_back(undoing: ListUndoing, progress: Progress) -> None:
    try:
        undo_list(by=undoing.asked_by, referral_list=undoing.referral_list, progress=progress)
        undoing.state = Undoing.DONE
    except ValidationError as refused:
        undoing.state = Undoing.FAILED
        undoing.refusal = {"code": "not_undone", "message": " ".join(refused.messages)}
