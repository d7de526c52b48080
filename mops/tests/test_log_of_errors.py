"""An error of the database quotes the row; our log must not."""

import logging
import sys

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from participants.models import Participant
from participants.tests.factories import person

pytestmark = pytest.mark.django_db


def logged(**details) -> str:
    """What the console handler, as configured, writes of a record."""
    record = logging.makeLogRecord({"levelname": "ERROR", "name": "django.request", **details})
    handler = settings.LOGGING["handlers"]["console"]
    for name in handler["filters"]:
        assert import_string(settings.LOGGING["filters"][name]["()"])().filter(record)
    formatter = settings.LOGGING["formatters"][handler["formatter"]]
    factory = import_string(formatter["()"])
    return factory(formatter["format"], style=formatter["style"]).format(record)


@pytest.fixture
def refusal():
    """An error of the database that quotes a person's row."""
    someone = person("Szczebrzeszyńska", "Łucja")
    with pytest.raises(IntegrityError, match="Szczebrzeszyńska") as raised, transaction.atomic():
        Participant.objects.filter(pk=someone.pk).update(sex="M")
    return raised.value


def test_a_traceback_does_not_quote_the_row(refusal):
    try:
        raise refusal
    except IntegrityError:
        text = logged(msg="Internal Server Error: %s", args=("/x/",), exc_info=sys.exc_info())
    assert "Szczebrzeszyńska" not in text
    assert "django.db.utils.IntegrityError" in text
    assert "psycopg2.errors.CheckViolation" in text


def test_an_error_logged_in_place_of_a_message_does_not_quote_the_row(refusal):
    assert logged(msg=refusal).endswith("django.request: IntegrityError")


def test_an_error_inside_a_message_does_not_quote_the_row(refusal):
    assert logged(msg="failed: %s", args=(refusal,)).endswith("failed: IntegrityError")
