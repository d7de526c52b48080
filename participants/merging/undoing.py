"""A merge undone: exactly what it moved goes back, unless somebody changed it since."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from mops.models import User
from mops.saving import save_checked
from participants.merging.fields import CHOICES, IDENTITY, Choice
from participants.merging.rules import model_of
from participants.models import Participant, ParticipantMerge

UNDONE = "Te karty już rozłączono."
MERGED_ON = "Karta, do której dołączono drugą, jest sama połączona z inną. Rozłącz najpierw tamte."


@dataclass
class Undoing:
    """What would go back, and what would not."""

    merge: ParticipantMerge
    back: list[tuple[str, list[int]]] = field(default_factory=list)
    """Columns, each with the rows that go back."""
    values: list[Choice] = field(default_factory=list)
    """Data of the record that stays, to become again what they were."""
    stays: list[str] = field(default_factory=list)
    """What cannot go back, and why."""

    @classmethod
    def of(cls, merge: ParticipantMerge) -> "Undoing":
        undoing = cls(merge)
        for name, numbers in merge.steps["moved"].items():
            undoing._judge_rows(name, numbers)
        for choice in CHOICES:
            undoing._judge_values(choice)
        return undoing

    @property
    def told(self) -> Iterator[tuple[str, int]]:
        """What goes back, in words, with how much of it."""
        for name, numbers in self.back:
            yield str(model_of(name.rpartition(".")[0])._meta.verbose_name_plural), len(numbers)

    @property
    def refusal(self) -> str:
        if self.merge.undone_at:
            return UNDONE
        return MERGED_ON if self.merge.kept.merged_into_id else ""

    def _judge_rows(self, name: str, numbers: list[int]) -> None:
        label, _, column = name.rpartition(".")
        rows = model_of(label)._base_manager.filter(pk__in=numbers, **{column: self.merge.kept_id})
        still = sorted(rows.values_list("pk", flat=True))
        if still:
            self.back.append((name, still))
        if gone := len(numbers) - len(still):
            plural = model_of(label)._meta.verbose_name_plural
            self.stays.append(f"{plural}: {gone}, bo po połączeniu usunięto je lub przeniesiono")

    def _judge_values(self, choice: Choice) -> None:
        written = {
            name: pair for name, pair in self.merge.steps["kept"].items() if name in choice.names
        }
        if not written:
            return
        kept = self.merge.kept
        if all(_now(kept, name) == _read(name, after) for name, (_, after) in written.items()):
            self.values.append(choice)
        else:
            self.stays.append(f"{choice.label}, bo po połączeniu ktoś zmienił te dane")


def undo(undoing: Undoing, by: User) -> list[str]:
    """Put back what can go back; says what could not."""
    if undoing.refusal:
        raise ValidationError(undoing.refusal)
    merge, stays = undoing.merge, list(undoing.stays)
    for name, numbers in undoing.back:
        label, _, column = name.rpartition(".")
        rows = model_of(label)._base_manager.filter(pk__in=numbers)
        rows.update(**{column: merge.merged_id})
    stays += filter(None, map(_restored, merge.steps["dropped"]))
    stays += _part(undoing)
    merge.undone_at, merge.undone_by = timezone.now(), by
    # Both records have their own data again; what was put back is not kept a second time.
    merge.steps |= {"dropped": [], "kept": {}, "merged": {}, "added": []}
    save_checked(merge)
    return stays


def _restored(stored: dict) -> str:
    """Write a dropped row again; says why if it has no place any more."""
    row = next(iter(serializers.deserialize("python", [stored])))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return f"{row.object._meta.verbose_name} ({row.object}), bo przeczy dzisiejszym danym"
    return ""


def _part(undoing: Undoing) -> list[str]:
    """Give both records their own data again."""
    merge = undoing.merge
    kept, merged = merge.kept, merge.merged
    for choice in undoing.values:
        for name in choice.names:
            _write(kept, name, merge.steps["kept"][name][0])
    if undoing.values:
        save_checked(kept)
    for label, pk in merge.steps["added"]:
        model_of(label)._base_manager.filter(pk=pk, participant=kept).delete()
    merged.merged_into = None
    for name in IDENTITY.names:
        _write(merged, name, merge.steps["merged"][name])
    taken = merged.pesel and Participant.with_merged.filter(pesel=merged.pesel).exists()
    if taken:
        merged.pesel = None
        merged.no_pesel_reason = merged.no_pesel_reason or Participant.NoPeselReason.OTHER
    save_checked(merged)
    return ["numer PESEL drugiej karty, bo ma go teraz kto inny w kartotece"] if taken else []


def _now(person: Participant, name: str):
    return getattr(person, Participant._meta.get_field(name).attname)


def _read(name: str, stored):
    """A stored value as the model has it."""
    column = Participant._meta.get_field(name)
    return stored if column.is_relation else column.to_python(stored)


def _write(person: Participant, name: str, stored) -> None:
    setattr(person, Participant._meta.get_field(name).attname, _read(name, stored))
