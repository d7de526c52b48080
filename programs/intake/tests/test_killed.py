"""The process killed at ten points of an import leaves nothing, and the list can be taken in again."""

import os
import signal
from contextlib import contextmanager
from datetime import date

import pytest
from django.apps import apps
from django.db import connection, transaction

from mops.models import User
from participants.models import Participant
from participants.tests.factories import person, staff
from programs.actions.intake import undo_list
from programs.intake.tests.corpus.people import JAN_PESEL, pesel
from programs.intake.tests.lists import judged, take_in
from programs.intake.verdicts.verdict import Kind
from programs.models import ReferralList

POINTS = 10
ACCEPT = (Kind.NEW, Kind.KNOWN, Kind.CHANGED)
JAN_ROW = ["Kowalski", "Jan", JAN_PESEL, None, None, "601234567", "Leśna", "5", "Jaworzno", "III",
           date(2014, 9, 1)]  # fmt: skip


def new_row(number: int) -> list:
    number_of = pesel(date(1980, 3, 1 + number), "0124")
    return ["Nowak", "Anna", number_of, None, None, None, None, None, None, "II", date(2014, 9, 1)]


def everything() -> dict[str, int]:
    """How many rows each of our tables has, the journal's too, and what the card says."""
    counts = {
        model._meta.label: model._base_manager.count()
        for label in ("mops", "participants", "programs")
        for model in apps.get_app_config(label).get_models()
        if not model._meta.proxy
    }
    return counts | {"phone": Participant.objects.get(pesel=JAN_PESEL).phone}


@contextmanager
def counting(then=lambda number: None):
    """Counts the statements sent, and does something after each."""
    sent = []

    def count(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if "SAVEPOINT" not in sql:
            sent.append(sql)
            then(len(sent))
        return result

    with connection.execute_wrapper(count):
        yield sent


def killed_at(point: int, work) -> int:
    """Do the work in a process that kills itself after so many statements; how it ended."""
    connection.close()
    if child := os.fork():
        return os.waitpid(child, 0)[1]
    try:
        with counting(lambda sent: sent == point and os.kill(os.getpid(), signal.SIGKILL)):
            work()
    finally:
        os._exit(0)


def points_of(work) -> list[int]:
    """Ten numbers of statements, the last of them that before the end of the transaction."""
    with transaction.atomic(), counting() as sent:
        work()
        transaction.set_rollback(True)
    return [max(1, len(sent) * part // POINTS) for part in range(1, POINTS + 1)]


@pytest.fixture
def shown(transactional_db):
    staff()
    person("Kowalski", "Jan", pesel=JAN_PESEL, born=date(1944, 5, 14), sex="M", phone="500500500")
    return judged(JAN_ROW, *map(new_row, range(20)))


def test_an_import_killed_at_any_point_leaves_nothing(shown):
    def work():
        take_in(shown, accept=ACCEPT)

    before, points = everything(), points_of(work)

    assert len(set(points)) == POINTS
    for point in points:
        assert os.WTERMSIG(killed_at(point, work)) == signal.SIGKILL
        assert everything() == before

    work()
    assert Participant.objects.count() == 21


def test_undoing_killed_at_any_point_changes_nothing(shown):
    taken = take_in(shown, accept=ACCEPT)
    by = User.objects.get(pk=staff().pk)

    def work():
        undo_list(by=by, referral_list=ReferralList.objects.get(pk=taken.pk))

    before, points = everything(), points_of(work)

    for point in points:
        assert os.WTERMSIG(killed_at(point, work)) == signal.SIGKILL
        assert everything() == before

    work()
    assert Participant.objects.count() == 1
