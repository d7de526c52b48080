"""How far long work is, told to others while the work's own transaction is still open."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import OperationalError, connection
from django.db.models import Model


@contextmanager
def beside() -> Iterator:
    """A second connection to the same database: what it writes is seen at once."""
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()


def tell(other, record: Model, **values: int | str) -> None:
    """Write values of the record past its journal and past the transaction at hand."""
    columns = ", ".join(f"{other.ops.quote_name(name)} = %s" for name in values)
    table = other.ops.quote_name(record._meta.db_table)
    # Never wait for a lock: a number that comes late is worth nothing.
    with suppress(OperationalError), other.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
        cursor.execute(
            f"UPDATE {table} SET {columns} WHERE id = %s",  # noqa: S608 - our own names
            [*values.values(), record.pk],
        )
