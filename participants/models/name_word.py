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


KEEP_WORDS = pgtrigger.Trigger(
    name="words_of_names_are_kept",
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("last_name", "first_name", "second_name")
    | pgtrigger.Delete,
    when=pgtrigger.After,
    func="""
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO participants_nameword (word)
            SELECT DISTINCT word FROM regexp_split_to_table(trim(NEW.search_key), ' +') AS word
            WHERE word <> ''
              AND NOT EXISTS (SELECT 1 FROM participants_nameword AS known WHERE known.word = word.word);
        END IF;
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM participants_nameword AS gone
            WHERE gone.word = ANY (regexp_split_to_array(trim(OLD.search_key), ' +'))
              AND NOT EXISTS (
                  SELECT 1 FROM participants_participant
                  WHERE search_key LIKE '% ' || gone.word || ' %'
              );
        END IF;
        RETURN NULL;
    """,
)
"""A name nobody bears any more is forgotten with the last who bore it."""
