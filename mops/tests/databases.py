"""Databases beside the one that tests share."""

from contextlib import contextmanager

from django.db import connection


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
