"""The process that writes the marked workbook: a stranger's file is opened here and nowhere else.

It reads the file on standard input and its orders on descriptor 3, and writes the workbook to
standard output. It imports no Django. Ends with 1 if the file cannot be opened.
"""

import json
import resource
import signal
import sys
from typing import BinaryIO

from programs.intake.reading import limits

MEMORY = 1024 * limits.MEGABYTE
SECONDS = 120
ORDERS = 3
MOST_IN_PLACE = 6 * limits.MEGABYTE
"""Bytes of a workbook that is changed in place; of a larger one only the values are kept."""

AS_XLSX = (
    "W arkuszu z uwagami są te same wiersze, kolumny i wartości, w tej samej kolejności, ale bez "
    "kolorów, szerokości kolumn i innego formatowania."
)
OTHER_FORMAT = "Plik .{} wraca jako .xlsx. " + AS_XLSX
TOO_LARGE = f"Plik ma ponad {MOST_IN_PLACE // limits.MEGABYTE} MB. " + AS_XLSX


def main() -> None:
    """Write the workbook, or end with a status that says it did not."""
    _limit_self()
    with (
        open(0, "rb", closefd=False) as file,
        open(ORDERS, encoding="utf-8", closefd=False) as told,
        open(1, "wb", closefd=False) as out,
    ):
        write(file, json.load(told), out)


def write(file: BinaryIO, orders: dict, out: BinaryIO) -> None:
    """In place where the format can keep its looks, anew as .xlsx where it cannot."""
    from programs.intake.mending import writing
    from programs.intake.reading.kinds import kind_of

    kind = kind_of(file)
    size = file.seek(0, 2)
    file.seek(0)
    if why := why_without_looks(kind, size):
        book = writing.written_anew(_sheets(kind, file), orders, why)
    else:
        book = writing.marked_in_place(file, orders)
    book.save(out)


def why_without_looks(kind: str, size: int) -> str:
    """Why the workbook does not look like the file; empty if it does."""
    if kind != "xlsx":
        return OTHER_FORMAT.format(kind)
    return TOO_LARGE if size > MOST_IN_PLACE else ""


def _sheets(kind: str, file: BinaryIO):
    from programs.intake.reading.child import reader_of

    return reader_of(kind)(file)


def _limit_self() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 2 * limits.OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    signal.alarm(SECONDS)


if __name__ == "__main__":
    sys.exit(main())
