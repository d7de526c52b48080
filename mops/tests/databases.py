"""Databases beside the one that tests share."""

import ast
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

ROOMS = ("mops", "participants", "programs", "reporting")
MIGRATED = "mops_migrated_"
TRUNCATE = DatabaseOperations.sql_flush


@contextmanager
def copied(source: str, name: str):
    """A copy of a database nobody is connected to, for as long as it is needed."""
    connection.close()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - as Django itself does
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    yield
    with connection._nodb_cursor() as cursor:  # noqa: SLF001
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def migrated() -> str:
    """The database as the migrations leave it, to copy from; the first run that needs it makes it.

    Migrating takes a minute, copying a second. A later run finds it by what the migrations are.
    """
    name = MIGRATED + fingerprint_of_migrations()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [MIGRATED])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{MIGRATED}%"])
        found = {row[0] for row in cursor.fetchall()}
        for outdated in found - {name}:
            cursor.execute(f'DROP DATABASE "{outdated}" WITH (FORCE)')
        if name not in found:
            draft = f"{MIGRATED}draft"
            _migrate(draft)
            cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


def _migrate(name: str) -> None:
    """Make the database of this name anew and leave the connection as it was."""
    test, usual = connection.settings_dict["TEST"], connection.settings_dict["NAME"]
    own = test["NAME"]
    test["NAME"] = name
    try:
        with garbage_kept():
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.creation.destroy_test_db(usual, verbosity=0, keepdb=True)
    finally:
        test["NAME"] = own


@contextmanager
def garbage_kept():
    """Look for garbage seldom: among all the models that migrating makes, that took a third of it."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(500_000, 5, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def fingerprint_of_migrations() -> str:
    """Changes with the migrations, with what they import and with the libraries."""
    root = settings.BASE_DIR
    files = {root / "requirements.txt"}
    waiting = [file for room in ROOMS for file in (root / room).glob("**/migrations/*.py")]
    while waiting:
        file = waiting.pop()
        if file not in files:
            files.add(file)
            waiting += imported_by(file, root)
    contents = b"".join(file.read_bytes() for file in sorted(files))
    return sha256(contents).hexdigest()[:16]


def imported_by(file: Path, root: Path) -> Iterator[Path]:
    """The project's own modules that a module names in its imports."""
    package = file.parent.relative_to(root).parts
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*above, *filter(None, [node.module])])
            names = [source, *(f"{source}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            path = root.joinpath(*name.split("."))
            if path.parts[len(root.parts)] in ROOMS:
                candidates = (path.with_suffix(".py"), path / "__init__.py")
                yield from (candidate for candidate in candidates if candidate.is_file())


def emptying(operations, style, tables, **options) -> list[str]:
    """Statements that empty tables of few rows: TRUNCATE makes every table and index anew."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        if not tables or cursor.fetchone() == ("off",):
            return TRUNCATE(operations, style, tables, **options)
    names = [operations.quote_name(table) for table in tables]
    return [
        # Waits for requests that still write, as TRUNCATE does.
        f"LOCK TABLE {', '.join(names)} IN EXCLUSIVE MODE",
        # No trigger notes these deletions, and no key is looked up: all the tables are emptied.
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {name}" for name in names),  # noqa: S608 - names of our own tables
    ]
