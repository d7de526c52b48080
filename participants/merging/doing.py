"""A merge done, and what it did kept by number so that it can be undone."""

import json
from datetime import date

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from mops.models import User
from mops.saving import explained, save_checked, told_of
from participants.merging.fields import CHOICES, IDENTITY, KEPT, MERGED, Choice
from participants.merging.plan import Group, Plan
from participants.models import Participant, ParticipantMerge, PeselChange

REASON = "połączenie dwóch kart tej samej osoby"
HAS_DEPENDANTS = "Nie da się połączyć: do powtórzonego wpisu „{row}” odwołują się inne wpisy."


def merge(plan: Plan, by: User, choices: dict[str, str]) -> ParticipantMerge:
    """Carry the plan out; both records are locked and read anew by whoever calls."""
    plan.refuse_conflicts()
    kept, merged = plan.kept, plan.merged
    steps = {
        "dropped": [_dropped(needless.row) for needless in plan.needless],
        "moved": {
            _name(group): _moved(group, merged, kept) for group in plan.groups if group.count
        },
        "merged": _stored(IDENTITY, merged),
    }
    steps["kept"] = _choose(kept, merged, choices)
    merged.merged_into, merged.pesel = kept, None
    # First the record that goes, whose number may be the one that stays.
    save_checked(merged)
    save_checked(kept)
    steps["added"] = _note_other_pesel(kept, steps)
    return save_checked(ParticipantMerge(kept=kept, merged=merged, merged_by=by, steps=steps))


def _dropped(row: Model) -> dict:
    """The row as it was; refused if others hang on it."""
    stored = json.loads(serializers.serialize("json", [row]))[0]
    number, _ = row.delete()
    if number != 1:
        raise ValidationError(HAS_DEPENDANTS.format(row=row))
    return stored


def _moved(group: Group, merged: Participant, kept: Participant) -> list[int]:
    column = group.column
    rows = column.model._base_manager.filter(**{column.name: merged.pk})
    numbers = sorted(rows.values_list("pk", flat=True))
    with told_of(group.label), explained(column.model):
        rows.update(**{column.name: kept.pk})
    return numbers


def _name(group: Group) -> str:
    return f"{group.column.model._meta.label}.{group.column.name}"


def _choose(kept: Participant, merged: Participant, choices: dict[str, str]) -> dict[str, list]:
    """Write the chosen values into the record that stays; what became of what."""
    changed = {}
    for choice in CHOICES:
        side = choices.get(choice.key) or choice.sensible(kept, merged)
        if choice is IDENTITY and bool(kept.pesel) != bool(merged.pesel):
            side = KEPT if kept.pesel else MERGED
        if side == KEPT or not choice.differs(kept, merged):
            continue
        before = _stored(choice, kept)
        for name, value in choice.values(merged).items():
            setattr(kept, Participant._meta.get_field(name).attname, value)
        after = _stored(choice, kept)
        changed |= {name: [before[name], after[name]] for name in choice.names}
    return changed


def _stored(choice: Choice, person: Participant) -> dict[str, str | None]:
    """The values as JSON keeps them."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in choice.values(person).items()
    }


def _note_other_pesel(kept: Participant, steps: dict) -> list[list]:
    """Keep the number that was not chosen, so that lists made with it still match."""
    both = {steps["merged"]["pesel"], steps["kept"].get("pesel", [kept.pesel])[0]}
    others = both - {None, kept.pesel}
    return [
        [
            PeselChange._meta.label,
            save_checked(
                PeselChange(
                    participant=kept,
                    old_pesel=number,
                    new_pesel=kept.pesel or "",
                    changed_on=timezone.localdate(),
                    reason=REASON,
                )
            ).pk,
        ]
        for number in sorted(others)
    ]
