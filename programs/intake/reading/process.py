"""Runs the reader as a child with nothing of ours but the file, and understands how it ended."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from programs.intake.reading import limits, wire
from programs.intake.reading.cells import Workbook
from programs.intake.reading.refusal import Refused

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from programs.intake.reading.child import main; main()"
)
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGALRM}
OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGKILL}

Source = bytes | str | os.PathLike | BinaryIO


def read_workbook(source: Source) -> Workbook:
    """The sheets of the file, from its bytes, its path or an open binary file.

    Raises `Refused`. The file passes through an unlinked temporary file, so no copy outlives the
    call; so does the answer, whose size the kernel bounds.
    """
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as answer:
        _copy(source, file)
        ended = _run(file, answer)
        answer.seek(0)
        return _understood(answer, ended)


def _copy(source: Source, file: BinaryIO) -> None:
    if isinstance(source, bytes):
        file.write(source)
    elif isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as original:
            _copy_at_most(original, file)
    else:
        source.seek(0)
        _copy_at_most(source, file)
    if file.tell() > limits.BYTES:
        raise Refused("too_large", limit=limits.BYTES // limits.MEGABYTE)
    file.seek(0)


def _copy_at_most(original: BinaryIO, file: BinaryIO) -> None:
    left = limits.BYTES + 1
    while left and (chunk := original.read(min(left, 1024 * 1024))):
        file.write(chunk)
        left -= len(chunk)


def _run(file: BinaryIO, answer: BinaryIO) -> int | None:
    """The child's exit status; none if it had to be killed because time was up."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", PROGRAM, str(ROOT)],
        stdin=file,
        stdout=answer,
        stderr=subprocess.DEVNULL,  # a traceback could quote the file
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        return child.wait(limits.PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _understood(answer: BinaryIO, ended: int | None) -> Workbook:
    if ended is None or ended in OUT_OF_TIME:
        raise Refused("timeout")
    if ended in OUT_OF_MEMORY:
        raise Refused("memory")
    answer.seek(0)
    told = wire.read(line.decode(errors="replace") for line in answer)
    if told is None:
        full = os.fstat(answer.fileno()).st_size >= limits.OUTPUT
        raise Refused("too_many_cells" if full else "unreadable")
    return told
