"""Databases of the bench's own, beside the application's, and switching between them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.utils import load_backend


class Scratch:
    """One database that the bench may fill as it likes."""

    def __init__(self, suffix: str) -> None:
        settings = connection.settings_dict
        self.name = f"{settings['NAME']}_{suffix}"
        backend = load_backend(settings["ENGINE"])
        self._connection = backend.DatabaseWrapper(
            {**settings, "NAME": self.name}, DEFAULT_DB_ALIAS
        )

    def create(self, template: "Scratch | None" = None) -> None:
        """Make the database anew, empty or as a copy of another one."""
        self.drop()
        copied = f' TEMPLATE "{template.name}"' if template else ""
        _administer(f'CREATE DATABASE "{self.name}"{copied}')

    def migrate(self) -> None:
        """Bring the schema up to date."""
        with self.used():
            call_command("migrate", verbosity=0)

    def drop(self) -> None:
        """Delete the database, if it exists."""
        self.close()
        _administer(f'DROP DATABASE IF EXISTS "{self.name}"')

    def close(self) -> None:
        """Hang up, so that the database can be copied or dropped."""
        self._connection.close()

    @contextmanager
    def used(self) -> Iterator[None]:
        """Every query of the application goes to this database meanwhile."""
        usual = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = self._connection
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = usual


def _administer(statement: str) -> None:
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - as Django itself creates databases
        cursor.execute(statement)
