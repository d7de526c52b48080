from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from participants.models import Participant
from programs.intake.importing.choosing import Choice, chosen, is_taken
from programs.intake.importing.undoing import RowUndoing, take_back
from programs.intake.importing.writing import ENDS, write
from programs.intake.progress import Progress, Share, Stage, untold
from programs.intake.verdicts.judging import judge
from programs.intake.verdicts.verdict import Judged, Kind, RowVerdict, Target
from programs.models import Institution, ReferralList
from programs.models.referral import Source

ONE_IMPORT_AT_A_TIME = 20150622
"""Number of the database's lock which an import holds until it is over."""
CHANGED = (
    "Od sprawdzenia listy zmieniły się dane w kartotece. Wiersze do ponownego sprawdzenia: {}."
)
NOTHING = "Z tej listy nie ma kogo wczytać."
MOST_NAMED = 20


@dataclass(frozen=True)
class ImportedFile:
    """The file that a list came in."""

    name: str
    sha256: str


class AlreadyImported(ValidationError):
    """The same file is in the same programme's year, or the same edition, already."""


class OutdatedVerdicts(ValidationError):
    """Rows mean something else than when they were looked at; nothing was written."""

    def __init__(self, differing: list[tuple[RowVerdict, RowVerdict]]) -> None:
        self.differing = differing
        """Each row's verdict as it was shown and as it is now."""
        numbers = ", ".join(str(before.number) for before, _ in differing[:MOST_NAMED])
        more = " i dalsze" if len(differing) > MOST_NAMED else ""
        super().__init__(CHANGED.format(numbers + more))


@action
def import_list(
    *,
    by: User,
    judged: Judged,
    file: ImportedFile,
    received_on: date,
    accept: Collection[Kind] = (Kind.NEW, Kind.KNOWN),
    choices: Mapping[int, Choice] | None = None,
    number: str = "",
    office: Institution | None = None,
    source: str = Source.PUP,
    progress: Progress = untold,
) -> ReferralList:
    """Take a labour office's list in: all rows accepted by verdict or by choice, or nothing.

    `judged` is what was shown: rows are judged again, and if one to be taken means something
    else by now, OutdatedVerdicts is raised. Raises AlreadyImported, and ValidationError if a
    choice cannot be carried out, the database refuses a row, or there is nobody to take in.
    """
    choices = choices or {}
    _wait_for_other_imports()
    refuse_repeated(file.sha256, judged.target)
    _lock_people(judged, choices)
    share = Share(progress, len(judged.rows), ENDS)
    now = judge(judged.found, judged.target, share.of(Stage.REJUDGING))
    _refuse_outdated(judged, now, accept, choices)
    taken = list(chosen(now, accept, choices))
    if not taken:
        raise ValidationError(NOTHING)
    referral_list = _list_of(now.target, file, by, received_on, number, office, source)
    write(now, taken, referral_list, share)
    return referral_list


def refuse_repeated(sha256: str, target: Target) -> None:
    """Raise AlreadyImported if the programme's year, or the edition, has this very file."""
    earlier = ReferralList.objects.from_file(sha256).put_forward_for(
        target.program, target.year, target.edition
    )
    if found := earlier.select_related("imported_by").first():
        day = timezone.localtime(found.imported_at)
        raise AlreadyImported(
            f"Ten plik już wczytano dnia {day:%d.%m.%Y} przez {found.imported_by}."
        )


def _wait_for_other_imports() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])


def _lock_people(judged: Judged, choices: Mapping[int, Choice]) -> None:
    """Keep the cards as they are until the end, always in the same order."""
    numbers = {verdict.participant for verdict in judged.rows}
    numbers |= {choice.participant for choice in choices.values()}
    people = Participant.objects.select_for_update(of=("self",)).filter(pk__in=numbers - {None})
    list(people.order_by("pk").values_list("pk", flat=True))


def _refuse_outdated(
    shown: Judged, now: Judged, accept: Collection[Kind], choices: Mapping[int, Choice]
) -> None:
    differing = [
        (before, after)
        for before, after in zip(shown.rows, now.rows, strict=True)
        if before != after
        and any(is_taken(one, accept, choices.get(one.number)) for one in (before, after))
    ]
    if differing:
        raise OutdatedVerdicts(differing)


def _list_of(
    target: Target,
    file: ImportedFile,
    by: User,
    received_on: date,
    number: str,
    office: Institution | None,
    source: str,
) -> ReferralList:
    return save_checked(
        ReferralList(
            program=target.program,
            year=target.year,
            edition=target.edition,
            source=source,
            received_on=received_on,
            number=number,
            office=office,
            file_name=file.name[-255:],
            sha256=file.sha256,
            imported_at=timezone.now(),
            imported_by=by,
        )
    )


@action
def undo_list(
    *, by: User, referral_list: ReferralList, progress: Progress = untold
) -> list[RowUndoing]:
    """Take an imported list back, except what has been built on since: these rows, and why.

    `Foreseen` tells the same beforehand. Raises ValidationError if there is nothing to undo.
    """
    _wait_for_other_imports()
    current = ReferralList.objects.select_for_update(of=("self",)).get(pk=referral_list.pk)
    refuse_undone(current)
    staying = take_back(current, progress)
    current.undone_at = timezone.now()
    save_checked(current)
    return staying


def refuse_undone(referral_list: ReferralList) -> None:
    """Raise ValidationError unless the list was imported and is still there."""
    if referral_list.imported_at is None or referral_list.undone_at:
        raise ValidationError("Tej listy nie wczytano z pliku albo już ją cofnięto.")
