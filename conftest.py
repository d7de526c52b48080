"""What the database and the browser need in every test."""

import os
import re
import shutil
import socket
from contextlib import closing

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck
from hypothesis import settings as made_up_worlds
from playwright.sync_api import expect

from mops.postgres_backend.unavailable import DatabaseUnavailable
from mops.tests.databases import copied, emptying, migrated

# Playwright keeps an event loop in the thread in which the tests use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# An example may take long while other tests use every core: that says nothing of the example.
made_up_worlds.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
made_up_worlds.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Fail a test that reaches for anything but this machine."""

    def connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL:
            raise AssertionError(f"A test reached for the network: {address[0]}")
        return original(self, address)

    original = socket.socket.connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


LOCAL = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """Drop what killed runs left and migrate once for all; without a database say so in one line."""
    try:
        with django_db_blocker.unblock():
            drop_databases_of_dead_runs()
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated()
    except DatabaseUnavailable as error:
        pytest.exit(str(error), returncode=os.EX_UNAVAILABLE)


@pytest.fixture(scope="session")
def untouched_database(django_db_setup):
    """A database as migrated, to copy from: tests of real transactions empty the common one."""
    return f"{connection.settings_dict['NAME']}_untouched"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep a copy of the database before any test has touched it."""
    with django_db_blocker.unblock():
        # pytest-django makes none when all tests of the run work in a copy of their own.
        made = [] if _is_made() else setup_databases(verbosity=0, interactive=False)
        name = connection.settings_dict["NAME"]
        with copied(name, f"{name}_untouched"):
            yield
        hang_up_others(name)
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def quickly_emptied():
    """Tests of real transactions leave few rows behind them, in over a hundred tables."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", emptying)
        yield


def hang_up_others(name: str) -> None:
    """End the sessions of server threads that a browser has only just let go."""
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - as Django itself does
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> pg_backend_pid()",
            [name],
        )
    connection.close()


def _is_made() -> bool:
    return connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX)


def drop_databases_of_dead_runs() -> None:
    with closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test_mops_%'")
        if not settings.DATABASES["default"].get("PRIVATE_SERVER"):
            return  # process numbers of other machines mean nothing here
        for (name,) in cursor.fetchall():
            pid = re.match(r"test_mops_(\d+)", name)
            if pid and not is_alive(int(pid[1])):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """A page may take longer than five seconds while other tests use every core."""
    expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use the system's Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium was not found; make test installs it, or: apt-get install chromium"
    return {**browser_type_launch_args, "executable_path": chromium, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "pl-PL", "timezone_id": "Europe/Warsaw"}


# Accounts: a client logged in as each role.


@pytest.fixture
def account(db):
    """Makes an account in a role of mops.roles; none is nobody's role."""
    from mops.models import User
    from mops.roles import grant

    def make(role: str | None, **details) -> User:
        user, is_new = User.objects.get_or_create(
            username=role or "bez-roli", defaults={"is_staff": True, **details}
        )
        if is_new and role:
            # A test that empties the tables takes the groups of the migration with it.
            if not Group.objects.filter(name=role).exists():
                grant()
            user.groups.add(Group.objects.get(name=role))
        return user

    from django.contrib.auth.models import Group

    return make


@pytest.fixture
def client_as(account):
    """Makes a test client logged in as an account in the role."""
    from django.test import Client

    def make(role: str | None, **details) -> Client:
        client = Client()
        client.force_login(account(role, **details))
        return client

    return make
