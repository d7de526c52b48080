"""An office: everything that must be chosen comes from the environment, and nothing is guessed."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403 - settings are one namespace by Django's design
from .base import BASE_DIR, named_database


def required(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"The environment variable {name} is missing.")
    return value


if os.environ.get("DEBUG", "0") not in ("", "0"):
    raise ImproperlyConfigured("The environment variable DEBUG must not be set in production.")
DEBUG = False

SECRET_KEY = required("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured(
        "The environment variable SECRET_KEY is too short: it needs 50 random characters or more."
    )
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]

DATABASES = named_database(required("DATABASE_URL"))

STATIC_ROOT = os.environ.get("STATIC_ROOT") or BASE_DIR / "staticfiles"
MEDIA_ROOT = os.environ.get("MEDIA_ROOT") or BASE_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mops.static_files.HashedStaticFiles"},
}

PROXY_ADDRESS_HEADER = os.environ.get("PROXY_ADDRESS_HEADER", "")

# gunicorn tells https from the proxy's X-Forwarded-Proto, and only for proxies it trusts.
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Preloading binds the whole domain in every browser; that is the city's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

DEMONSTRATION_ALLOWED = False
