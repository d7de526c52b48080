from collections.abc import Mapping
from datetime import date

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.models import Edition, Institution, Program, StaffTraining


@action
def open_edition(
    *, by: User, program: Program, number: int, starts_on: date, ends_on: date, **plan
) -> Edition:
    """Open a dated run of a programme."""
    return save_checked(
        Edition(program=program, number=number, starts_on=starts_on, ends_on=ends_on, **plan)
    )


class StaleEdition(Exception):
    """Somebody else saved the edition after the form was opened; `current` is what they saved."""

    def __init__(self, current: Edition) -> None:
        super().__init__("the edition was changed meanwhile")
        self.current = current


@action
def change_edition(
    *, by: User, edition: Edition, shown: Mapping[str, object] | None = None, **plan
) -> Edition:
    """Correct an edition's number, dates or plan; nobody may be left outside the new dates.

    `shown` are the stored values that stood in the form when it was opened. Raises StaleEdition
    if any of them is another by now.
    """
    current = Edition.objects.select_for_update().get(pk=edition.pk)
    if shown and any(current.serializable_value(name) != was for name, was in shown.items()):
        raise StaleEdition(current)
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
