"""What comes back from a sheet: changed cells, in one field from the script or one by one."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from programs.actions.sheets import Cell, Saved, SheetRefused

MOST_CHANGES = 20_000
CELL, WAS = "cell:", "was:"


@dataclass(frozen=True)
class Change:
    """A cell's text before and now."""

    row: str
    column: str
    was: str
    now: str

    @property
    def cell(self) -> Cell:
        return self.row, self.column


@dataclass
class Reading:
    """Entries made of changes, and cells that cannot be read, with what is wrong."""

    entries: list = field(default_factory=list)
    unread: dict[Cell, str] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: list[Change], read: Callable) -> "Reading":
        reading = cls()
        for change in changes:
            try:
                reading.entries.append(read(change))
            except ValidationError as refused:
                reading.unread[change.cell] = " ".join(refused.messages)
        return reading


def changes_from_script(request: HttpRequest) -> list[Change]:
    """The changes that the grid's script sent."""
    try:
        rows = json.loads(request.POST["changes"])
        changes = [Change(*map(str, row)) for row in rows]
    except (ValueError, TypeError) as unreadable:
        raise BadRequest("Nie da się odczytać zmian.") from unreadable
    if len(changes) > MOST_CHANGES:
        raise BadRequest("Za dużo zmian naraz.")
    return changes


def changes_from_fields(post: Mapping[str, str]) -> list[Change]:
    """The changes typed in plain inputs: cell:row:column, with was:row for what stood there."""
    changes = []
    for name, text in post.items():
        if not name.startswith(CELL):
            continue
        row, _, column = name.removeprefix(CELL).partition(":")
        columns = post.get("columns", "").split("|")
        before = post.get(f"{WAS}{row}", "").split("|")
        earlier = dict(zip(columns, before, strict=False)).get(column, "")
        if text.strip() != earlier:
            changes.append(Change(row, column, earlier, text.strip()))
    return changes


def told(save: Callable[[], Saved], show: Callable) -> JsonResponse:
    """Save and tell the script what came of it; `show` turns what stands in a cell into text."""
    try:
        saved = save()
    except SheetRefused as refused:
        cells = [
            {"row": row, "column": column, "sentence": sentence}
            for (row, column), sentence in refused.cells.items()
        ]
        answer = {
            "errors": cells,
            "over": refused.over,
            "totals": refused.totals,
            "unusual": refused.unusual,
        }
        return JsonResponse(answer, status=422)
    except ValidationError as refused:
        return JsonResponse({"sentences": refused.messages}, status=422)
    conflicts = [
        {
            "row": conflict.entry.cell[0],
            "column": conflict.entry.cell[1],
            "stands": show(conflict.stands),
            "by": conflict.by,
        }
        for conflict in saved.conflicts
    ]
    at = f"{timezone.localtime():%H:%M}"
    return JsonResponse({"saved": saved.changed, "at": at, "conflicts": conflicts})
