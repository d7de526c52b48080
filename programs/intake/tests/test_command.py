"""The list from the command line: what it says, writes and ends with."""

import hashlib
import json

import pytest
from django.core.management import CommandError, call_command

from mops.models import User
from participants.models import Participant
from participants.tests.factories import staff
from programs.intake.tests.corpus.books import xlsx
from programs.intake.tests.corpus.people import ANNA_PESEL, ANNA_ROW, HEADER, JAN_ROW
from programs.models import Referral, ReferralList
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

WRONG_ROW = ["Lis", "Ola", "44051401459"]


@pytest.fixture
def run(tmp_path, capsys):
    """Runs the command on the rows; gives its status, what it said and its report."""

    def command(rows, *options, program="PSU", year="2015"):
        make.program()
        listed, report = tmp_path / "lista.xlsx", tmp_path / "raport.json"
        report.unlink(missing_ok=True)
        listed.write_bytes(rows if isinstance(rows, bytes) else xlsx([HEADER, *rows]))
        status, message = 0, ""
        try:
            call_command(
                "import_referrals", str(listed), "--program", program, "--year", year,
                "--report", str(report), *options,
            )  # fmt: skip
        except CommandError as error:
            status, message = error.returncode, str(error)
        told = json.loads(report.read_text()) if report.exists() else None
        return status, message, told, capsys.readouterr().out

    return command


def test_a_good_list_is_taken_in(run):
    content = xlsx([HEADER, JAN_ROW, ANNA_ROW])

    status, message, report, said = run(content)

    assert (status, message) == (0, "")
    assert report == {
        "file": {
            "sha256": hashlib.sha256(content).hexdigest(),
            "refused": None,
            "sheet": "Lista",
            "header_row": 1,
            "columns": {"last_name": "Nazwisko", "first_name": "Imię", "pesel": "PESEL"},
        },
        "totals": {
            "new": 2, "known": 0, "changed": 0, "doubtful": 0, "duplicate": 0, "referred": 0,
            "error": 0,
        },
        "rows": [
            {"row": 2, "verdict": "new", "participant": None, "problems": []},
            {"row": 3, "verdict": "new", "participant": None, "problems": []},
        ],
    }  # fmt: skip
    assert "new (nowa osoba): 2\n" in said
    assert Referral.objects.filter(year=2015, edition=None).count() == 2
    account = ReferralList.objects.get().imported_by
    assert (account.is_active, account.has_usable_password()) == (False, False)


def test_rows_left_out_end_with_one_and_are_told(run):
    status, message, report, said = run([JAN_ROW, WRONG_ROW], "--by", staff().username)

    assert (status, message) == (1, "Pominięte wiersze: 1.")
    assert report["rows"][1] == {
        "row": 3,
        "verdict": "error",
        "participant": None,
        "problems": [
            {
                "cell": "C3",
                "level": "error",
                "code": "pesel_checksum",
                "message": (
                    "Cyfra kontrolna numeru PESEL się nie zgadza: jest 9, a z pozostałych wychodzi "
                    "8. Przepisz numer z dokumentu."
                ),
                "proposal": None,
            }
        ],
    }
    assert "wiersz 3: error (błąd)\n  C3: błąd: Cyfra kontrolna" in said
    assert ReferralList.objects.get().imported_by == staff()


def test_a_trial_writes_nothing(run):
    status, _, report, _ = run([JAN_ROW], "--dry-run")

    assert (status, report["totals"]["new"]) == (0, 1)
    assert not Participant.objects.exists()
    assert not User.objects.filter(username="import-polecenie").exists()


def test_people_on_the_list_already_are_nothing_wrong(run):
    run([JAN_ROW])

    status, _, report, _ = run([JAN_ROW, ANNA_ROW])

    assert status == 0
    assert [row["verdict"] for row in report["rows"]] == ["referred", "new"]
    assert report["rows"][0]["participant"] == Participant.objects.get(last_name="Kowalski").pk


def test_the_same_file_is_refused(run):
    content = xlsx([HEADER, JAN_ROW])
    run(content)

    status, message, report, _ = run(content)

    assert status == 2
    assert report["file"]["refused"] == {"code": "already_imported", "message": message}
    assert message.startswith("Ten plik już wczytano dnia ")
    assert (set(report["totals"].values()), report["rows"]) == ({0}, [])


def test_a_file_that_is_no_list_is_refused(run):
    status, message, report, _ = run(b"%PDF-1.4")

    assert (status, report["file"]["refused"]) == (2, {"code": "pdf", "message": message})
    assert (report["file"]["columns"], report["rows"]) == ({}, [])


def test_changed_rows_are_taken_when_accepted(run):
    card = make.person("Zielińska", "Anna", pesel=ANNA_PESEL, born=make.date(1980, 3, 5))

    assert run([ANNA_ROW])[0] == 1
    assert run([ANNA_ROW], "--accept", "new,known,changed")[0] == 0

    card.refresh_from_db()
    assert card.last_name == "Nowak"


def test_an_edition_gets_its_own_list(run):
    edition = make.edition(3)

    assert run([JAN_ROW], "--edition", "3")[0] == 0

    assert Referral.objects.get().edition == edition


def test_one_file_serves_an_edition_beside_the_year_and_says_so(run):
    make.edition()
    # Made once: a workbook made a second later is another file.
    content = xlsx([HEADER, JAN_ROW])
    run(content)

    status, _, _, said = run(content, "--edition", "1")

    assert status == 0
    assert list(Referral.objects.order_by("pk").values_list("edition__number", flat=True)) == [
        None, 1,
    ]  # fmt: skip
    assert "Uwaga: Ten sam plik wczytano też gdzie indziej: PSU, rok 2015 (" in said
    status, message, _, _ = run(content, "--edition", "1")
    assert status == 2
    assert message.startswith("Ten plik już wczytano dnia ")


@pytest.mark.parametrize("program", ["psu", "PSU", "Prace społecznie użyteczne"])
def test_a_programme_is_named_shortly_in_full_or_by_its_kind(run, program):
    assert run([JAN_ROW], program=program)[0] == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--accept", "doubtful"), "W --accept podaj po przecinku: new, known, changed."),
        (("--edition", "9"), "Program PSU nie ma w roku 2015 edycji o numerze 9."),
        (("--by", "nikt"), "Nie ma czynnego konta „nikt”."),
    ],
)
def test_wrong_arguments_are_told_plainly(run, options, told):
    assert run([JAN_ROW], *options)[:3] == (2, told, None)
    assert not Participant.objects.exists()


def test_a_programme_that_is_not_there_is_told(run):
    assert run([JAN_ROW], program="XYZ")[:3] == (2, "Nie ma programu „XYZ”.", None)


def test_a_list_without_one_good_number_is_refused_as_the_wrong_file(run):
    status, message, report, _ = run([["Lis", "Ola", str(100 + n)] for n in range(45)])

    assert status == 2
    assert report["file"]["refused"] == {"code": "no_good_pesel", "message": message}
    assert (set(report["totals"].values()), report["rows"]) == ({0}, [])


def test_rows_left_out_and_other_sheets_are_told(run):
    other = xlsx([HEADER, JAN_ROW, ["Razem", 1]], Rezerwa=[HEADER])
    assert "wiersz 3: podsumowanie, nie jest osobą" in run(other)[3]
    two = xlsx([HEADER, ANNA_ROW], Rezerwa=[HEADER, JAN_ROW])
    assert "Uwaga: W arkuszu „Rezerwa” też jest lista osób (1)" in run(two)[3]


def test_a_doubtful_row_names_its_likeliest_person_and_proposals_are_texts(run):
    card = make.person("Nowak", "Anna", born=make.date(1980, 3, 5))

    status, _, report, _ = run([ANNA_ROW, JAN_ROW, JAN_ROW])

    assert status == 1
    assert [row["verdict"] for row in report["rows"]] == ["doubtful", "new", "duplicate"]
    assert [row["participant"] for row in report["rows"]] == [card.pk, None, None]
    assert {p["proposal"] for row in report["rows"] for p in row["problems"]} == {None}
    assert all(p["cell"] for row in report["rows"] for p in row["problems"])


def test_a_changed_row_tells_the_old_value_beside_the_new_one(run):
    make.person("Zielińska", "Anna", pesel=ANNA_PESEL, born=make.date(1980, 3, 5))

    assert run([ANNA_ROW], "--dry-run")[2]["rows"][0]["problems"] == [
        {
            "cell": "A2",
            "level": "warning",
            "code": "changed_field",
            "message": "Nazwisko: w kartotece jest Zielińska, a na liście Nowak.",
            "proposal": None,
        }
    ]


@pytest.mark.parametrize("place", ["", "nie/ma/raport.json", "/proc/raport.json"])
def test_a_report_that_cannot_be_written_is_told_before_anything_is(run, tmp_path, place):
    status, message, report, _ = run([JAN_ROW], "--report", str(tmp_path / place))

    assert (status, report) == (2, None)
    assert message.startswith("Nie da się zapisać pliku ")
    assert "No such" not in message
    assert not Participant.objects.exists()


def test_a_report_never_takes_the_place_of_the_list(run, tmp_path):
    status, message, _, _ = run([JAN_ROW], "--report", str(tmp_path / "lista.xlsx"))

    assert (status, message) == (
        2, "Raport zapisałby się na wczytywanej liście. Podaj inny plik po --report."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "why"),
    [("nie_ma.xlsx", "nie ma takiego pliku lub katalogu"), ("", "to jest katalog, a nie plik")],
)
def test_a_file_that_cannot_be_opened_is_told_in_polish(run, tmp_path, name, why):
    make.program()
    with pytest.raises(CommandError) as told:
        call_command("import_referrals", str(tmp_path / name), "--program", "PSU", "--year", "2015")

    assert told.value.returncode == 2
    assert str(told.value) == f"Nie da się otworzyć pliku {tmp_path / name}: {why}."
