"""Static files as an office serves them: under hashed names, by which modules import each other."""

import json
import re
from pathlib import Path

from mops.settings.base import BASE_DIR
from mops.tests.test_settings import GOOD, run

IMPORT = re.compile(r'from "(\./[^"]+)"')
OTHERS = ("admin", "css", "django_htmx", "django_tables2", "import_export", "vendor")
"""Left out, since pressing all of them takes a minute."""
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


def imported(script: Path) -> set[Path]:
    """The module and all that it imports."""
    found = {script}
    for name in IMPORT.findall(script.read_text()):
        found |= imported((script.parent / name).resolve())
    return found


def test_modules_import_each_other_by_hashed_names(tmp_path):
    ours_alone = [f"--ignore={name}" for name in OTHERS]
    command = ("manage.py", "collectstatic", "--no-input", *ours_alone)
    done = run(*command, **GOOD, STATIC_ROOT=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    modules = {path.name for path in imported((tmp_path / names["js/grid.js"]).resolve())}
    own = {path.name for path in (BASE_DIR / "static/js/grid").iterdir()}
    assert {name for name in modules if not HASHED.search(name)} == set()
    assert {HASHED.sub(".js", name) for name in modules} == own | {"grid.js"}
