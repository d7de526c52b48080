"""Rows as they were shown and chosen, on their way to the import; shown again if it refuses."""

from collections.abc import Collection
from dataclasses import dataclass

from programs.intake.importing.choosing import Choice
from programs.intake.progress import Told, untold
from programs.intake.uploads.reading import BATCH, target_of
from programs.intake.uploads.rereading import list_of
from programs.intake.uploads.rows import JUDGED, fill, verdict_of
from programs.intake.verdicts.judging import judge
from programs.intake.verdicts.verdict import Judged
from programs.models import UploadedList, UploadedRow


@dataclass(frozen=True)
class Shown:
    """A whole list with its verdicts as they were shown, and what was decided of each row."""

    rows: list[UploadedRow]
    judged: Judged

    @classmethod
    def of(cls, uploaded: UploadedList, told: Told = untold) -> "Shown":
        """All rows of the list: for the worker, not for a request."""
        rows, verdicts, total = [], [], uploaded.rows.count()
        told(0, 1)
        for row in uploaded.rows.order_by("number").iterator(chunk_size=BATCH):
            rows.append(row)
            verdicts.append(verdict_of(row))
            if len(rows) % BATCH == 0:
                told(len(rows), total)
        found = list_of(uploaded, [verdict.row for verdict in verdicts])
        return cls(rows, Judged(found, target_of(uploaded), verdicts))

    @property
    def choices(self) -> dict[int, Choice]:
        """What was decided, row by row; nothing is taken in by its verdict alone."""
        return {row.number: choice_of(row) for row in self.rows}


def choice_of(row: UploadedRow) -> Choice:
    """The decision kept with the row."""
    whose = (row.settled or {}).get("as")
    if not row.kept:
        return Choice(row.is_chosen, whose)
    update = tuple(name for name, _, _ in row.differences if name not in row.kept)
    return Choice(row.is_chosen, whose, update)


def show_again(shown: Shown, numbers: Collection[int]) -> None:
    """Judge all rows anew and mark those that mean something else by now."""
    again = judge(shown.judged.found, shown.judged.target)
    for row, verdict in zip(shown.rows, again.rows, strict=True):
        fill(row, verdict)
        row.is_outdated = row.number in numbers
    UploadedRow.objects.bulk_update(shown.rows, JUDGED, batch_size=500)
