"""What is marked in the sheet, and what was mended in the program and is written into it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from programs.intake.reading.cells import column_letters, column_number
from programs.models import UploadedList, UploadedRow

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def orders_of(uploaded: UploadedList) -> str:
    """What the child that writes the workbook is told, as JSON."""
    columns = columns_of(uploaded)
    rows = uploaded.rows.order_by("number").only("number", "problems", "corrections")
    marks, values = [], {}
    first = min(columns.values(), key=column_number, default=column_letters(0))
    for row in rows.iterator(chunk_size=2000):
        marks += _marks(row, first)
        for field, text in row.corrections.items():
            if field in columns:
                values[f"{columns[field]}{row.number}"] = text
    sheet = uploaded.reading.get("sheet", "")
    return json.dumps({"sheet": sheet, "marks": marks, "values": values}, ensure_ascii=False)


def columns_of(uploaded: UploadedList) -> dict[str, str]:
    """The letter of each field's column."""
    return {one["field"]: one["column"] for one in uploaded.reading.get("mapped", [])}


def _marks(row: UploadedRow, first: str) -> Iterator[dict[str, Any]]:
    """A problem of the row as a whole is marked in its first known cell."""
    for problem in row.problems:
        yield {
            "row": row.number,
            "cell": problem["cell"] or f"{first}{row.number}",
            "level": problem["level"],
            "message": problem["message"],
            "proposal": _proposed(problem["proposal"]),
        }


def _proposed(proposal: Any) -> str:
    """The value to type, days as they are written here; numbers of rows or cards are no such value."""
    if not isinstance(proposal, str):
        return ""
    day = DAY.fullmatch(proposal)
    return f"{day[3]}.{day[2]}.{day[1]}" if day else proposal
