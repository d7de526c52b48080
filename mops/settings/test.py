"""Tests: as strict as can be, on a fast private server of their own."""

import os
import tempfile
from pathlib import Path

from mops.tests.strict_templates import StrictInvalidString

from .base import *  # noqa: F403 - settings are one namespace by Django's design
from .base import PRIVATE_DATA_DIR, TEMPLATES, named_database, private_database

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SECRET_KEY = "django-insecure-for-tests-only"

if url := os.environ.get("DATABASE_URL"):
    DATABASES = named_database(url)
else:
    DATABASES = private_database("test", os.environ.get("MOPS_DATA_DIR") or PRIVATE_DATA_DIR)
# Several runs at once must not drop each other's database.
DATABASES["default"]["TEST"] = {"NAME": f"test_mops_{os.getpid()}"}

# Argon2 is slow on purpose; nothing here protects a real password.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Logging in through the test client has no request, which the guard against guessing needs.
AXES_ENABLED = False

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = StrictInvalidString()

# Done at once; the worker has tests of its own.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

MEDIA_ROOT = Path(tempfile.gettempdir()) / f"mops-test-files-{os.getpid()}"
