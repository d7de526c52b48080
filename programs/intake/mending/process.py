"""Runs the child that writes the marked workbook."""

import os
import signal
import subprocess
import sys
import tempfile
from typing import BinaryIO

from programs.intake.mending.child import ORDERS, SECONDS, why_without_looks
from programs.intake.mending.marks import orders_of
from programs.intake.reading.process import ROOT
from programs.models import UploadedList

PROGRAM = (
    f"import os, sys; os.dup2(int(sys.argv[2]), {ORDERS}); sys.path.insert(0, sys.argv[1]); "
    "from programs.intake.mending.child import main; main()"
)


class NotWritten(RuntimeError):
    """The workbook could not be made: the file is too large, or its parts cannot be kept."""


def why_other_looks(uploaded: UploadedList) -> str:
    """Why the workbook will not look like the list's file; empty if it will."""
    return why_without_looks(uploaded.reading.get("kind", "xlsx"), uploaded.size)


def marked(uploaded: UploadedList) -> BinaryIO:
    """The workbook with its bad cells marked, as an unlinked file to be read. Raises NotWritten."""
    answer = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked reads it
    with tempfile.TemporaryFile("w+", encoding="utf-8") as orders, uploaded.file.open("rb") as kept:
        orders.write(orders_of(uploaded))
        orders.flush()
        orders.seek(0)
        with tempfile.TemporaryFile() as file:
            for chunk in kept.chunks():
                file.write(chunk)
            file.seek(0)
            ended = _run(file, orders.fileno(), answer)
    if ended != 0:
        answer.close()
        raise NotWritten(ended)
    answer.seek(0)
    return answer


def _run(file: BinaryIO, orders: int, answer: BinaryIO) -> int | None:
    """The child's exit status; none if it had to be killed because time was up."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", PROGRAM, str(ROOT), str(orders)],
        stdin=file,
        stdout=answer,
        stderr=subprocess.DEVNULL,  # a traceback could quote the file
        pass_fds=[orders],
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        return child.wait(SECONDS + 3)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
