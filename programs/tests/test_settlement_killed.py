"""The process killed at ten points of a settlement leaves nothing, and the month can be settled."""

import os
import signal

import pytest
from django.apps import apps

from mops.models import Centre
from participants.tests.factories import person
from programs.intake.tests.test_killed import POINTS, killed_at, points_of
from programs.models import Settlement
from programs.tests import factories as make
from programs.tests.test_settlements import rates, settle, worked


def everything() -> dict[str, int]:
    """How many rows each of our tables has, the journal's too."""
    return {
        model._meta.label: model._base_manager.count()
        for label in ("mops", "participants", "programs")
        for model in apps.get_app_config(label).get_models()
        if not model._meta.proxy
    }


@pytest.mark.django_db(transaction=True)
def test_a_settlement_killed_at_any_point_leaves_nothing():
    Centre.objects.create(pk=Centre.ONLY_PK, name="Ośrodek Testowy")
    rates()
    edition = make.edition()
    for name in ("Ala", "Ola"):
        worked("10", part=make.enrolment(person(name), edition))

    def work():
        settle(with_documents=True)

    before, points = everything(), points_of(work)

    assert len(set(points)) == POINTS
    for point in points:
        assert os.WTERMSIG(killed_at(point, work)) == signal.SIGKILL
        assert everything() == before

    work()
    settlement = Settlement.objects.get()
    assert (settlement.documents.count(), settlement.costs.count()) == (4, 2)
