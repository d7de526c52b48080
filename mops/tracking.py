"""How a model enters the journal: every insert, update and delete, by trigger, with all values."""

import pghistory
import pgtrigger


def tracked(**options):
    """Record each write of the model's rows, bulk and raw SQL included.

    The triggers fire once for a statement and write an event for each row: a list of ten thousand
    people is journaled by a handful of statements.
    """
    whole = {"level": pgtrigger.Statement}
    return pghistory.track(
        pghistory.InsertEvent(**whole),
        pghistory.UpdateEvent(**whole),
        pghistory.DeleteEvent(**whole),
        **options,
    )
