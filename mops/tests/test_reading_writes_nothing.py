import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mops.roles import Role
from mops.tests import world
from mops.tests.test_access import RULES, url_of

WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def test_looking_writes_only_the_journal(client_as, db):
    """Every page is read; the one table that grows is the journal of access."""
    records = world.build()
    client = client_as(Role.ADMINISTRATOR)
    written = {}
    for key, rule in RULES.items():
        if key.startswith("admin:") or rule.get not in (200, 302):
            continue
        with CaptureQueriesContext(connection) as queries:
            client.get(url_of(key, rule, records))
        tables = {table for query in queries for table in WRITE.findall(query["sql"])}
        if tables - {"mops_accessentry"}:
            written[key] = tables
    assert written == {}
