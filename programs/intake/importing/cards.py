"""Fields of many cards written in one statement."""

import json
from collections.abc import Mapping

from django.db import connection
from django.utils import timezone

from mops.saving import explained
from participants.models import Participant
from programs.intake.verdicts.comparing import WRITABLE

UPDATE = """
UPDATE participants_participant person
SET {columns}, updated_at = %s
FROM jsonb_to_recordset(%s::jsonb) AS told(id bigint, {types})
WHERE person.id = told.id
""".format(
    columns=", ".join(f"{name} = COALESCE(told.{name}, person.{name})" for name in WRITABLE),
    types=", ".join(f"{name} text" for name in WRITABLE),
)


def update_cards(values: Mapping[int, Mapping[str, str]]) -> None:
    """Write the values of each card by its number; fields that are not named stay."""
    if not values:
        return
    rows = [{"id": number, **fields} for number, fields in values.items()]
    with explained(Participant), connection.cursor() as cursor:
        cursor.execute(UPDATE, [timezone.now(), json.dumps(rows)])
