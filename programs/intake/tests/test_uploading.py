"""A file uploaded, read by the worker, refused, and deleted when its time has come."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mops.models import Centre
from mops.roles import Role
from participants.models import Participant
from participants.tests.factories import staff
from programs import actions, worker
from programs.actions.recovering import recover
from programs.intake.lists import read_list
from programs.intake.tests.corpus.books import xlsx
from programs.intake.verdicts.judging import judge
from programs.intake.verdicts.verdict import Target
from programs.management.commands.worker import queue as queue_worker
from programs.models import UploadedList
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

NEW, INDEX, DETAIL = "uploaded_list_new", "uploaded_list_index", "uploaded_list_detail"
HEADER = ["Nazwisko", "Imię", "PESEL"]
ROWS = [HEADER, ["Nowak", "Anna", "44051401458"], ["Lis", "Jan", "02070803628"]]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def queue(settings):
    """Tasks wait in the database, as in an office."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def uploaded_file(content: bytes | None = None, name: str = "lista.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, xlsx(ROWS) if content is None else content)


def upload(content: bytes | None = None, **details) -> UploadedList:
    details = {"program": make.program(), "year": 2015, "received_on": date(2015, 2, 1), **details}
    uploaded = actions.upload_list(by=staff(), file=uploaded_file(content), **details)
    uploaded.refresh_from_db()
    return uploaded


def work_off() -> None:
    """What the worker's command does again and again."""
    recover()
    queue_worker(0).run()


def kill_the_worker(uploaded: UploadedList) -> None:
    """Leave the list and the task that waits as a worker leaves them that dies in the middle."""
    DBTaskResult.objects.ready().get().claim("killed")
    UploadedList.objects.filter(pk=uploaded.pk).update(state="reading")


def typed(**details) -> dict:
    return {
        "program": make.program().pk,
        "year": 2015,
        "received_on": "2015-02-01",
        "source": "pup",
        **details,
    }


class TestUpload:
    def test_a_file_is_kept_read_and_nothing_of_it_written_to_the_register(self, client_as, files):
        content = xlsx(ROWS)
        client = client_as(Role.ADMINISTRATOR)
        response = client.post(reverse(NEW), typed(file=uploaded_file(content)))
        uploaded = UploadedList.objects.get()
        assert (response.status_code, response.url) == (302, uploaded.get_absolute_url())
        assert uploaded.state == "ready"
        assert uploaded.uploaded_by.username == Role.ADMINISTRATOR
        assert (uploaded.sha256, uploaded.size) == (
            hashlib.sha256(content).hexdigest(),
            len(content),
        )
        assert (files / uploaded.file.name).read_bytes() == content
        assert list(uploaded.rows.values_list("number", "verdict", "is_chosen")) == [
            (2, "new", True),
            (3, "new", True),
        ]
        assert Participant.objects.count() == 0

    def test_the_name_of_the_file_is_no_path_of_ours(self):
        uploaded = actions.upload_list(
            by=staff(),
            file=uploaded_file(name="..\\..\\lista.xlsx"),
            program=make.program(),
            year=2015,
            received_on=date(2015, 2, 1),
        )
        assert Path(uploaded.file.name).parts[0] == "listy"
        assert Path(uploaded.file.name).name.isalnum()

    def test_a_refusal_is_told_in_its_own_sentence(self, client_as):
        uploaded = upload(b"%PDF-1.4")
        assert (uploaded.state, uploaded.refusal["code"]) == ("refused", "pdf")
        page = client_as(Role.ADMINISTRATOR).get(uploaded.get_absolute_url())
        assert "Poproś urząd pracy o listę w arkuszu kalkulacyjnym." in page.text

    def test_a_file_in_the_register_is_told_with_the_day_and_the_person(self, client_as):
        content = xlsx(ROWS)
        make.uploaded_list()
        received = actions.import_list(
            by=staff(),
            judged=judged_of(content),
            file=actions.ImportedFile("lista.xlsx", hashlib.sha256(content).hexdigest()),
            received_on=date(2015, 2, 1),
        )
        page = client_as(Role.ADMINISTRATOR).post(reverse(NEW), typed(file=uploaded_file(content)))
        day = timezone.localtime(received.imported_at)
        assert page.status_code == 200
        assert f"Ten plik już wczytano dnia {day:%d.%m.%Y} przez {staff()}." in page.text

    def test_a_file_used_for_another_edition_is_another_list_and_is_warned_of(self, client_as):
        content = xlsx(ROWS)
        first, second = (make.edition(number=number) for number in (1, 2))
        actions.import_list(
            by=staff(),
            judged=judge(read_list(content, "lista.xlsx"), Target(make.program(), 2015, first)),
            file=actions.ImportedFile("lista.xlsx", hashlib.sha256(content).hexdigest()),
            received_on=date(2015, 2, 1),
        )

        there = upload(content, edition=second)

        client = client_as(Role.ADMINISTRATOR)
        for step in ("columns", "rows"):
            page = client.get(reverse(f"uploaded_list_{step}", args=[there.pk]))
            assert "gdzie indziej: PSU, rok 2015, edycja I (" in page.text
        actions.queue_import(by=staff(), uploaded=there, chosen=2)
        there.refresh_from_db()
        assert (there.state, there.referral_list.edition) == ("imported", second)
        with pytest.raises(actions.AlreadyImported):
            upload(content, edition=second)
        actions.undo_list(by=staff(), referral_list=there.referral_list)
        assert upload(content, edition=second).state == "ready"

    def test_a_file_that_waits_is_opened_instead(self, client_as):
        content = xlsx(ROWS)
        first = upload(content)
        response = client_as(Role.ADMINISTRATOR).post(
            reverse(NEW), typed(file=uploaded_file(content)), follow=True
        )
        assert response.redirect_chain == [(first.get_absolute_url(), 302)]
        assert f"przez {staff()}. Oto ta lista." in response.text
        assert UploadedList.objects.count() == 1

    def test_a_form_without_a_file_says_so_and_keeps_what_was_typed(self, client_as):
        page = client_as(Role.ADMINISTRATOR).post(reverse(NEW), typed(number="PUP.1/2015"))
        assert "Wybierz plik z listą." in page.text
        assert page.context["form"]["number"].value() == "PUP.1/2015"

    def test_an_edition_belongs_to_the_programme_and_the_year(self, client_as):
        edition = make.edition(kind="pai")
        page = client_as(Role.ADMINISTRATOR).post(
            reverse(NEW), typed(file=uploaded_file(), edition=edition.pk, year=2016)
        )
        assert page.context["form"].errors == {
            "edition": [f"To nie jest edycja programu {make.program()}."],
            "year": ["Ta edycja odbywa się w roku 2015."],
        }


def judged_of(content: bytes):
    return judge(read_list(content, "lista.xlsx"), Target(make.program(), 2015))


class TestWorker:
    @pytest.mark.django_db(transaction=True)
    def test_a_list_waits_until_a_worker_reads_it(self, queue, client_as):
        uploaded = upload()
        assert uploaded.state == "waiting"
        page = client_as(Role.ADMINISTRATOR).get(uploaded.get_absolute_url())
        assert "Lista czeka w kolejce." in page.text
        work_off()
        uploaded.refresh_from_db()
        assert (uploaded.state, uploaded.done, uploaded.total) == ("ready", 2, 2)

    def test_one_is_told_when_there_is_no_worker(self, queue, client_as):
        uploaded = upload()
        old = timezone.now() - timedelta(minutes=1)
        UploadedList.objects.update(uploaded_at=old)
        page = client_as(Role.ADMINISTRATOR).get(uploaded.get_absolute_url())
        assert not worker.is_running()
        assert "Program, który pracuje nad listami, nie działa." in page.text

    @pytest.mark.django_db(transaction=True)
    def test_a_list_whose_worker_was_killed_is_begun_again(self, queue):
        uploaded = upload()
        DBTaskResult.objects.all().delete()
        UploadedList.objects.update(state="reading")
        work_off()
        uploaded.refresh_from_db()
        assert uploaded.state == "ready"

    def test_a_list_that_kills_every_worker_is_given_up_after_three_beginnings(
        self, queue, client_as
    ):
        uploaded = upload()
        for beginning in (1, 2, 3):
            kill_the_worker(uploaded)
            recover()
            uploaded.refresh_from_db()
            assert uploaded.state == ("reading" if beginning < 3 else "failed")
        assert DBTaskResult.objects.count() == 3

        client = client_as(Role.ADMINISTRATOR)
        page = client.get(uploaded.get_absolute_url())
        assert "Praca nad tą listą przerwała się 3 razy i nie będzie już ponawiana" in page.text

        client.post(reverse("uploaded_list_read_again", args=[uploaded.pk]))
        kill_the_worker(uploaded)
        recover()
        uploaded.refresh_from_db()
        assert uploaded.state == "reading"
        assert DBTaskResult.objects.ready().count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_beginnings_before_one_that_came_to_an_end_do_not_count(self, queue):
        uploaded = upload()
        for _ in range(2):
            kill_the_worker(uploaded)
            recover()
        work_off()
        actions.read_again(by=staff(), uploaded=uploaded)
        kill_the_worker(uploaded)
        recover()
        uploaded.refresh_from_db()
        assert uploaded.state == "reading"

    def test_a_list_in_somebodys_hands_is_left_to_them(self, queue):
        uploaded = upload()
        DBTaskResult.objects.all().delete()
        other = connections["default"].copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", [UploadedList.LOCK, uploaded.pk])
            recover()
        finally:
            other.close()
        assert DBTaskResult.objects.count() == 0

    def test_an_error_leaves_the_list_failed_and_it_can_be_read_again(self, client_as, files):
        uploaded = upload()
        (files / uploaded.file.name).rename(files / "away")
        client = client_as(Role.ADMINISTRATOR)
        again = reverse("uploaded_list_read_again", args=[uploaded.pk])
        page = client.post(again, follow=True)
        uploaded.refresh_from_db()
        assert uploaded.state == "failed"
        assert "Pracę przerwał błąd programu." in page.text
        (files / "away").rename(files / uploaded.file.name)
        client.post(again)
        uploaded.refresh_from_db()
        assert (uploaded.state, uploaded.rows.count()) == ("ready", 2)

    def test_the_page_that_waits_goes_on_when_the_list_is_read(self, client_as):
        uploaded = upload()
        url = uploaded.get_absolute_url()
        response = client_as(Role.ADMINISTRATOR).get(url, headers={"HX-Request": "true"})
        assert response.headers["HX-Redirect"] == uploaded.next_page()


class TestClearing:
    def test_files_and_rows_go_after_the_days_that_the_centre_sets(
        self, files, django_capture_on_commit_callbacks, settings
    ):
        Centre.objects.create(pk=1, days_a_list_is_kept=30)
        old, young = upload(), upload(xlsx([*ROWS, ["Bąk", "Ewa", "22222222222"]]))
        UploadedList.objects.filter(pk=old.pk).update(
            uploaded_at=timezone.now() - timedelta(days=31)
        )
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        with django_capture_on_commit_callbacks(execute=True):
            call_command("clear_lists", verbosity=0)
        old.refresh_from_db()
        assert (old.file.name, old.cleared_at is None, old.rows.count()) == ("", False, 0)
        assert (old.state, old.refusal["code"]) == ("refused", "cleared")
        assert [path.name for path in (files / "listy").iterdir()] == [Path(young.file.name).name]
        assert young.rows.count() == 3

    def test_a_list_that_is_gone_says_so(self, client_as):
        uploaded = upload()
        UploadedList.objects.update(uploaded_at=timezone.now() - timedelta(days=400))
        actions.clear_lists()
        client = client_as(Role.ADMINISTRATOR)
        page = client.get(uploaded.get_absolute_url())
        assert "Tej listy już tu nie ma." in page.text
        again = reverse("uploaded_list_read_again", args=[uploaded.pk])
        assert "Plik tej listy już usunięto." in client.post(again, follow=True).text


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_lists_takes_the_same_queries_however_long(
    count, client_as, django_assert_num_queries
):
    for number in range(count):
        make.uploaded_list(sha256=f"{number:064}", file_name=f"lista-{number}.xlsx")
    client = client_as(Role.ADMINISTRATOR)
    with django_assert_num_queries(9):
        page = client.get(reverse(INDEX), {"q": "lista", "state": "ready", "sort": "-wgrano"})
    assert len(page.context["page_obj"]) == count
