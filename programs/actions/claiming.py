"""Long work in the hands of one worker: claimed under a lock, told of, ended or left failed."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from mops.progress import beside, tell
from programs.intake.progress import Progress
from programs.models.long_work import LongWork

BROKEN = {"code": "broken", "message": "Pracę przerwał błąd programu, więc nic się nie zmieniło."}

log = logging.getLogger(__name__)


@contextmanager
def claimed(waiting: QuerySet, pk: int, working: str) -> Iterator[tuple]:
    """The one that waits, held by this worker alone; none if it is not to be done any more.

    An error leaves it failed, said on its page, and is told in the log without its values.
    """
    model = waiting.model
    with locked(model, pk) as is_mine:
        work = waiting.filter(pk=pk).first() if is_mine else None
        if work is None:
            yield None, None
            return
        with pghistory.context(user=work.begun_by, action="work_on_list"), beside() as other:
            _begin(work, working)
            try:
                with transaction.atomic():
                    yield work, _progress_of(work, other)
                    work.save()
            except Exception as broken:
                log.error("%s %s: %s", model.__name__, pk, type(broken).__name__, exc_info=broken)
                model.objects.filter(pk=pk).update(state=model.State.FAILED, refusal=BROKEN)


@contextmanager
def locked(model: type[LongWork], pk: int) -> Iterator[bool]:
    """Hold the record's lock if nobody else does; whether it is held."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [model.LOCK, pk])
        is_mine = cursor.fetchone()[0]
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [model.LOCK, pk])


def _begin(work: LongWork, working: str) -> None:
    work.wait_anew()
    work.state, work.started_at = working, timezone.now()
    work.save()


def _progress_of(work: LongWork, other) -> Progress:
    def progress(done: int, total: int, stage: str) -> None:
        work.done, work.total, work.stage = done, total, stage
        tell(other, work, done=done, total=total, stage=str(stage))

    return progress
