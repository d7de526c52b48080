"""`python -m mops.private_server forget` deletes the private databases of this checkout."""

import sys
from pathlib import Path

from . import Failure, shared

USAGE = "usage: python -m mops.private_server forget"


def main(arguments: list[str]) -> str | None:
    if arguments != ["forget"]:
        return USAGE
    data_dir = Path(__file__).resolve().parents[2] / ".data"
    try:
        for name in ("main", "test"):
            shared(str(data_dir), name).forget()
    except Failure as error:
        return str(error)
    return None


sys.exit(main(sys.argv[1:]))
