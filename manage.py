#!/usr/bin/env python
"""Django's command line; exits with 69 without a database, 78 when it or a setting is not ready."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import ProgrammingError

from mops.postgres_backend.unavailable import DatabaseUnavailable

UNDEFINED_TABLE_OR_COLUMN = {"42P01", "42703"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mops.settings.development")
    try:
        execute_from_command_line(sys.argv)
    except DatabaseUnavailable as error:
        print(f"manage.py: {error}", file=sys.stderr)
        sys.exit(os.EX_UNAVAILABLE)
    except ImproperlyConfigured as error:
        print(f"manage.py: {error}", file=sys.stderr)
        sys.exit(os.EX_CONFIG)
    except ProgrammingError as error:
        if getattr(error.__cause__, "pgcode", None) not in UNDEFINED_TABLE_OR_COLUMN:
            raise
        print(
            "manage.py: The database is not up to date. Run first: manage.py migrate",
            file=sys.stderr,
        )
        sys.exit(os.EX_CONFIG)


if __name__ == "__main__":
    main()
