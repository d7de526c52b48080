"""When the labour office profiled people: while a condition of entry asked for a profile."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from programs.models import EntryCondition

ASKING = EntryCondition.objects.filter(check_kind=EntryCondition.Check.PROFILE_III).order_by()


def profiled_on(column: str) -> Exists:
    """On the day in the column some programme asked for a profile, so profiles were set."""
    return Exists(
        ASKING.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=OuterRef(column)),
            valid_from__lte=OuterRef(column),
        )
    )


def refuse_unless_profiled(day: date) -> None:
    """Raise ValidationError, which tells the times, where no profiles were set on the day."""
    rows = sorted(set(ASKING.values_list("valid_from", "valid_to")), key=lambda row: row[0])
    if any(start <= day and (end is None or day <= end) for start, end in rows):
        return
    times = " oraz ".join(
        f"od {start:%d.%m.%Y}{f' do {end:%d.%m.%Y}' if end else ''}" for start, end in rows
    )
    raise ValidationError(
        f"Profile pomocy ustalano {times}."
        if times
        else "Żaden program nie pyta o profil pomocy: nie ma go w warunkach przyjęcia."
    )
