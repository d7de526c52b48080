"""The admin's own sheet marked, mended in her spreadsheet and sent again: the same list goes on."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from mops.models import AccessEntry
from mops.roles import Role
from participants.tests.factories import staff
from programs import actions
from programs.intake.mending.child import MOST_IN_PLACE
from programs.intake.mending.keeping import still_meant
from programs.intake.mending.process import NotWritten, marked
from programs.intake.tests.corpus.books import delimited, ods, saved, xls
from programs.intake.tests.corpus.people import ANNA_PESEL, JAN_PESEL
from programs.models import UploadedList, UploadedRow
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

WRONG = JAN_PESEL[:-1] + "9"
HEADER = ["Nazwisko", "Imię", "PESEL", "Telefon"]
ROWS = [HEADER, ["Kowalski", "Jan", WRONG, "601234567"], ["Nowak", "Anna", ANNA_PESEL, "602345678"]]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def formatted() -> bytes:
    """A workbook with a title, a wide column and bold names, as offices like them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Skierowani"
    sheet.append(["Lista osób skierowanych"])
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.column_dimensions["A"].width = 33
    sheet["A3"].font = Font(bold=True)
    book.create_sheet("Inny").append(["ważne"])
    return saved(book)


def upload(content: bytes, name: str = "lista.xlsx") -> UploadedList:
    uploaded = actions.upload_list(
        by=staff(), file=SimpleUploadedFile(name, content), program=make.program(), year=2015,
        received_on=date(2015, 2, 1),
    )  # fmt: skip
    uploaded.refresh_from_db()
    return uploaded


def book_of(uploaded: UploadedList):
    with marked(uploaded) as file:
        return load_workbook(io.BytesIO(file.read()))


def test_the_sheet_keeps_its_looks_and_bad_cells_say_what_is_wrong():
    book = book_of(upload(formatted()))

    sheet = book["Skierowani"]
    assert book.sheetnames == ["Skierowani", "Inny", "Uwagi do listy"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == ROWS
    assert (sheet.column_dimensions["A"].width, sheet["A3"].font.bold) == (33, True)
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]
    commented = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert commented == {"C3"}
    assert sheet["C3"].comment.text.startswith("Błąd: Cyfra kontrolna numeru PESEL się nie zgadza")
    assert sheet["C3"].fill.fgColor.rgb == "00F4B6B6"
    assert book["Inny"]["A1"].value == "ważne"


def test_the_summary_names_each_cell_and_leads_to_it():
    summary = book_of(upload(formatted()))["Uwagi do listy"]

    rows = list(summary.iter_rows(values_only=True))
    assert rows[0][0] == "Błędy: 1, ostrzeżenia: 0"
    assert rows[4][:3] == (3, "C3", "Błąd")
    assert summary["B5"].hyperlink.location == "'Skierowani'!C3"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", delimited(ROWS)), ("a.xls", xls(ROWS)), ("a.ods", ods(ROWS))],
)
def test_other_formats_come_back_as_xlsx_in_the_same_order(name, content):
    uploaded = upload(content, name)

    book = book_of(uploaded)

    sheet = book.worksheets[0]
    told = [[cell.value or None for cell in row] for row in sheet.iter_rows()]
    assert told == ROWS
    assert sheet["C2"].comment.text.startswith("Błąd: ")


def test_a_formula_in_a_mended_value_stays_a_text():
    uploaded = upload(formatted())
    UploadedRow.objects.filter(number=3).update(corrections={"last_name": "=1+1"})

    cell = book_of(uploaded)["Skierowani"]["A3"]

    assert (cell.value, cell.data_type) == ("=1+1", "s")


def mended(uploaded: UploadedList, **cells) -> bytes:
    book = book_of(uploaded)
    for address, value in cells.items():
        book["Skierowani"][address].value = value
    return saved(book)


def send(client, uploaded: UploadedList, content: bytes, name: str = "poprawiona.xlsx"):
    return client.post(
        reverse("uploaded_list_mending", args=[uploaded.pk]),
        {"file": SimpleUploadedFile(name, content)},
    )


def test_the_mended_file_continues_the_same_list(client_as):
    uploaded = upload(formatted())

    response = send(client_as(Role.ADMINISTRATOR), uploaded, mended(uploaded, C3=JAN_PESEL))

    assert response.url == uploaded.get_absolute_url()
    again = UploadedList.objects.get()
    assert (again.pk, again.state, again.file_name) == (uploaded.pk, "ready", "poprawiona.xlsx")
    assert list(again.rows.values_list("number", "verdict")) == [(3, "new"), (4, "new")]
    assert again.sha256 != uploaded.sha256


def test_what_was_typed_on_the_page_stays_where_the_file_says_nothing_else(client_as):
    uploaded = upload(formatted())
    uploaded.rows.filter(number=4).update(corrections={"phone": "500500500", "city": "Jaworzno"})
    uploaded.rows.filter(number=3).update(corrections={"phone": "500500501"})
    content = mended(uploaded, D4="700700700", C3=JAN_PESEL)

    send(client_as(Role.ADMINISTRATOR), uploaded, content)

    rows = {row.number: row for row in uploaded.rows.all()}
    assert rows[3].fields["phone"] == "500 500 501"
    assert (rows[4].fields["phone"], rows[4].fields["city"]) == ("700 700 700", "Jaworzno")
    assert (rows[3].corrections, rows[4].corrections) == ({}, {"city": "Jaworzno"})


def test_a_correction_is_not_given_to_another_person():
    columns = {"last_name": "A", "phone": "B"}

    assert still_meant({"phone": "1"}, ["Lis", None], ["Nowak", None], columns) == {}
    assert still_meant({"phone": "1"}, ["Lis", None], ["Lis", None], columns) == {"phone": "1"}
    assert still_meant({"phone": "1"}, ["Lis", None], ["Lis", "2"], columns) == {}


def test_marks_of_an_earlier_round_are_taken_away():
    uploaded = upload(formatted())
    again = actions.upload_mended(
        by=staff(),
        uploaded=uploaded,
        file=SimpleUploadedFile("b.xlsx", mended(uploaded, C3=JAN_PESEL)),
    )
    again.refresh_from_db()

    book = book_of(again)

    assert (book["Skierowani"]["C3"].comment, book.sheetnames.count("Uwagi do listy")) == (None, 1)
    assert book["Skierowani"]["C3"].fill.fill_type is None


def test_the_download_is_noted_and_the_page_leads_to_it(client_as):
    uploaded = upload(formatted())
    client = client_as(Role.ADMINISTRATOR)

    page = client.get(reverse("uploaded_list_mending", args=[uploaded.pk]))
    response = client.get(reverse("uploaded_list_marked", args=[uploaded.pk]))

    assert page.context["wrong"] == 1
    assert load_workbook(io.BytesIO(response.getvalue())).sheetnames[0] == "Skierowani"
    assert [entry.kind for entry in AccessEntry.objects.all()] == ["export"]


def test_a_proposed_day_is_written_as_days_are_here():
    rows = [[*HEADER, "Data ur."], ["Nowak", "Anna", "", "602345678", "5.3.80"]]

    summary = book_of(upload(delimited(rows), "a.csv"))["Uwagi do listy"]

    proposed = {row[1]: row[4] for row in summary.iter_rows(values_only=True)}
    assert proposed["E2"] == "05.03.1980"


def looks_told(client, uploaded: UploadedList) -> bool:
    page = client.get(reverse("uploaded_list_mending", args=[uploaded.pk]))
    return "bez kolorów, szerokości kolumn i innego formatowania" in page.text


def test_what_will_not_look_like_the_file_is_told_before_the_download_and_in_it(client_as):
    client = client_as(Role.ADMINISTRATOR)
    uploaded = upload(delimited(ROWS), "a.csv")

    assert looks_told(client, uploaded)
    assert book_of(uploaded)["Uwagi do listy"]["A3"].value.startswith("Plik .csv wraca jako .xlsx.")
    kept = upload(formatted())
    assert not looks_told(client, kept)
    assert book_of(kept)["Uwagi do listy"]["A3"].value is None


def test_of_a_large_file_only_values_come_back_and_the_page_says_so(client_as):
    uploaded = upload(formatted())
    UploadedList.objects.update(size=MOST_IN_PLACE + 1)

    page = client_as(Role.ADMINISTRATOR).get(reverse("uploaded_list_mending", args=[uploaded.pk]))

    assert "Plik ma ponad 6 MB." in page.text


def test_a_list_taken_in_is_not_mended_any_more(client_as):
    uploaded = upload(formatted())
    UploadedList.objects.update(state="imported")

    response = send(client_as(Role.ADMINISTRATOR), uploaded, formatted())

    assert "Tej listy nie można teraz poprawiać" in response.text
    assert response.context["form"].non_field_errors() == [
        "Tej listy nie da się teraz zmienić: wczytana."
    ]


def test_a_file_that_cannot_be_opened_is_told(files):
    uploaded = upload(formatted())
    (files / uploaded.file.name).write_bytes(b"PK\x03\x04 broken")

    with pytest.raises(NotWritten):
        marked(uploaded)
