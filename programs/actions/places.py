from collections.abc import Mapping

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.actions.records import for_change
from programs.models import Facility, Institution


@action
def add_institution(*, by: User, **fields) -> Institution:
    """Enter an office, association or firm."""
    return save_checked(Institution(**fields))


@action
def change_institution(
    *, by: User, institution: Institution, shown: Mapping[str, object] | None = None, **fields
) -> Institution:
    """Correct an institution; raises StaleRecord if somebody else did so meanwhile."""
    return _changed(institution, shown, fields)


@action
def add_facility(*, by: User, **fields) -> Facility:
    """Enter a place where people work."""
    return save_checked(Facility(**fields))


@action
def change_facility(
    *, by: User, facility: Facility, shown: Mapping[str, object] | None = None, **fields
) -> Facility:
    """Correct a facility; raises StaleRecord if somebody else did so meanwhile."""
    return _changed(facility, shown, fields)


def _changed(record, shown: Mapping[str, object] | None, fields: Mapping[str, object]):
    current = for_change(record, shown)
    for name, value in fields.items():
        setattr(current, name, value)
    return save_checked(current)
