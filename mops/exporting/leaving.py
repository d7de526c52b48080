from typing import BinaryIO

from django.db import transaction

from mops.exporting.registers import May, Register
from mops.exporting.workbook import write_everything
from mops.journal import record_access
from mops.models import AccessEntry, User

SUBJECT = "eksport wszystkich kartotek"


@transaction.atomic
def everything_for(file: BinaryIO, *, by: User, may: May) -> list[Register]:
    """Write the workbook of what may be seen and note that these people's data have left."""
    shown = write_everything(file, may)
    people = [register.model for register in shown if register.is_of_people]
    numbers = people[0]._base_manager.values_list("pk", flat=True).order_by() if people else ()
    record_access(by=by, kind=AccessEntry.Kind.EXPORT, subject=SUBJECT, participants=numbers)
    return shown
