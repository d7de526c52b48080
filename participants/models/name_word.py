import pgtrigger
from django.db import models


class NameWord(models.Model):
    """A word that is part of somebody's name, once for all who bear it; kept by a trigger.

    Two writers at once may leave it twice, which does no harm and spares them waiting for
    each other.
    """

    word = models.TextField("słowo", db_index=True)

    class Meta:
        verbose_name = "słowo z nazwisk i imion"
        verbose_name_plural = "słowa z nazwisk i imion"
        default_permissions = []

    def __str__(self) -> str:
        return self.word


KEEP = """
    INSERT INTO participants_nameword (word)
    SELECT word FROM (
        SELECT DISTINCT unnest(regexp_split_to_array(trim(search_key), ' +')) AS word FROM {rows}
    ) AS told
    WHERE word <> ''
      AND NOT EXISTS (SELECT 1 FROM participants_nameword AS known WHERE known.word = told.word);
"""
FORGET = """
    WITH told AS MATERIALIZED (
        SELECT DISTINCT unnest(regexp_split_to_array(trim(search_key), ' +')) AS word FROM {rows}
    )
    DELETE FROM participants_nameword AS gone USING told
    WHERE gone.word = told.word AND CASE
        WHEN EXISTS (
            SELECT 1 FROM participants_participant
            WHERE search_key >= ' ' || gone.word || ' ' AND search_key < ' ' || gone.word || '!'
        ) THEN false
        WHEN EXISTS (
            SELECT 1 FROM (SELECT search_key FROM participants_participant LIMIT 1000) AS few
            WHERE search_key LIKE '% ' || gone.word || ' %'
        ) THEN false
        ELSE (
            SELECT count(*) FROM participants_participant
            WHERE search_key LIKE '% ' || gone.word || ' %'
        ) = 0
    END;
"""
"""A name nobody bears any more is forgotten with the last who bore it. Most are surnames, which
stand first in the key: a range of its index says whether somebody still has one. Common first
names are met among any thousand people. The rest is counted, because for a mere EXISTS of what is
not there the database would read the whole table instead of its index, once for each word."""
RENAMED = """(
    SELECT {which}.search_key FROM old_rows JOIN new_rows USING (id)
    WHERE old_rows.search_key <> new_rows.search_key
) AS renamed"""


def _after(operation, name: str, func: str, **rows: str) -> pgtrigger.Trigger:
    """Once for a statement, however many people it writes: row by row a list takes minutes."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),
        func=func + "RETURN NULL;",
    )


KEEP_WORDS = [
    _after(pgtrigger.Insert, "words_are_kept", KEEP.format(rows="new_rows"), new="new_rows"),
    _after(
        pgtrigger.Update,
        "words_are_changed",
        KEEP.format(rows=RENAMED.format(which="new_rows"))
        + FORGET.format(rows=RENAMED.format(which="old_rows")),
        old="old_rows",
        new="new_rows",
    ),
    _after(pgtrigger.Delete, "words_are_forgotten", FORGET.format(rows="old_rows"), old="old_rows"),
]
