"""The file read, judged and kept row by row: the worker's first job."""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import transaction

from programs.intake.lists import read_list
from programs.intake.mending.keeping import still_meant
from programs.intake.people import SAMPLE, ReadRow
from programs.intake.planning import count_again
from programs.intake.progress import Progress, Share, Stage, Told
from programs.intake.results import ReadList
from programs.intake.uploads.doubts import doubts_of
from programs.intake.uploads.memory import memory_of, remember
from programs.intake.uploads.rereading import Rereader
from programs.intake.uploads.rows import carry_over, new_row, packed_cells
from programs.intake.uploads.summary import overrides_of, summary_of
from programs.intake.verdicts.judging import judge
from programs.intake.verdicts.verdict import RowVerdict, Target
from programs.models import UploadedList, UploadedRow

BATCH = 1_000
ENDS = {Stage.READING: 0.25, Stage.JUDGING: 0.6, Stage.KEEPING: 1.0}
"""Where each stage's part of the whole time ends."""


def target_of(uploaded: UploadedList) -> Target:
    """What the people of the list are put forward for."""
    return Target(uploaded.program, uploaded.year, uploaded.edition)


def read_file(uploaded: UploadedList) -> ReadList:
    """What the file says, by the office's memory and the clerk's choices."""
    with uploaded.file.open("rb") as file:
        return read_list(
            file,
            uploaded.file_name,
            memory=memory_of(uploaded.office),
            overrides=overrides_of(uploaded),
        )


def keep(uploaded: UploadedList, progress: Progress) -> None:
    """Read the file and write its rows with their verdicts, or why there are none.

    What the clerk has mended and decided in rows is kept when the list is read again.
    """
    progress(0, 0, Stage.READING)
    found = read_file(uploaded)
    uploaded.reading = summary_of(found)
    uploaded.refusal = found.refusal and {
        "code": found.refusal.code,
        "message": found.refusal.message,
    }
    earlier = {row.number: row for row in uploaded.rows.all()}
    if found.refusal:
        uploaded.state = UploadedList.State.REFUSED
        uploaded.rows.all().delete()
        return
    share = Share(progress, len(found.rows), ENDS)
    share.tell(Stage.JUDGING)
    _leave_mended_cells(found, earlier)
    _mend(found, {row.number: row.corrections for row in earlier.values() if row.corrections})
    judged = judge(found, target_of(uploaded), share.of(Stage.JUDGING))
    uploaded.reading["doubts"] = doubts_of(judged)
    uploaded.state = UploadedList.State.READY
    if uploaded.office and uploaded.overrides.get("columns"):
        remember(uploaded.office, found.as_whole_memory)
    _write(uploaded, judged.rows, earlier, share.of(Stage.KEEPING))


def _leave_mended_cells(found: ReadList, earlier: dict[int, UploadedRow]) -> None:
    """Where the file itself was mended since, what was typed on the page is forgotten."""
    columns = {str(claim.field): claim.column.letter for claim in found.mapped}
    now = {row.number: row for row in found.rows}
    for number, row in earlier.items():
        if row.corrections and number in now:
            cells = packed_cells(now[number])
            row.corrections = still_meant(row.corrections, row.cells, cells, columns)


def _mend(found: ReadList, mended: dict[int, dict[str, str]]) -> None:
    if not mended:
        return
    sample = {row.number: row.cells for row in found.rows[:SAMPLE]}
    rereader = Rereader(found.mapped, sample)
    found.rows = [_mended(row, mended.get(row.number), rereader) for row in found.rows]


def _mended(row: ReadRow, corrections: dict[str, str] | None, rereader: Rereader) -> ReadRow:
    if not corrections:
        return row
    return rereader.read(row.number, row.cells, corrections, hidden=row.is_hidden)


def _write(
    uploaded: UploadedList,
    verdicts: Sequence[RowVerdict],
    earlier: dict[int, UploadedRow],
    told: Told,
) -> None:
    told(0, 1)
    with transaction.atomic():
        uploaded.rows.all().delete()
        done = 0
        for batch in _batches(verdicts):
            rows = [_row(uploaded, one, earlier.get(one.number)) for one in batch]
            UploadedRow.objects.bulk_create(rows)
            done += len(rows)
            told(done, len(verdicts))
        count_again(done, UploadedRow)


def _row(uploaded: UploadedList, verdict: RowVerdict, old: UploadedRow | None) -> UploadedRow:
    row = new_row(verdict, uploaded.pk, old.corrections if old else {})
    if old:
        carry_over(row, old)
    return row


def _batches(verdicts: Sequence[RowVerdict]) -> Iterator[list[RowVerdict]]:
    rest = iter(verdicts)
    while batch := list(islice(rest, BATCH)):
        yield batch
