"""The journal: who changed what (by database trigger) and who looked at whom (written here).

Duty of accountability of a public body: KRI regulation, Dz.U. 2024 poz. 773.
"""

from collections.abc import Callable, Iterable
from functools import wraps

import pghistory
from django.db import transaction

from mops.models.journal import AccessEntry
from mops.models.user import User


def action(function: Callable) -> Callable:
    """Make a write atomic and name it, with the staff member, in every journal row it causes."""

    @wraps(function)
    def run(*, by: User, **fields):
        with transaction.atomic(), pghistory.context(user=by.pk, action=function.__name__):
            return function(by=by, **fields)

    return run


def record_access(
    *, by: User, kind: AccessEntry.Kind, subject: str, participants: Iterable[int] = ()
) -> AccessEntry:
    """Note that a staff member saw, searched, exported or printed data of these people.

    `subject` names the page or list without any personal data.
    """
    return AccessEntry.objects.create(
        staff=by, kind=kind, subject=subject, participant_ids=sorted(set(participants))
    )
