"""What the database knows of its tables after a long list, for the plans of the next questions."""

from django.db import connection
from django.db.models import Model

MANY = 5_000
"""Rows from which the next page cannot wait until the database has counted by itself."""


def count_again(rows: int, *tables: type[Model]) -> None:
    """Let the database sample the tables that so many rows have just been written to."""
    if rows < MANY:
        return
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")
