from collections.abc import Mapping
from datetime import date

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.actions.records import for_change
from programs.models import Edition, Institution, Program, StaffTraining


@action
def open_edition(
    *, by: User, program: Program, number: int, starts_on: date, ends_on: date, **plan
) -> Edition:
    """Open a dated run of a programme."""
    return save_checked(
        Edition(program=program, number=number, starts_on=starts_on, ends_on=ends_on, **plan)
    )


@action
def change_edition(
    *, by: User, edition: Edition, shown: Mapping[str, object] | None = None, **plan
) -> Edition:
    """Correct an edition's number, dates or plan; nobody may be left outside the new dates.

    `shown` are the stored values that stood in the form when it was opened. Raises StaleRecord
    if any of them is another by now.
    """
    current = for_change(edition, shown)
    for field, value in plan.items():
        setattr(current, field, value)
    return save_checked(current)


@action
def record_training(
    *, by: User, institution: Institution, title: str, on: date, people: int
) -> StaffTraining:
    """Enter a course that staff of the centre or of a partner took part in."""
    return save_checked(
        StaffTraining(institution=institution, title=title, held_on=on, people=people)
    )
