"""The lines of the bench: each step of a list's way, then the library on the same file."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from mops.models import User
from programs.actions.intake import ImportedFile, import_list, undo_list
from programs.intake.lists import read_list
from programs.intake.verdicts.judging import judge
from programs.intake.verdicts.verdict import Kind, Target
from programs.models import Program
from reporting.bench.lists.file import list_of
from reporting.bench.lists.library import import_by_default
from reporting.bench.lists.peak import Measured, measured, reader_peak
from reporting.bench.lists.workbook import keeping_and_workbook
from reporting.bench.table import verdict

HEADINGS = f"{'':36}{'seconds':>9}{'grown MB':>10}"
"""All but the pages is the worker's in production, and so is the memory of it."""
TIMES_FASTER = 10
MOST_OF_READER = 512
MOST_OF_WEB = 100
FREE_YEAR = 2040
"""A year for which nobody in the city is put forward."""
ACCEPT = (Kind.NEW, Kind.KNOWN, Kind.CHANGED)


@dataclass(frozen=True)
class Line:
    label: str
    measured: Measured

    def __str__(self) -> str:
        return f"{self.label:36}{self.measured.seconds:9.2f}{self.measured.grown:10}"


def list_rows(rows: int) -> Iterator[Line | str]:
    """A list of so many rows read, judged, taken in and taken back, and beside it the library."""
    content = list_of(rows)
    by = User.objects.get(username="administrator")
    target = Target(Program.objects.filter(kind=Program.Kind.PSU).earliest("pk"), FREE_YEAR)
    read = measured(lambda: read_list(content, "lista.xlsx"))
    yield Line("read", read)
    reader = reader_peak()
    judged = measured(lambda: judge(read.result, target))
    yield Line("preview: verdicts", judged)
    sha256 = hashlib.sha256(content).hexdigest()
    kept, opened, written = keeping_and_workbook(content, sha256, target, by)
    yield Line("read, judged and kept for its pages", kept)
    yield Line("web: three pages of its rows", opened)
    yield Line("error workbook", written)
    file = ImportedFile("lista.xlsx", sha256)
    imported = measured(
        lambda: import_list(
            by=by, judged=judged.result, file=file, received_on=timezone.localdate(), accept=ACCEPT
        )
    )
    yield Line("import", imported)
    _check(imported.result.referrals.count(), rows)
    undone = measured(lambda: undo_list(by=by, referral_list=imported.result))
    yield Line("undo", undone)
    library = measured(lambda: import_by_default(content))
    _check(library.result, rows)
    yield Line("import-export as it comes", library)
    ours = read.seconds + judged.seconds + imported.seconds
    times = library.seconds / ours
    yield (
        f"read, preview and import take {ours:.2f} s, {times:.1f} times faster: "
        f"{verdict(times >= TIMES_FASTER)} (at least {TIMES_FASTER})"
    )
    yield (
        f"web process: grown by {opened.grown} MB, {verdict(opened.grown <= MOST_OF_WEB)} "
        f"(at most {MOST_OF_WEB})"
    )
    yield f"reader's memory: {reader} MB, {verdict(reader <= MOST_OF_READER)} (at most {MOST_OF_READER})"


def _check(taken: int, rows: int) -> None:
    if taken != rows:
        raise RuntimeError(f"{taken} of {rows} rows were taken in")
