"""The process that opens a stranger's file: it reads standard input and tells standard output.

It limits itself before it looks at the first byte, and an alarm ends it even if nobody waits for it
any more. It imports no Django, so that it starts quickly and knows no secret.
"""

import resource
import signal
import sys
from typing import BinaryIO, TextIO

from programs.intake.reading import limits, wire
from programs.intake.reading.kinds import kind_of
from programs.intake.reading.refusal import Refused


def main() -> None:
    """Read the file on standard input; whatever happens, tell of it in one line at the end."""
    limit_self()
    with (
        open(0, "rb", closefd=False) as file,
        open(1, "w", encoding="utf-8", closefd=False) as out,
    ):
        tell(file, out)


def limit_self() -> None:
    """Bound memory, time and output; the kernel keeps watch from here on."""
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, limits.OUTPUT),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(what, (most, most))
    signal.alarm(limits.WALL_SECONDS)


def tell(file: BinaryIO, out: TextIO) -> None:
    """Write the sheets, or the refusal that ends them."""
    try:
        kind = kind_of(file)
        wire.write(kind, reader_of(kind)(file), out)
    except Refused as refused:
        wire.write_refusal(refused, out)
    except MemoryError:
        wire.write_refusal(Refused("memory"), out)


def reader_of(kind: str):
    """Each reader imports a library of its own, so only the one needed is loaded."""
    if kind == "xlsx":
        from programs.intake.reading.xlsx import read
    elif kind == "ods":
        from programs.intake.reading.ods import read
    elif kind == "xls":
        from programs.intake.reading.xls import read
    else:
        from programs.intake.reading.delimited import read
    return read


if __name__ == "__main__":
    sys.exit(main())
