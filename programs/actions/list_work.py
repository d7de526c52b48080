"""What the worker does with uploaded lists, however often it is killed and begins again."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from mops.progress import beside, tell
from programs.actions.intake import ImportedFile, OutdatedVerdicts, import_list
from programs.intake.importing.writing import Progress
from programs.intake.uploads.reading import keep
from programs.intake.uploads.taking_in import Shown, show_again
from programs.models import UploadedList

State = UploadedList.State
LISTS = 20150623
"""First half of the database's lock that is held while a list is worked on: it ends with whoever
holds it, so a list that is in work and not locked has lost its worker."""

MOST_BEGINNINGS = 3
"""How often a list may be begun whose every beginning has killed the worker."""
KILLED = (
    f"Praca nad tą listą przerwała się {MOST_BEGINNINGS} razy i nie będzie już ponawiana sama. "
    "Nic nie zapisano. Podziel listę na mniejsze pliki i wgraj je osobno, a jeśli to nie pomoże, "
    "powiadom osobę, która opiekuje się systemem."
)

log = logging.getLogger(__name__)


@task()
def read_uploaded(pk: int) -> None:
    """Read the file and keep its rows."""
    with claimed(pk, (State.WAITING, State.READING), State.READING) as (uploaded, progress):
        if uploaded:
            keep(uploaded, progress)
            uploaded.save()


@task()
def import_uploaded(pk: int) -> None:
    """Take the chosen rows in, or show again what has changed since they were chosen."""
    with claimed(pk, UploadedList.TO_IMPORT, State.IMPORTING) as (uploaded, progress):
        if uploaded:
            _take_in(uploaded, progress)
            uploaded.save()


def _take_in(uploaded: UploadedList, progress: Progress) -> None:
    shown = Shown.of(uploaded)
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


@contextmanager
def claimed(pk: int, states: tuple, working: str) -> Iterator[tuple]:
    """The list, held by this worker alone; none if it is not to be worked on any more.

    An error leaves the list failed, said on its page, and is told in the log without its values.
    """
    with _locked(pk) as is_mine:
        waiting = UploadedList.objects.select_related(
            "program", "edition__program", "office", "imported_by"
        )
        uploaded = waiting.filter(pk=pk, state__in=states).first() if is_mine else None
        if uploaded is None:
            yield None, None
            return
        by = uploaded.imported_by_id or uploaded.uploaded_by_id
        with pghistory.context(user=by, action="work_on_list"), beside() as other:
            _begin(uploaded, working)
            try:
                with transaction.atomic():
                    yield uploaded, _progress_of(uploaded, other)
            except Exception as broken:
                log.error("List %s: %s", pk, type(broken).__name__, exc_info=broken)
                _fail(pk)


@contextmanager
def _locked(pk: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LISTS, pk])
        is_mine = cursor.fetchone()[0]
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LISTS, pk])


def _begin(uploaded: UploadedList, working: str) -> None:
    uploaded.state, uploaded.started_at = working, timezone.now()
    uploaded.done = uploaded.total = 0
    uploaded.save()


def _progress_of(uploaded: UploadedList, other) -> Progress:
    def progress(done: int, total: int) -> None:
        uploaded.done, uploaded.total = done, total
        tell(other, uploaded, done=done, total=total)

    return progress


def _fail(pk: int) -> None:
    UploadedList.objects.filter(pk=pk).update(state=State.FAILED)


def lost() -> list[UploadedList]:
    """Lists in work that nobody works on: their worker was killed, or their task is gone."""
    return [one for one in UploadedList.objects.in_work().order_by("pk") if not _is_held(one)]


def _is_held(uploaded: UploadedList) -> bool:
    with _locked(uploaded.pk) as is_free:
        return not is_free


def begin_again(uploaded: UploadedList) -> None:
    """Put the list into the queue once more; a task that finds it done does nothing."""
    work = import_uploaded if uploaded.state in UploadedList.TO_IMPORT else read_uploaded
    work.enqueue(uploaded.pk)


def recover() -> None:
    """Put into the queue whatever is in work and in nobody's hands, but no more than a few times."""
    for uploaded in lost():
        if _tasks(uploaded).ready().exists():
            continue
        if len(killed := _killed(uploaded)) < MOST_BEGINNINGS:
            begin_again(uploaded)
        else:
            _give_up(uploaded, killed)


def _tasks(uploaded: UploadedList) -> QuerySet:
    return DBTaskResult.objects.filter(
        task_path__startswith=f"{__name__}.", args_kwargs__args=[uploaded.pk]
    )


def _killed(uploaded: UploadedList) -> list[DBTaskResult]:
    """Tasks that died with their worker, one after another since the last that came to an end."""
    last_first = _tasks(uploaded).order_by("-enqueued_at")
    return list(takewhile(lambda one: one.status == TaskResultStatus.RUNNING, last_first))


@transaction.atomic
def _give_up(uploaded: UploadedList, killed: list[DBTaskResult]) -> None:
    """Leave the list failed; its tasks are ended, so that one asked for by hand counts anew."""
    log.error("List %s: its worker was killed %s times", uploaded.pk, len(killed))
    by = uploaded.imported_by_id or uploaded.uploaded_by_id
    with pghistory.context(user=by, action="work_on_list"):
        given_up = UploadedList.objects.filter(pk=uploaded.pk, state__in=UploadedList.IN_WORK)
        given_up.update(state=State.FAILED, refusal={"code": "killed", "message": KILLED})
    ended = DBTaskResult.objects.filter(pk__in=[one.pk for one in killed])
    ended.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
