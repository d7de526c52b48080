from datetime import date

import pghistory
from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.models import Edition


@action
def close_edition(*, by: User, edition: Edition, on: date, reason: str = "") -> Edition:
    """Close an edition: nobody is taken in any more, and nothing is asked for but what came of it.

    The database refuses while somebody's part has no result. `reason` says why it is closed
    although other things are missing.
    """
    current = Edition.objects.select_for_update().get(pk=edition.pk)
    if current.closed_on:
        raise ValidationError(f"Ta edycja jest już zamknięta ({current.closed_on:%d.%m.%Y}).")
    current.closed_on, current.closed_by, current.closing_reason = on, by, reason
    return save_checked(current)


@action
def reopen_edition(*, by: User, edition: Edition, reason: str) -> Edition:
    """Open a closed edition again; the reason goes to the journal."""
    current = Edition.objects.select_for_update().get(pk=edition.pk)
    if not current.closed_on:
        raise ValidationError("Ta edycja jest już otwarta.")
    current.closed_on = current.closed_by = None
    current.closing_reason = ""
    with pghistory.context(reason=reason):
        return save_checked(current)
