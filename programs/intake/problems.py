"""What is wrong with a cell or a row, for programs and for people."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """Errors must be mended before the row can be taken in; warnings should be looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, or done to the value without being asked."""

    level: Level
    code: str
    message: str
    proposal: Any = None
    """What the value should perhaps be; none if that cannot be known."""
    field: str = ""
    address: str = ""
    """Where in the file, for instance D17; empty if the row as a whole is meant."""

    def at(self, field: str, address: str) -> "Problem":
        """The same problem with its place."""
        return replace(self, field=field, address=address)


def error(code: str, message: str, proposal: Any = None) -> Problem:
    """Something that has to be mended."""
    return Problem(Level.ERROR, code, message, proposal)


def warning(code: str, message: str, proposal: Any = None) -> Problem:
    """Something to look at."""
    return Problem(Level.WARNING, code, message, proposal)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a cell means; the value is none if it is empty or cannot be read."""

    value: Any = None
    problems: tuple[Problem, ...] = ()


NOTHING = Parsed()
