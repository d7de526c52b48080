"""What the database knows of its tables after a long list, for the plans of the next questions."""

from django.db import connection
from django.db.models import Model

MANY = 5_000
"""Rows from which the next page cannot wait until the database has counted by itself."""
PART = 10
"""A table that has not grown by this part of itself is planned for as well as before."""
ROWS_KNOWN = "SELECT relname, reltuples FROM pg_class WHERE oid = ANY(%s::regclass[])"


def count_again(rows: int, *tables: type[Model]) -> None:
    """Let the database sample the tables to which so many rows, much of each, have been written."""
    if rows < MANY:
        return
    names = [table._meta.db_table for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(ROWS_KNOWN, [names])
        known = dict(cursor.fetchall())
        for name in names:
            if rows * PART >= known[name]:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(name)}")
