"""The process that works beside the server of pages."""

from django.db import connection

NAME = "mops-worker"
"""How the worker's connection calls itself, by which pages know that there is one."""


def is_running() -> bool:
    """Whether a worker is connected to the database now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity"
            " WHERE application_name = %s AND datname = current_database())",
            [NAME],
        )
        return cursor.fetchone()[0]
