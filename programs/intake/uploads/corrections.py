"""Corrections of many rows written in one statement."""

import json
from collections.abc import Iterable

from django.db import connection

from programs.models import UploadedList, UploadedRow

UPDATE = """
UPDATE programs_uploadedrow row
SET corrections = told.corrections
FROM jsonb_to_recordset(%s::jsonb) AS told(number integer, corrections jsonb)
WHERE row.uploaded_list_id = %s AND row.number = told.number
"""


def write_corrections(uploaded: UploadedList, rows: Iterable[UploadedRow]) -> None:
    """Write what was mended in the rows: a hundred thousand of them take seconds, not minutes."""
    told = [{"number": row.number, "corrections": row.corrections} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, [json.dumps(told), uploaded.pk])
