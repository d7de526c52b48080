"""A list on its whole way, in real Chromium: uploaded, read, mended, taken in, taken back, again."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from mops.roles import Role
from mops.tests.browser import go, misfits
from participants.models import Participant
from participants.tests.factories import person, pesel_of, staff
from programs import actions
from programs.intake.tests.corpus.books import xlsx
from programs.models import Program, Referral, UploadedList
from programs.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

BORN = date(1980, 5, 17)
ADA, EWA, IDA = (pesel_of(BORN, "F", number) for number in (901, 902, 903))
OLA, UTA = (pesel_of(date(2002, 5, 1), "F", number) for number in (1, 2))
HEADER = ["Nazwisko", "Imię", "PESEL", "Miejscowość", "Komórkowy"]


@pytest.fixture
def administrator(page: Page, live_server, client_as) -> Page:
    cookie = client_as(Role.ADMINISTRATOR).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


@pytest.fixture
def file(tmp_path, settings):
    """A list with a bad number, two lost zeros, a namesake, an address that has changed."""
    settings.MEDIA_ROOT = tmp_path / "files"
    path = tmp_path / "lista.xlsx"
    rows = [
        ["Lis", "Ada", ADA[:-1] + str((int(ADA[-1]) + 1) % 10), "Jaworzno", "600100200"],
        ["Kos", "Ola", int(OLA), "Jaworzno", "600100201"],
        ["Kos", "Uta", int(UTA), "Jaworzno", "600100202"],
        ["Bąk", "Ewa", EWA, "Jaworzno", "600100203"],
        ["Sowa", "Ida", IDA, "Mysłowice", "600100204"],
        ["Sowa", "Ida", IDA, "Mysłowice", "600100204"],
    ]
    path.write_bytes(xlsx([["Powiatowy Urząd Pracy"], HEADER, *rows]))
    return path


def totals(page: Page) -> dict[str, int]:
    """What the page says of the whole list, without verdicts that no row has."""
    links = page.get_by_role("navigation", name="Wiersze według oceny").get_by_role("link").all()
    told = (link.inner_text().rsplit(" ", 1) for link in links)
    return {label: int(count) for label, count in told if int(count)}


def upload(page: Page, live_server, file: Path, program: Program) -> None:
    """As far as the first step of checking."""
    page.goto(live_server.url + reverse("uploaded_list_new"))
    page.get_by_label("Plik z urzędu pracy").set_input_files(file)
    page.get_by_label("Program").select_option(str(program.pk))
    page.get_by_label("Na rok").fill("2015")
    page.get_by_role("button", name="Wgraj listę").click()
    go(page.get_by_role("link", name="Sprawdź listę (osoby: 6)"))


def test_a_list_is_uploaded_mended_in_place_and_taken_in(administrator: Page, live_server, file):
    page = administrator
    office = make.institution("Powiatowy Urząd Pracy", "pup")
    known = person("Bąk", "Ewa", born=BORN, pesel=EWA, city="Sosnowiec")

    page.goto(live_server.url + reverse("uploaded_list_new"))
    assert misfits(page) == {}
    upload(page, live_server, file, make.program())

    expect(page.get_by_label("Co jest w kolumnie C")).to_have_value("pesel")
    page.get_by_label("Co jest w kolumnie E").select_option("phone")
    assert misfits(page) == {}
    page.get_by_role("button", name="Dalej: sprawdź wiersze").click()
    page.wait_for_url("**/wiersze/")
    assert office.mappings.get(header="komorkowy").field == "phone"
    assert totals(page) == {
        "wszystkie": 6,
        "nowa osoba": 3,
        "jest w kartotece, inne dane": 1,
        "powtórzona na liście": 1,
        "błąd": 1,
    }
    assert misfits(page) == {}

    page.get_by_role("link", name="Popraw wiersz 3").click()
    row = page.get_by_role("form", name="Poprawki w wierszu 3")
    expect(row).to_contain_text("C3: Cyfra kontrolna numeru PESEL się nie zgadza")
    assert misfits(page) == {}
    row.get_by_label("PESEL").fill(ADA)
    row.get_by_role("button", name="Zapisz wiersz 3").click()
    expect(page.locator("#row-3")).to_contain_text("nowa osoba")
    assert totals(page)["nowa osoba"] == 4
    assert "błąd" not in totals(page)

    page.get_by_role("button", name=f"Przyjmij PESEL {OLA}").click()
    expect(page.locator("#row-4")).not_to_contain_text("Arkusz zgubił zero")
    page.get_by_role("button", name="Zostaw z kartoteki (miejscowość)").click()
    expect(page.locator("#row-6")).to_contain_text("z kartoteki")
    page.get_by_label("Wczytać wiersz 5").uncheck()
    expect(page.get_by_role("button", name="Wczytaj wybrane osoby (4)")).to_be_visible()
    assert Participant.objects.count() == 1

    page.get_by_role("button", name="Wczytaj wybrane osoby (4)").click()
    expect(page.get_by_text("wczytana", exact=True)).to_be_visible()
    assert misfits(page) == {}
    assert UploadedList.objects.get().state == "imported"
    assert set(Referral.objects.values_list("participant__pesel", flat=True)) == {
        ADA,
        OLA,
        EWA,
        IDA,
    }
    known.refresh_from_db()
    assert known.city == "Sosnowiec"


def test_a_list_is_taken_back_and_the_same_file_taken_in_again(
    administrator: Page, live_server, file
):
    page, program = administrator, make.program()
    upload(page, live_server, file, program)
    page.get_by_role("button", name="Dalej: sprawdź wiersze").click()
    page.get_by_role("button", name="Wczytaj wybrane osoby (4)").click()
    go(page.get_by_role("link", name="Protokół: co stało się z każdym wierszem"))
    assert misfits(page) == {}

    go(page.get_by_role("link", name="Cofnij wczytanie"))
    expect(page.get_by_text("Skierowania do usunięcia")).to_be_visible()
    assert misfits(page) == {}
    assert Referral.objects.count() == 4
    page.get_by_role("button", name="Cofnij wczytanie listy").click()
    expect(page.get_by_text("Nic z tej listy nie zostało.")).to_be_visible()
    assert (Participant.objects.count(), Referral.objects.count()) == (0, 0)

    upload(page, live_server, file, program)
    page.get_by_role("button", name="Dalej: sprawdź wiersze").click()
    page.get_by_role("button", name="Wczytaj wybrane osoby (4)").click()
    expect(page.get_by_text("wczytana", exact=True)).to_be_visible()
    assert (Participant.objects.count(), Referral.objects.count()) == (4, 4)
    undone, again = UploadedList.objects.order_by("pk")
    assert undone.sha256 == again.sha256
    assert (undone.referral_list.undone_at is None, again.referral_list.undone_at) == (False, None)


def test_a_marked_workbook_mended_in_a_spreadsheet_continues_the_same_list(
    administrator: Page, live_server, file, tmp_path
):
    page = administrator
    upload(page, live_server, file, make.program())
    go(page.get_by_role("link", name="Popraw w arkuszu"))
    assert misfits(page) == {}
    with page.expect_download() as download:
        page.get_by_role("link", name="Pobierz arkusz z uwagami").click()

    mended = tmp_path / download.value.suggested_filename
    download.value.save_as(mended)
    book = load_workbook(mended)
    assert book["Lista"]["C3"].comment.text.startswith("Błąd: Cyfra kontrolna numeru PESEL")
    book["Lista"]["C3"].value = ADA
    book.save(mended)
    page.get_by_label("Plik z urzędu pracy").set_input_files(mended)
    page.get_by_role("button", name="Wgraj poprawiony plik").click()
    page.get_by_role("link", name="Sprawdź listę (osoby: 6)").click()
    page.get_by_role("button", name="Dalej: sprawdź wiersze").click()

    expect(page.locator("#row-3")).to_contain_text("nowa osoba")
    assert "błąd" not in totals(page)
    uploaded = UploadedList.objects.get()
    assert (uploaded.file_name, uploaded.state) == (mended.name, "ready")


def test_the_rows_work_without_a_script(browser, live_server, client_as, file):
    uploaded = actions.upload_list(
        by=staff(),
        file=SimpleUploadedFile("lista.xlsx", file.read_bytes()),
        program=make.program(),
        year=2015,
        received_on=date(2015, 2, 1),
    )
    page = browser.new_context(java_script_enabled=False).new_page()
    cookie = client_as(Role.ADMINISTRATOR).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(live_server.url + reverse("uploaded_list_rows", args=[uploaded.pk]))
    page.get_by_role("button", name=f"Przyjmij PESEL {OLA}").click()
    expect(page.get_by_text("Poprawiono wiersz 4.")).to_be_visible()
    page.get_by_label("Wczytać wiersz 5").uncheck()
    page.get_by_role("button", name="Zapisz zaznaczenia na tej stronie").click()
    expect(page.get_by_label("Wczytać wiersz 5")).not_to_be_checked()
    page.get_by_role("link", name="Popraw wiersz 3").click()
    page.get_by_label("PESEL").fill(ADA)
    page.get_by_role("button", name="Zapisz wiersz 3").click()
    expect(page.get_by_text("Poprawiono wiersz 3.")).to_be_visible()
    page.context.close()
