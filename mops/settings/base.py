"""What holds everywhere; the office's own choices come from the environment."""

from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    # Ours first, so that our templates win.
    "mops",
    "participants",
    "programs",
    "reporting",
    "mops.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "import_export",
    "pgtrigger",
    "pghistory",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Around everything that may need the database.
    "mops.middleware.DatabaseDownMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mops.unsent.KeepingLoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Notes the user's number and the path without its query, so no personal data.
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
    "mops.middleware.WrongMethodMiddleware",
]

ROOT_URLCONF = "mops.urls"
WSGI_APPLICATION = "mops.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "mops.context.centre",
            ],
            "builtins": ["mops.templatetags.typeset"],
        },
    },
]

# Database: development, production and test each name their own server.

PRIVATE_DATA_DIR = BASE_DIR / ".data"


# Compiling a query takes longer than running it: measured, each of the large ones 0.15 to 0.2 s.
# The usual cost of a random page is that of a turning disk: for a thousand rows found by index
# PostgreSQL would rather read a whole table.
PLANNING = "-c jit=off -c random_page_cost=1.1"


def database(**server) -> dict:
    """Settings of the one database, wherever its server is."""
    options = server.pop("OPTIONS", {})
    return {
        "default": {
            **server,
            "ENGINE": "mops.postgres_backend",
            "OPTIONS": {"options": PLANNING, **options},
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    }


def named_database(url: str) -> dict:
    """The database that DATABASE_URL names."""
    try:
        server = dj_database_url.parse(url)
    except ValueError:
        # Without the cause, whose text may show the password.
        server = {}
    if not url.startswith(("postgres://", "postgresql://")) or not server.get("NAME"):
        raise ImproperlyConfigured(
            "The environment variable DATABASE_URL must look like postgres://user:password@host/name."
        )
    # Without it an unreachable host would hold each request for minutes.
    server["OPTIONS"] = {"connect_timeout": 5, **server.get("OPTIONS", {})}
    return database(**server)


def private_database(name: str, data_dir=PRIVATE_DATA_DIR) -> dict:
    """The database of the application's own server called `name`."""
    return database(NAME="mops", USER="mops", PRIVATE_SERVER=(str(data_dir), name))


DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Accounts

AUTH_USER_MODEL = "mops.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# One mistyping user must not lock out the others behind the same address, nor be locked out
# by someone who guesses from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "mops.proxy.client_address"
# Its tables are not for the pages of our administration.
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
# The name of the header in which a proxy of ours tells the client's address; none, no proxy.
PROXY_ADDRESS_HEADER = ""

# Journal: events may only be added.

PGHISTORY_APPEND_ONLY = True

# Language

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", "polski")]
TIME_ZONE = "Europe/Warsaw"
USE_I18N = True
USE_TZ = True

# Files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = PRIVATE_DATA_DIR / "files"

# What a browser may load: our own files, and Bootstrap's icons in its stylesheet (data:).

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mops.unsent.csrf_failure"

# Work that outlives a request: lists are read and taken in by `manage.py worker`.

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Forms, tables, exports

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
DJANGO_TABLES2_TEMPLATE = "django_tables2/bootstrap5.html"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

# Log: what happened, never to whom.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_query": {"()": "mops.log.WithoutQuery"}},
    "formatters": {
        "plain": {
            "()": "mops.log.WithoutValues",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["without_query"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own handlers, which would print a second time and with the query, are removed.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # It names users and addresses; its tables keep them, the log does not.
        "axes": {"level": "ERROR"},
        # They tell of every font, image and library.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
        # It tells of every look into an empty queue, once a second.
        "django_tasks_db": {"level": "WARNING"},
    },
}

# Its accounts have passwords that everybody may know.
DEMONSTRATION_ALLOWED = True
