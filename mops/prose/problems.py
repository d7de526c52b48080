"""What can be wrong with a text, told with the place and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SHOWN = 40


class ProblemKind(StrEnum):
    """The kinds of mistakes that a person can make in a placeholder."""

    UNCLOSED = "unclosed"
    STRAY_CLOSE = "stray_close"
    EMPTY = "empty"
    WRONG_FORMS = "wrong_forms"
    EMPTY_FORM = "empty_form"
    UNKNOWN_KEY = "unknown_key"
    NOT_COUNTABLE = "not_countable"
    BLOCK_INLINE = "block_inline"


@dataclass(frozen=True)
class Problem:
    """A mistake in a text: its kind, its place and what to do about it."""

    kind: ProblemKind
    line: int
    column: int
    text: str
    message_pl: str
    nearest: str | None = None


@dataclass(frozen=True)
class Grammar:
    """How a kind of text writes its placeholders: forms of a word after a key, words of refusal."""

    forms: int
    messages: Mapping[ProblemKind, str]


def problem(
    grammar: Grammar,
    kind: ProblemKind,
    line: int,
    column: int,
    text: str,
    nearest: str | None = None,
    **facts,
) -> Problem:
    """A problem with its message in Polish, beginning with the place."""
    message = grammar.messages[kind].format(
        text=_short(text), **{name: _short(fact) for name, fact in facts.items()}
    )
    return Problem(kind, line, column, text, f"Wiersz {line}, znak {column}: {message}", nearest)


def _short(fact) -> str:
    fact = str(fact)
    return fact if len(fact) <= SHOWN * 2 else fact[: SHOWN * 2 - 1] + "…"
