"""How a model enters the journal: every insert, update and delete, by trigger, with all values."""

import pghistory


def tracked(**options):
    """Record each write of the model's rows, bulk and raw SQL included."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options
    )
