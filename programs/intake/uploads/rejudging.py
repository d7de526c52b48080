"""One row judged again, with all rows that its verdict or theirs may depend on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from programs.intake.people import ReadRow
from programs.intake.uploads.reading import target_of
from programs.intake.uploads.rereading import list_of
from programs.intake.uploads.rows import JUDGED, fill, row_of
from programs.intake.verdicts.judging import judge
from programs.models import UploadedList, UploadedRow

NAMES = ("last_name", "first_name", "birth_date")


@dataclass
class Circle:
    """Rows that may be about one person: by number, by card, or by name and birth date."""

    uploaded: UploadedList
    rows: dict[int, UploadedRow] = field(default_factory=dict)

    def widen(self, told: Iterable[dict], people: Iterable[int | None]) -> None:
        """Take in whoever shares a key with these, then whoever shares one with those."""
        told, people = list(told), {one for one in people if one}
        while condition := _sharing(told, people):
            found = self.uploaded.rows.filter(condition).exclude(number__in=self.rows)
            new = list(found.select_for_update(of=("self",)))
            self.rows.update({row.number: row for row in new})
            told = [row.fields for row in new]
            people = {row.participant_id for row in new if row.participant_id}


def _sharing(told: list[dict], people: set[int]) -> Q:
    """Nothing if there is no key to look by."""
    condition = Q(participant__in=people) if people else Q()
    if numbers := {one["pesel"] for one in told if "pesel" in one}:
        condition |= Q(fields__pesel__in=sorted(numbers))
    for one in told:
        if all(name in one for name in NAMES):
            condition |= Q(**{f"fields__{name}": one[name] for name in NAMES})
    return condition


def rejudge(uploaded: UploadedList, stored: UploadedRow, row: ReadRow) -> None:
    """Judge the row as it reads now, and all that were or become about the same person."""
    circle = Circle(uploaded, {stored.number: stored})
    circle.widen([stored.fields], [stored.participant_id])
    alone = _judged(uploaded, [row])[0]
    told = {name: str(value) for name, value in row.fields.items()}
    circle.widen([told], [alone.participant])
    rows = [circle.rows[number] for number in sorted(circle.rows)]
    verdicts = _judged(uploaded, [row if one is stored else row_of(one) for one in rows])
    for one, verdict in zip(rows, verdicts, strict=True):
        fill(one, verdict)
    UploadedRow.objects.bulk_update(rows, JUDGED)


def _judged(uploaded: UploadedList, rows: list[ReadRow]) -> list:
    return judge(list_of(uploaded, rows), target_of(uploaded)).rows
