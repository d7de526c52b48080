"""A laptop or a demonstration: no environment needed, the private server starts by itself."""

import os

from .base import *  # noqa: F403 - settings are one namespace by Django's design
from .base import PRIVATE_DATA_DIR, named_database, private_database

DEBUG = os.environ.get("DEBUG") == "1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SECRET_KEY = "django-insecure-for-development-only"

if url := os.environ.get("DATABASE_URL"):
    DATABASES = named_database(url)
else:
    DATABASES = private_database("main", os.environ.get("MOPS_DATA_DIR") or PRIVATE_DATA_DIR)

# Serves static files from where they stand, also with DEBUG off.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
