"""How sheets pass from the child process: a line of JSON each for a sheet, a row, the end."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, TextIO

from programs.intake.reading import limits
from programs.intake.reading.cells import Broken, Sheet, Value, Workbook, address
from programs.intake.reading.refusal import Refused

ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(kind: str, sheets: Iterable[Sheet], out: TextIO) -> None:
    """Tell the sheets one after another."""
    _tell(out, {"kind": kind})
    for sheet in sheets:
        _tell(
            out,
            {
                "sheet": sheet.name,
                "is_visible": sheet.is_visible,
                "hidden_rows": sorted(sheet.hidden_rows),
                "hidden_columns": sorted(sheet.hidden_columns),
                "merges": sheet.merges,
            },
        )
        for number, row in enumerate(sheet.rows, start=1):
            _tell(out, [packed(value, number, place) for place, value in enumerate(row)])
    _tell(out, {"end": True})


def write_refusal(refused: Refused, out: TextIO) -> None:
    """Tell why there is nothing."""
    _tell(out, {"refused": refused.code, "facts": refused.facts})


def _tell(out: TextIO, message: Any) -> None:
    out.write(ENCODE(message) + "\n")


def packed(value: Value, row: int, column: int) -> Any:
    """The value as JSON keeps it; a text longer than a cell may be is refused."""
    if value is None or isinstance(value, float | int):
        return value
    if isinstance(value, str):
        if len(value) > limits.TEXT:
            raise Refused("long_text", address=address(row, column), limit=limits.TEXT)
        return value
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    return {"broken": value.text}


UNPACK = {
    "at": datetime.fromisoformat,
    "on": date.fromisoformat,
    "time": time.fromisoformat,
    "broken": Broken,
}


def unpacked(value: Any) -> Value:
    """The value as it was before it was packed."""
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        return UNPACK[kind](text)
    return value


def read(lines: Iterator[str]) -> Workbook | None:
    """The workbook told; raises what was refused; none if the telling broke off."""
    workbook = Workbook(kind="", sheets=[])
    for line in lines:
        if not line.endswith("\n"):
            return None
        if _take(workbook, json.loads(line)):
            return workbook
    return None


def _take(workbook: Workbook, message: Any) -> bool:
    """Add what the line tells; true at the end."""
    if isinstance(message, list):
        workbook.sheets[-1].rows.append([unpacked(value) for value in message])
    elif "sheet" in message:
        workbook.sheets.append(_sheet(message))
    elif "refused" in message:
        raise Refused(message["refused"], **message["facts"])
    elif "kind" in message:
        workbook.kind = message["kind"]
    return not isinstance(message, list) and "end" in message


def _sheet(message: dict) -> Sheet:
    return Sheet(
        message["sheet"],
        message["is_visible"],
        [],
        frozenset(message["hidden_rows"]),
        frozenset(message["hidden_columns"]),
        tuple(tuple(merge) for merge in message["merges"]),
    )
