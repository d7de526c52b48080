"""What came of people's parts in editions, corrected and removed."""

from collections.abc import Mapping

import pghistory
from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.actions.records import for_change
from programs.models import Outcome


@action
def change_outcome(
    *, by: User, outcome: Outcome, shown: Mapping[str, object] | None = None, **fields
) -> Outcome:
    """Correct an outcome; raises StaleRecord if somebody else did after the form was opened."""
    current = for_change(outcome, shown)
    for name, value in fields.items():
        setattr(current, name, value)
    if current.enrolment and current.occurred_on < current.enrolment.started_on:
        sentence = "Rezultat nie może być wcześniejszy niż początek udziału."
        raise ValidationError({"occurred_on": sentence})
    return save_checked(current)


@action
def remove_outcome(*, by: User, outcome: Outcome, reason: str) -> None:
    """Remove an outcome entered by mistake; the reason goes to the journal."""
    with pghistory.context(reason=reason):
        for_change(outcome, None).delete()
