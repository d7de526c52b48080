#!/usr/bin/env python
"""Django's command line; exits with 69 when there is no database, 78 when a setting is wrong."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from mops.postgres_backend.unavailable import DatabaseUnavailable


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


if __name__ == "__main__":
    main()
