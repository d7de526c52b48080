import errno
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone

from mops.management.refusing import PlainCommand, Wrong, account_named
from mops.technical import technical_account
from programs.actions.intake import (
    AlreadyImported,
    ImportedFile,
    import_list,
    refuse_repeated,
)
from programs.intake.elsewhere import told_elsewhere
from programs.intake.importing.choosing import is_taken
from programs.intake.lists import ReadList, read_list
from programs.intake.reading.refusal import Refusal
from programs.intake.table import LeftOutReason
from programs.intake.uploads.doubts import doubts_of
from programs.intake.verdicts.judging import judge
from programs.intake.verdicts.report import report_of
from programs.intake.verdicts.verdict import Judged, Kind, Target
from programs.models import Edition, Program

TAKEABLE = (Kind.NEW, Kind.KNOWN, Kind.CHANGED)
TECHNICAL = ("import-polecenie", "polecenie import_referrals")
ROWS_REFUSED = 1
REASONS = {
    errno.ENOENT: "nie ma takiego pliku lub katalogu",
    errno.EISDIR: "to jest katalog, a nie plik",
    errno.ENOTDIR: "nie ma takiego katalogu",
    errno.EACCES: "brakuje uprawnień",
    errno.EPERM: "brakuje uprawnień",
    errno.EROFS: "dysk jest tylko do odczytu",
    errno.ENOSPC: "na dysku nie ma już miejsca",
}
LEVELS = {"error": "błąd", "warning": "uwaga"}


class Command(PlainCommand):
    """Reads a labour office's list and takes the people in.

    Ends with 0 if nothing is wrong, 1 if rows were left out, 2 if the file was refused or an
    argument is wrong. Rows of people already put forward are nothing wrong. What is written is
    journaled under the account of --by, or else under a technical account that nobody can log
    in with, made when first needed.
    """

    help = "Wczytuje listę osób skierowanych przez urząd pracy."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="PLIK", help="lista: .xlsx, .xls, .ods albo .csv")
        parser.add_argument("--program", required=True, help="skrót, nazwa albo rodzaj programu")
        parser.add_argument("--year", required=True, type=int, help="na który rok")
        parser.add_argument("--edition", type=int, help="numer edycji; bez niego lista na rok")
        parser.add_argument("--dry-run", action="store_true", help="tylko sprawdź, nic nie zapisuj")
        parser.add_argument(
            "--accept", default="new,known", help="które oceny wczytać: new,known,changed"
        )
        parser.add_argument("--report", help="plik JSON z oceną każdego wiersza")
        parser.add_argument("--by", help="login osoby, która wczytuje")

    def handle(self, *, file: str, **options) -> None:
        path = Path(file)
        target = _target(options)
        accept = _accepted(options["accept"])
        by = account_named(options["by"])
        content = _content(path)
        _refuse_bad_place(options["report"], path)
        sha256 = hashlib.sha256(content).hexdigest()
        found = read_list(content, path.name)
        judged, refusal = None, found.refusal
        if not refusal:
            judged, refusal = self._take_in(
                found, ImportedFile(path.name, sha256), target, accept, by, options["dry_run"]
            )
        report = report_of(found, sha256, None if refusal else judged, refusal)
        _write_report(options["report"], report)
        self._tell(report)
        self._tell_list(found, judged)
        for sentence in told_elsewhere(sha256, target):
            self.stdout.write(f"Uwaga: {sentence}")
        if refusal:
            raise Wrong(refusal.message)
        left = [row for row in judged.rows if _is_refused(row, accept)]
        if left:
            raise CommandError(f"Pominięte wiersze: {len(left)}.", returncode=ROWS_REFUSED)

    def _take_in(self, found, file, target, accept, by, is_dry):
        """The verdicts before anything is written, and why the file is refused, if it is."""
        try:
            refuse_repeated(file.sha256, target)
            judged = judge(found, target)
            if refusal := _wrong_file(judged):
                return None, refusal
            if not is_dry and any(is_taken(row, accept, None) for row in judged.rows):
                import_list(
                    by=by or technical_account(*TECHNICAL),
                    judged=judged,
                    file=file,
                    received_on=timezone.localdate(),
                    accept=accept,
                )
        except AlreadyImported as refused:
            return None, Refusal("already_imported", " ".join(refused.messages))
        except ValidationError as refused:
            return None, Refusal("not_written", " ".join(refused.messages))
        return judged, None

    def _tell(self, report: dict) -> None:
        for verdict, number in report["totals"].items():
            self.stdout.write(f"{verdict} ({Kind(verdict).label}): {number}")
        for row in report["rows"]:
            verdict = row["verdict"]
            self.stdout.write(f"wiersz {row['row']}: {verdict} ({Kind(verdict).label})")
            for problem in row["problems"]:
                word = LEVELS[problem["level"]]
                said = f"{problem['cell']}: {word}: {problem['message']} [{problem['code']}]"
                self.stdout.write(f"  {said}")

    def _tell_list(self, found: ReadList, judged: Judged | None) -> None:
        """What is to be known of the list as a whole; rows left out are told, not shown."""
        told = [warning.message for warning in found.warnings]
        told += [doubt["message"] for doubt in doubts_of(judged)] if judged else []
        for message in told:
            self.stdout.write(f"Uwaga: {message}")
        for left in found.left_out:
            if left.reason is not LeftOutReason.BLANK:
                self.stdout.write(f"wiersz {left.row}: {left.because}, nie jest osobą")


def _wrong_file(judged: Judged) -> Refusal | None:
    """Why it is hardly the right file, where nobody could be taken in anyway."""
    if any(row.kind in TAKEABLE for row in judged.rows):
        return None
    said = (doubt for doubt in doubts_of(judged) if doubt["code"] == "no_good_pesel")
    return next((Refusal(**doubt) for doubt in said), None)


def _is_refused(row, accept: tuple[Kind, ...]) -> bool:
    return row.kind is not Kind.REFERRED and not is_taken(row, accept, None)


def _target(options: dict) -> Target:
    said, year, number = options["program"], options["year"], options["edition"]
    if not 2000 <= year <= 2100:
        raise Wrong("Rok musi być liczbą od 2000 do 2100.")
    programs = next(filter(None, map(list, _programs(said))), [])
    if not programs:
        raise Wrong(f"Nie ma programu „{said}”.")
    if len(programs) > 1:
        raise Wrong(f"Jest więcej niż jeden program „{said}”. Podaj skrót tego właściwego.")
    if number is None:
        return Target(programs[0], year)
    edition = Edition.objects.filter(program=programs[0], number=number, starts_on__year=year)
    if not (found := edition.first()):
        raise Wrong(f"Program {programs[0]} nie ma w roku {year} edycji o numerze {number}.")
    if found.closed_on:
        raise Wrong("Ta edycja jest zamknięta.")
    return Target(programs[0], year, found)


def _programs(said: str) -> Iterator[QuerySet[Program]]:
    """Programmes of that short name, else of that name, else of that kind."""
    yield Program.objects.filter(short_name__iexact=said)
    yield Program.objects.filter(name__iexact=said)
    yield Program.objects.filter(kind=said.lower())


def _accepted(said: str) -> tuple[Kind, ...]:
    names = [name.strip().lower() for name in said.split(",") if name.strip()]
    if not names or not set(names) <= {kind.value for kind in TAKEABLE}:
        raise Wrong("W --accept podaj po przecinku: new, known, changed.")
    return tuple(Kind(name) for name in names)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as refused:
        raise Wrong(f"Nie da się otworzyć pliku {path}: {_why(refused)}.") from refused


def _refuse_bad_place(place: str | None, source: Path) -> None:
    """Tell before anything is written that the report could not be."""
    if not place:
        return
    path = Path(place)
    is_new = not path.exists()
    if not is_new and path.samefile(source):
        raise Wrong("Raport zapisałby się na wczytywanej liście. Podaj inny plik po --report.")
    try:
        path.open("a").close()
    except OSError as refused:
        raise Wrong(f"Nie da się zapisać pliku {path}: {_why(refused)}.") from refused
    if is_new:
        path.unlink()


def _why(refused: OSError) -> str:
    """The reason in Polish, if it is one of the usual ones."""
    return REASONS.get(refused.errno, refused.strerror)


def _write_report(path: str | None, report: dict) -> None:
    if not path:
        return
    try:
        Path(path).write_text(json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8")
    except OSError as refused:
        raise Wrong(f"Nie da się zapisać pliku {path}: {_why(refused)}.") from refused
