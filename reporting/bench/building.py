"""A made-up city, the same in every run, inserted by SQL in seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management.color import no_style
from django.db import connection

from mops.models import User
from mops.roles import Role

STATEMENTS = Path(__file__).parent / "city"
CROWD = 100_000
"""People for whom the programmes have their usual number of editions."""
APPS = ("participants", "programs")

CHECKED_LATER = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype IN ('f', 'x') AND conrelid::regclass::text = ANY(%s)
"""
PLAIN_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid::regclass::text = ANY(%s) AND NOT indisunique AND NOT indisexclusion
"""


def build_city(people: int, first_year: int, last_year: int) -> None:
    """Fill an empty database with everything that touches the years."""
    crowds = max(1, people // CROWD)
    figures = {"people": people, "crowds": crowds, "first": first_year, "last": last_year}
    _triggers("DISABLE")
    with connection.cursor() as cursor:
        with _indexes_last(cursor):
            for file in sorted(STATEMENTS.glob("*.sql")):
                cursor.execute(file.read_text(), figures)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)  # so that records can be added
        _triggers("ENABLE")
        cursor.execute("VACUUM ANALYZE")
    _hire("head", Role.HEAD)
    _hire("caseworker", Role.CASEWORKER)
    _hire("administrator", Role.ADMINISTRATOR)


def count_rows() -> int:
    """How many rows the city has, its journal aside."""
    return sum(model.objects.count() for model in _models())


def _triggers(switch: str) -> None:
    """The journal's triggers would write every row twice."""
    with connection.cursor() as cursor:
        for model in _models():
            cursor.execute(f'ALTER TABLE "{model._meta.db_table}" {switch} TRIGGER USER')


@contextmanager
def _indexes_last(cursor) -> Iterator[None]:
    """Take indexes, foreign keys and exclusions away and add them at the end: row by row takes far longer."""
    tables = [model._meta.db_table for model in _models()]
    cursor.execute(CHECKED_LATER, [tables])
    constraints = cursor.fetchall()
    for table, name, _ in constraints:
        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    cursor.execute(PLAIN_INDEXES, [tables])
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in constraints:
        cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')


def _models():
    models = (m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in APPS)
    return [m for m in models if not (m._meta.proxy or m.__name__.endswith("Event"))]


def _hire(name: str, role: Role) -> None:
    User.objects.create(username=name).groups.add(Group.objects.get(name=role))
