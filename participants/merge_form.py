"""Which values stay when two records of a person are merged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django import forms

from mops.once import OnceForm
from participants.merging.fields import CHOICES, IDENTITY, KEPT, MERGED, Choice
from participants.models import Participant


@dataclass(frozen=True)
class Row:
    """One field of both records, side by side."""

    choice: Choice
    kept: str
    merged: str
    is_asked: bool
    """The values differ, and either may stay."""
    chosen: str


class MergeForm(OnceForm):
    """A choice for each value that differs; what is filled is offered before what is empty."""

    kept_version = forms.DateTimeField(widget=forms.HiddenInput)
    merged_version = forms.DateTimeField(widget=forms.HiddenInput)

    def __init__(self, *args, kept: Participant, merged: Participant, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kept, self.merged = kept, merged
        self.initial["kept_version"] = kept.updated_at.isoformat()
        self.initial["merged_version"] = merged.updated_at.isoformat()
        for choice in filter(self._is_asked, CHOICES):
            self.fields[choice.key] = forms.ChoiceField(
                label=choice.label,
                choices=[(KEPT, choice.text(kept)), (MERGED, choice.text(merged))],
                initial=choice.sensible(kept, merged),
                widget=forms.RadioSelect,
            )

    def _is_asked(self, choice: Choice) -> bool:
        if not choice.differs(self.kept, self.merged):
            return False
        # Where only one has a number, the number stays.
        return choice is not IDENTITY or bool(self.kept.pesel) == bool(self.merged.pesel)

    def rows(self) -> Iterator[Row]:
        """Everything that the records have, what must be chosen included."""
        for choice in CHOICES:
            is_asked = choice.key in self.fields
            chosen = choice.sensible(self.kept, self.merged)
            if not choice.differs(self.kept, self.merged):
                chosen = KEPT
            elif is_asked:
                chosen = self[choice.key].value()
            texts = choice.text(self.kept), choice.text(self.merged)
            if any(texts):
                yield Row(choice, *texts, is_asked, chosen)

    def unlike(self) -> list[str]:
        """What one person hardly has twice: with it the records are probably of two people."""
        names = {"birth_date": "data urodzenia", "sex": "płeć"}
        kept, merged = self.kept, self.merged
        return [
            word for name, word in names.items() if getattr(kept, name) != getattr(merged, name)
        ]

    @property
    def choices(self) -> dict[str, str]:
        """By the key of the choice, whose value stays."""
        keys = {choice.key for choice in CHOICES}
        return {key: side for key, side in self.cleaned_data.items() if key in keys}

    @property
    def versions(self) -> tuple[datetime, datetime]:
        """Which records she has read."""
        return self.cleaned_data["kept_version"], self.cleaned_data["merged_version"]
