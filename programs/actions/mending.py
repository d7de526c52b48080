from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.actions.intake import refuse_repeated
from programs.actions.list_work import read_uploaded
from programs.actions.uploads import CLEARED, held, sha256_of
from programs.intake.mending.writing import FIRST_SHEET
from programs.intake.verdicts.verdict import Target
from programs.models import UploadedList

State = UploadedList.State


@action
def upload_mended(*, by: User, uploaded: UploadedList, file: File) -> UploadedList:
    """Put the mended file in the place of the list's file, and have the list read again.

    What was mended or decided in rows that the file has left alone stays. Raises ValidationError
    if the list is in work or taken in, AlreadyImported if the file is.
    """
    uploaded = held(uploaded, State.READY, State.REFUSED, State.FAILED)
    if uploaded.cleared_at:
        raise ValidationError(CLEARED)
    sha256 = sha256_of(file.chunks())
    refuse_repeated(sha256, Target(uploaded.program, uploaded.year, uploaded.edition))
    before, storage = uploaded.file.name, uploaded.file.storage
    if uploaded.reading.get("rows"):
        # The sheet of remarks, or any other, must not be taken for the list.
        sheet = uploaded.reading.get("sheet") or FIRST_SHEET
        uploaded.overrides = {**uploaded.overrides, "sheet": sheet}
    uploaded.file, uploaded.file_name = file, file.name[-255:]
    uploaded.sha256, uploaded.size = sha256, file.size
    uploaded.state = State.WAITING
    uploaded.wait_anew()
    save_checked(uploaded)
    transaction.on_commit(lambda: storage.delete(before))
    read_uploaded.enqueue(uploaded.pk)
    return uploaded
