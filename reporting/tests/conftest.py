"""The demonstration year in a database of its own, loaded once a run."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from mops.tests.databases import copied


@pytest.fixture(scope="session")
def demo_database(untouched_database, django_db_blocker):
    """The name of a copy of the test database with the demonstration year in it."""
    original = connection.settings_dict["NAME"]
    name = f"{original}_demo"
    with django_db_blocker.unblock(), copied(untouched_database, name):
        use(name)
        try:
            call_command("load_demo", verbosity=0)
        finally:
            use(original)
        yield name


@pytest.fixture
def demo(demo_database, django_db_blocker):
    """The demonstration year; what a test changes in it is rolled back."""
    original = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        use(demo_database)
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            use(original)


@pytest.fixture
def demo_site(demo_database, live_server):
    """The address of a running site over the demonstration year; what is changed there stays."""
    original = connection.settings_dict["NAME"]
    use(demo_database)
    yield live_server.url
    use(original)


def use(name: str) -> None:
    """Send every query to the database of this name."""
    connection.close()
    connection.settings_dict["NAME"] = name
