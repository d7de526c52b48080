"""Settings refuse what is unsafe; a missing database is said to whoever wants it."""

import os
import subprocess
import sys

import pytest

from mops.settings.base import BASE_DIR

NOWHERE = "postgres://nobody:secret@127.0.0.1:1/none"
GOOD = {
    "DJANGO_SETTINGS_MODULE": "mops.settings.production",
    "SECRET_KEY": "a-key-of-fifty-characters-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "mops.example.pl",
    "DATABASE_URL": NOWHERE,
}


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing."),
        (
            {"SECRET_KEY": "short"},
            "SECRET_KEY is too short: it needs 50 random characters or more.",
        ),
        (
            {"SECRET_KEY": "a" * 60},
            "SECRET_KEY is too short: it needs 50 random characters or more.",
        ),
        ({"ALLOWED_HOSTS": " "}, "ALLOWED_HOSTS is missing."),
        ({"DATABASE_URL": ""}, "DATABASE_URL is missing."),
        (
            {"DATABASE_URL": "sqlite:///file"},
            "DATABASE_URL must look like postgres://user:password@host/name.",
        ),
        ({"DEBUG": "1"}, "DEBUG must not be set in production."),
    ],
)
def test_production_refuses_to_start(wrong, reason):
    done = run("manage.py", "check", **GOOD | wrong)
    message = f"manage.py: The environment variable {reason}\n"
    assert (done.returncode, done.stdout, done.stderr) == (os.EX_CONFIG, "", message)


def test_production_is_safe_to_deploy():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_command_says_in_one_line_that_the_database_is_down():
    done = run("manage.py", "migrate", DATABASE_URL=NOWHERE)
    assert (done.returncode, done.stdout) == (os.EX_UNAVAILABLE, "")
    assert done.stderr.startswith(
        "manage.py: The database cannot be reached: "
        'connection to server at "127.0.0.1", port 1 failed: Connection refused'
    )
    assert len(done.stderr.splitlines()) == 1


def test_the_browser_is_told_in_polish_that_the_database_is_down():
    program = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "client = Client(raise_request_exception=False, HTTP_HOST='localhost')\n"
        "client.cookies['sessionid'] = 'x' * 32\n"
        "response = client.get('/')\n"
        "policy = response['Content-Security-Policy'].split('; ')\n"
        "print(response.status_code, policy.count(\"style-src 'self'\"))\n"
        "print(response.content.decode())\n"
    )
    settings = "mops.settings.development"
    done = run("-c", program, DJANGO_SETTINGS_MODULE=settings, DATABASE_URL=NOWHERE)
    assert done.stdout.startswith("503 1\n")
    assert "<title>Baza danych jest niedostępna – MOPS</title>" in done.stdout
    assert "mops.postgres_backend.unavailable.DatabaseUnavailable\n" in done.stderr
