"""Work whose worker was killed is put into the queue again, but not for ever."""

import logging
from itertools import takewhile

import pghistory
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from programs.actions.claiming import locked
from programs.actions.list_work import import_uploaded, read_uploaded, undo_imported
from programs.models import ListUndoing, UploadedList
from programs.models.long_work import LongWork

TASKS = {UploadedList: (read_uploaded, import_uploaded), ListUndoing: (undo_imported,)}
MOST_BEGINNINGS = 3
"""How often work may be begun whose every beginning has killed the worker."""
KILLED = (
    f"Praca nad tą listą przerwała się {MOST_BEGINNINGS} razy i nie będzie już ponawiana sama. "
)
WHAT_NOW = {
    UploadedList: "Nic nie zapisano. Podziel listę na mniejsze pliki i wgraj je osobno, a jeśli to "
    "nie pomoże, powiadom osobę, która opiekuje się systemem.",
    ListUndoing: "Niczego nie cofnięto. Spróbuj ponownie, a jeśli to się powtórzy, powiadom osobę, "
    "która opiekuje się systemem.",
}

log = logging.getLogger(__name__)


def recover() -> None:
    """Put into the queue whatever is in work and in nobody's hands, but no more than a few times."""
    for work in lost():
        if _tasks(work).ready().exists():
            continue
        if len(killed := _killed(work)) < MOST_BEGINNINGS:
            begin_again(work)
        else:
            _give_up(work, killed)


def lost() -> list[LongWork]:
    """Work that nobody does: its worker was killed, or its task is gone."""
    waiting = (
        work
        for model in TASKS
        for work in model.objects.filter(state__in=model.IN_WORK).order_by("pk")
    )
    return [work for work in waiting if not _is_held(work)]


def _is_held(work: LongWork) -> bool:
    with locked(type(work), work.pk) as is_free:
        return not is_free


def begin_again(work: LongWork) -> None:
    """Put it into the queue once more; a task that finds it done does nothing."""
    _next_task(work).enqueue(work.pk)


def _next_task(work: LongWork):
    if isinstance(work, ListUndoing):
        return undo_imported
    return import_uploaded if work.state in UploadedList.TO_IMPORT else read_uploaded


def _tasks(work: LongWork) -> QuerySet:
    paths = [one.module_path for one in TASKS[type(work)]]
    return DBTaskResult.objects.filter(task_path__in=paths, args_kwargs__args=[work.pk])


def _killed(work: LongWork) -> list[DBTaskResult]:
    """Tasks that died with their worker, one after another since the last that came to an end."""
    last_first = _tasks(work).order_by("-enqueued_at")
    return list(takewhile(lambda one: one.status == TaskResultStatus.RUNNING, last_first))


@transaction.atomic
def _give_up(work: LongWork, killed: list[DBTaskResult]) -> None:
    """Leave it failed; its tasks are ended, so that one asked for by hand counts anew."""
    model = type(work)
    log.error("%s %s: its worker was killed %s times", model.__name__, work.pk, len(killed))
    with pghistory.context(user=work.begun_by, action="work_on_list"):
        given_up = model.objects.filter(pk=work.pk, state__in=model.IN_WORK)
        refusal = {"code": "killed", "message": KILLED + WHAT_NOW[model]}
        given_up.update(state=model.State.FAILED, refusal=refusal)
    ended = DBTaskResult.objects.filter(pk__in=[one.pk for one in killed])
    ended.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
