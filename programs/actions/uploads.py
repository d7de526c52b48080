import hashlib
from collections.abc import Iterable
from datetime import date, timedelta

import pghistory
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from mops.journal import action
from mops.models import Centre, User
from mops.saving import save_checked
from programs.actions.intake import refuse_repeated
from programs.actions.list_work import read_uploaded
from programs.intake.verdicts.verdict import Target
from programs.models import Edition, Institution, Program, UploadedList
from programs.models.referral import Source

State = UploadedList.State


CLEARED = "Plik i jego wiersze usunięto po czasie przechowywania. Aby wczytać tę listę, wgraj ją ponownie."


class AlreadyUploaded(ValidationError):
    """The very file waits to be taken in for the same programme's year."""

    def __init__(self, uploaded: UploadedList) -> None:
        self.uploaded = uploaded
        day = timezone.localtime(uploaded.uploaded_at)
        super().__init__(f"Ten plik wgrano już dnia {day:%d.%m.%Y} przez {uploaded.uploaded_by}.")


@action
def upload_list(
    *,
    by: User,
    file: File,
    program: Program,
    year: int,
    received_on: date,
    edition: Edition | None = None,
    office: Institution | None = None,
    number: str = "",
    source: str = Source.PUP,
) -> UploadedList:
    """Keep a labour office's file and have it read.

    Raises AlreadyImported if the programme's year has its people, AlreadyUploaded if it waits.
    """
    sha256 = sha256_of(file.chunks())
    refuse_repeated(sha256, Target(program, year, edition))
    _refuse_waiting(sha256, program, year, edition)
    uploaded = save_checked(
        UploadedList(
            program=program,
            year=year,
            edition=edition,
            office=office,
            source=source,
            received_on=received_on,
            number=number,
            file=file,
            file_name=file.name[-255:],
            sha256=sha256,
            size=file.size,
            uploaded_by=by,
        )
    )
    read_uploaded.enqueue(uploaded.pk)
    return uploaded


def sha256_of(chunks: Iterable[bytes]) -> str:
    """The digest by which the same file is known."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _refuse_waiting(sha256: str, program: Program, year: int, edition: Edition | None) -> None:
    waiting = UploadedList.objects.of_file(sha256).filter(program=program, year=year)
    waiting = waiting.filter(edition=edition, cleared_at=None)
    states = (State.REFUSED, State.FAILED, State.IMPORTED)
    found = waiting.exclude(state__in=states).select_related("uploaded_by").first()
    if found:
        raise AlreadyUploaded(found)


@action
def read_again(*, by: User, uploaded: UploadedList) -> UploadedList:
    """Have the file read once more, after an error or when its people were taken back.

    Raises ValidationError if it is in work, taken in, or deleted by now.
    """
    undone = State.IMPORTED if is_taken_back(uploaded) else State.FAILED
    uploaded = held(uploaded, State.FAILED, State.REFUSED, State.READY, undone)
    if uploaded.cleared_at:
        raise ValidationError("Plik tej listy już usunięto. Wgraj go jeszcze raz.")
    uploaded.state, uploaded.referral_list = State.WAITING, None
    uploaded.wait_anew()
    save_checked(uploaded)
    read_uploaded.enqueue(uploaded.pk)
    return uploaded


def is_taken_back(uploaded: UploadedList) -> bool:
    """Whether its people were taken in, and taken back since."""
    received = uploaded.referral_list
    return received is not None and received.undone_at is not None


def held(uploaded: UploadedList, *states: str) -> UploadedList:
    """The list as it is now, kept so to the end of the action; refused in any other state."""
    current = UploadedList.objects.select_for_update(of=("self",)).get(pk=uploaded.pk)
    if current.state not in states:
        raise ValidationError(f"Tej listy nie da się teraz zmienić: {current.get_state_display()}.")
    return current


@transaction.atomic
def clear_lists(*, today: date | None = None) -> int:
    """Delete files and rows of lists that were kept as long as the centre keeps them; how many."""
    days = Centre.objects.current().days_a_list_is_kept
    until = (today or timezone.localdate()) - timedelta(days=days)
    old = UploadedList.objects.filter(cleared_at=None, uploaded_at__date__lte=until)
    old = list(old.exclude(state__in=UploadedList.IN_WORK).select_for_update())
    with pghistory.context(action="clear_lists"):
        for uploaded in old:
            _clear(uploaded)
    return len(old)


def _clear(uploaded: UploadedList) -> None:
    place, storage = uploaded.file.name, uploaded.file.storage
    uploaded.rows.all().delete()
    uploaded.file, uploaded.cleared_at = "", timezone.now()
    uploaded.reading = {}
    if uploaded.state != State.IMPORTED:
        uploaded.state = State.REFUSED
        uploaded.refusal = {"code": "cleared", "message": CLEARED}
    save_checked(uploaded)
    transaction.on_commit(lambda: storage.delete(place))
