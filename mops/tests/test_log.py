import logging
import sys

from mops.log import WithoutQuery, WithoutValues


def test_what_was_searched_for_is_not_logged():
    request = "GET /osoby/?q=Nowak HTTP/1.1"
    record = logging.makeLogRecord({"msg": '"%s" %s', "args": (request, 200)})
    assert WithoutQuery().filter(record)
    assert record.getMessage() == '"GET /osoby/?… HTTP/1.1" 200'


def test_an_error_is_logged_with_its_cause_but_without_their_words():
    name = "Nowak"
    try:
        try:
            raise ValueError(name)
        except ValueError as cause:
            raise LookupError(name) from cause
    except LookupError:
        details = {"levelname": "ERROR", "msg": "failed", "exc_info": sys.exc_info()}
    text = WithoutValues("{levelname}: {message}", style="{").format(logging.makeLogRecord(details))
    assert text.startswith("ERROR: failed\nbuiltins.LookupError\n")
    assert "\nbuiltins.ValueError\n" in text
    assert text.count("test_log.py") == 2
    assert text.count("Nowak") == 0
