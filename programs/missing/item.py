"""One thing that still has to be entered, and how it reads."""

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, auto

from mops.models import User
from programs.models import Edition


class Kind(IntEnum):
    """What may be missing, the most urgent first."""

    RESULTS = auto()
    HOURS = auto()
    AGREEMENT = auto()
    SUPERVISION = auto()
    DECISIONS = auto()
    CONTRACTS = auto()
    CERTIFICATES = auto()
    SHEETS_BEFORE = auto()
    SHEETS_AFTER = auto()
    PROFILES = auto()
    FOLLOW_UPS = auto()
    NO_AGREEMENT = auto()


@dataclass(frozen=True)
class Item:
    """Something missing: what and since when, with the form in which it is entered."""

    kind: Kind
    edition: Edition | None
    """None for what concerns a person rather than an edition."""
    due_on: date
    text: str
    verb: str
    """What the link to the form says."""
    url: str
    """Empty for whom the form is closed to."""
    needs: str
    """The permission without which the form is closed."""
    count: int = 1

    def as_seen_by(self, user: User) -> "Item":
        """Without the address of a form that is closed to the account."""
        return self if user.has_perm(self.needs) else replace(self, url="")

    @property
    def caseworker(self) -> str:
        """Who leads the edition; empty if nobody."""
        return str(self.edition.caseworker or "") if self.edition else ""

    @property
    def is_overdue(self) -> bool:
        """It keeps others waiting or has a legal side, unlike what may be asked for later."""
        return self.kind in (Kind.RESULTS, Kind.HOURS, Kind.AGREEMENT, Kind.SUPERVISION)

    @property
    def urgency(self) -> tuple:
        """Sorts the most urgent first, and what waits longest before what came lately."""
        return self.kind, self.due_on
