"""A list taken back by the worker: asked for once, waited for, killed, begun again, given up."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from mops.models import User
from mops.roles import Role
from participants.models import Participant
from participants.tests.factories import person, staff
from programs import actions
from programs.actions.list_work import undo_imported
from programs.actions.recovering import recover
from programs.intake.importing import undoing as undoing_rows
from programs.intake.importing.cards import update_cards
from programs.intake.tests.corpus.people import pesel
from programs.intake.tests.lists import judged, take_in
from programs.management.commands.worker import queue as queue_worker
from programs.models import ListUndoing, Referral, ReferralList
from programs.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queue(settings):
    """Tasks wait in the database, as in an office."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def taken() -> ReferralList:
    return take_in(
        judged(*(["Lis", "Ola", pesel(date(1990, 1, day), "0124")] for day in (1, 2, 3)))
    )


def ask(taken: ReferralList) -> ListUndoing:
    return actions.queue_undo(by=staff(), referral_list=taken)


def url(taken: ReferralList) -> str:
    return reverse("imported_list_undo", args=[taken.pk])


def work_off() -> None:
    """What the worker's command does again and again."""
    recover()
    queue_worker(0).run()


def kill_the_worker() -> None:
    """Leave the list and its task as a worker leaves them that dies in the middle."""
    DBTaskResult.objects.ready().get().claim("killed")
    ListUndoing.objects.update(state="working")


@pytest.mark.django_db(transaction=True)
def test_a_list_stands_until_the_worker_takes_it_back(taken, client_as):
    client = client_as(Role.CASEWORKER)
    form = client.get(url(taken)).context["form"]

    page = client.post(url(taken), {"entry": form["entry"].value()}, follow=True)

    assert "Lista czeka w kolejce." in page.text
    assert f"Zlecono {page.context['undoing'].asked_at:%d.%m.%Y}" in page.text
    assert (Referral.objects.count(), Participant.objects.count()) == (3, 3)
    work_off()
    assert (Referral.objects.count(), Participant.objects.count()) == (0, 0)
    done = client.get(url(taken), headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == reverse("imported_list_detail", args=[taken.pk])
    undoing = ListUndoing.objects.get()
    assert (undoing.state, undoing.done, undoing.total) == ("done", 3, 3)


def test_what_two_people_ask_for_is_queued_once(taken, client_as):
    first = ask(taken)
    head = User.objects.create_user("head-two")

    again = actions.queue_undo(by=head, referral_list=taken)

    assert (again, again.asked_by) == (first, staff())
    response = client_as(Role.CASEWORKER).post(url(taken))
    assert (response.status_code, response.url) == (302, url(taken))
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_task_that_comes_twice_takes_back_once(taken):
    undoing = ask(taken)
    undo_imported.enqueue(undoing.pk)

    work_off()

    taken.refresh_from_db()
    first = taken.undone_at
    assert first is not None
    undo_imported.call(undoing.pk)
    taken.refresh_from_db()
    assert (taken.undone_at, ListUndoing.objects.get().state) == (first, "done")


def test_a_list_taken_back_is_not_queued(taken):
    actions.undo_list(by=staff(), referral_list=taken)

    with pytest.raises(ValidationError, match="już ją cofnięto"):
        ask(taken)


def test_the_list_of_lists_says_which_were_taken_back(taken, client_as):
    make.uploaded_list(state="imported", referral_list=taken)
    actions.undo_list(by=staff(), referral_list=taken)

    page = client_as(Role.ADMINISTRATOR).get(reverse("uploaded_list_index"))

    assert "cofnięta " in page.text
    assert 'class="state state--done"' not in page.text


def test_a_list_on_its_way_back_is_not_offered_to_be_taken_back(taken, client_as):
    ask(taken)

    page = client_as(Role.CASEWORKER).get(reverse("imported_list_detail", args=[taken.pk]))

    assert "Trwa cofanie tej listy." in page.text
    assert "Cofnij wczytanie" not in page.text


def test_a_list_whose_worker_was_killed_is_begun_again(taken):
    ask(taken)
    kill_the_worker()

    recover()

    assert DBTaskResult.objects.ready().get().args_kwargs["args"] == [ListUndoing.objects.get().pk]


def test_after_three_killed_workers_one_is_told_and_can_ask_again(taken, client_as):
    ask(taken)
    for _ in range(3):
        kill_the_worker()
        recover()

    page = client_as(Role.CASEWORKER).get(url(taken))

    assert "Praca nad tą listą przerwała się 3 razy" in page.text
    assert "Niczego nie cofnięto." in page.text
    assert page.context["foreseen"].referrals == 3
    assert ask(taken).state == "queued"
    assert DBTaskResult.objects.ready().count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_error_takes_nothing_back_and_it_can_be_asked_for_again(taken, monkeypatch, client_as):
    ask(taken)
    monkeypatch.setattr(undoing_rows, "CHUNK", 1)
    with monkeypatch.context() as broken:
        broken.setattr(undoing_rows, "update_cards", fail_at(3))
        work_off()

    assert ListUndoing.objects.get().state == "failed"
    assert (Referral.objects.count(), Participant.objects.count()) == (3, 3)
    page = client_as(Role.CASEWORKER).get(url(taken))
    assert "Pracę przerwał błąd programu, więc nic się nie zmieniło." in page.text
    ask(taken)
    work_off()
    assert (Referral.objects.count(), Participant.objects.count()) == (0, 0)


def fail_at(time: int):
    """A step that works until it was done so many times."""
    times = []

    def step(values):
        times.append(values)
        if len(times) == time:
            raise RuntimeError("made up")
        update_cards(values)

    return step


def test_how_far_it_is_grows_with_each_part_taken_back(taken, monkeypatch):
    monkeypatch.setattr(undoing_rows, "CHUNK", 1)
    told = []

    actions.undo_list(by=staff(), referral_list=taken, progress=lambda *far: told.append(far))

    assert told == [(done, 3, "taking_back") for done in (0, 1, 2, 3)]


def test_people_known_before_are_put_back_part_by_part_as_at_once(monkeypatch):
    born = date(1990, 1, 1)
    cards = [person("Lis", f"Ola{n}", born=born, pesel=pesel(born, f"012{n}")) for n in "24"]
    rows = [["Lis", one.first_name, one.pesel, None, None, "601234567"] for one in cards]
    taken = take_in(judged(*rows), accept=("known", "changed"))
    monkeypatch.setattr(undoing_rows, "CHUNK", 1)

    assert actions.undo_list(by=staff(), referral_list=taken) == []
    assert set(Participant.objects.values_list("phone", flat=True)) == {""}
