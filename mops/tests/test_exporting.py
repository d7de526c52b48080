"""All registers in one workbook: what leaves, for whom, and that it is noted."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from mops.exporting.workbook import write_everything
from mops.models import AccessEntry, User
from mops.roles import PERMISSIONS, WORK, Role
from mops.tests import world
from participants import actions
from participants.models import Participant
from participants.tests.factories import person, staff

pytestmark = pytest.mark.django_db


def book_of(content: bytes):
    return load_workbook(io.BytesIO(content))


def written(may=lambda permission: True, **options):
    file = io.BytesIO()
    write_everything(file, may, **options)
    return book_of(file.getvalue())


def rows(sheet) -> list[list]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_every_register_has_a_sheet_and_every_column_a_description():
    world.build()

    book = written()

    described, *sheets = book.sheetnames
    assert (described, len(sheets)) == ("Opis", len(WORK))
    told = [tuple(row[:2]) for row in rows(book["Opis"])[1:]]
    assert told == [(name, header) for name in sheets for header in rows(book[name])[0]]
    assert [name for name in sheets if len(rows(book[name])) < 2] == []
    assert all(all(row) for row in rows(book["Opis"]))


def test_a_record_is_told_in_words_and_named_by_number():
    one = person("Żak", "Łucja", pesel=None, no_pesel_reason="foreigner", caseworker=staff())

    header, row = rows(written()["Uczestnicy"])

    told = dict(zip(header, row, strict=True))
    assert (told["ID"], told["nazwisko"], told["płeć"]) == (one.pk, "Żak", "kobieta")
    assert told["powód braku numeru PESEL"] == "obcokrajowiec bez numeru PESEL"
    assert (told["opiekun"], told["opiekun (ID)"]) == (str(staff()), staff().pk)
    assert "search_key" not in told


def test_what_is_kept_only_to_undo_a_merge_stays_here():
    one = person("Nowak")
    actions.merge_participants(by=staff(), kept=one, merged=person("Nowakowa"))
    header, row = rows(written()["Połączenia kart"])
    assert (one.pk in row, "co zmieniono" in header) == (True, False)


def test_nothing_in_a_cell_is_computed():
    person("=1+1", "+Jan", city="@SUM(A1)")

    cells = [cell for row in written()["Uczestnicy"].iter_rows() for cell in row if cell.value]

    assert [cell.value for cell in cells if str(cell.value)[0] in "=+@"] == [
        "=1+1", "+Jan", "@SUM(A1)"
    ]  # fmt: skip
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}


def test_more_rows_than_a_sheet_holds_go_on_in_the_next():
    for name in ("Lis", "Nowak", "Żak"):
        person(name)

    book = written(most_rows=2)

    parts = [name for name in book.sheetnames if name.startswith("Uczestnicy")]
    assert parts == ["Uczestnicy", "Uczestnicy (2)"]
    assert [len(rows(book[name])) for name in parts] == [3, 2]


def test_only_what_may_be_seen_leaves():
    world.build()

    book = written({"programs.view_cost", "programs.view_referral"}.__contains__)

    assert book.sheetnames == ["Opis", "Koszty"]
    assert not {"program", "edycja"} & set(rows(book["Koszty"])[0])


def test_the_number_of_queries_does_not_follow_the_records(django_assert_num_queries):
    world.build()
    with django_assert_num_queries(len(WORK) + 2):
        written()
    person("Lis")
    with django_assert_num_queries(len(WORK) + 2):
        written()


def test_the_page_gives_the_workbook_and_notes_whose_data_left(client_as):
    one = person("Lis")
    client = client_as(Role.HEAD)
    url = reverse("export_everything")

    page, response = client.get(url), client.post(url)

    assert "<td>Uczestnicy</td>" in page.text
    assert rows(book_of(b"".join(response.streaming_content))["Uczestnicy"])[1][0] == one.pk
    entry = AccessEntry.objects.get()
    assert (entry.kind, entry.subject, entry.participant_ids) == (
        "export", "eksport wszystkich kartotek", [one.pk]
    )  # fmt: skip


def test_the_command_writes_what_the_account_may_see(tmp_path, account, capsys):
    person("Lis")
    head = account(Role.HEAD)
    file = tmp_path / "wszystko.xlsx"

    call_command("export_data", str(file), "--by", head.username)

    assert load_workbook(file).sheetnames[1] == "Uczestnicy"
    assert AccessEntry.objects.get().staff == head
    assert [path.name for path in tmp_path.iterdir()] == ["wszystko.xlsx"]
    assert capsys.readouterr().out == f"Kartoteki w pliku {file}: {len(WORK)}.\n"


def test_the_command_without_an_account_is_noted_under_a_technical_one(tmp_path):
    one = person("Lis")

    call_command("export_data", str(tmp_path / "wszystko.xlsx"), "--role", "audytor")

    entry = AccessEntry.objects.get()
    assert (entry.staff.username, entry.staff.is_active) == ("eksport-polecenie", False)
    assert entry.participant_ids == [one.pk]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("a.csv",), "Podaj nazwę pliku z rozszerzeniem .xlsx."),
        (("/nie/ma/a.xlsx",), "Nie da się zapisać pliku /nie/ma/a.xlsx: nie ma takiego katalogu."),
        (("a.xlsx", "--by", "nikt"), "Nie ma czynnego konta „nikt”."),
        (("a.xlsx", "--by", "pracownik"), "To konto nie może eksportować wszystkich kartotek."),
        (("a.xlsx", "--by", "pracownik", "--role", "x"), "Podaj --by albo --role, nie oba naraz."),
        (
            ("a.xlsx", "--role", "x"),
            "Nie ma roli „x”. Role: pracownik, kierownik, administrator, audytor.",
        ),
    ],
)
def test_wrong_arguments_are_told_plainly(options, told, account, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    account(Role.CASEWORKER)

    with pytest.raises(CommandError) as refused:
        call_command("export_data", *options)

    assert (refused.value.returncode, str(refused.value)) == (2, told)
    assert list(tmp_path.iterdir()) == []
    assert not Participant.objects.exists()
    assert not User.objects.filter(username="eksport-polecenie").exists()


def test_the_right_is_the_heads_and_the_administrators():
    having = [role for role in Role if "mops.export_everything" in PERMISSIONS[role]]

    assert having == [Role.HEAD, Role.ADMINISTRATOR]
