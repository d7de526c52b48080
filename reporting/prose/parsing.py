"""Splits a text into literal words and placeholders, and says where a brace went wrong."""

import re
from dataclasses import dataclass

from reporting.prose.problems import SHOWN, Problem, ProblemKind, problem

FORMS = 3
PIECE = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}|[{}]|[^{}]+")
ESCAPED = {"{{": "{", "}}": "}"}


@dataclass(frozen=True)
class Literal:
    """Words that print as they stand."""

    text: str


@dataclass(frozen=True)
class Placeholder:
    """A key in braces, with three forms of a noun or none, and its place in the text."""

    key: str
    forms: tuple[str, ...]
    text: str
    line: int
    column: int
    alone: bool

    @property
    def indent(self) -> str:
        """The room before a placeholder that stands alone, which keeps it inside a list item."""
        return " " * (self.column - 1) if self.alone else ""

    @property
    def has_forms(self) -> bool:
        """Whether the forms are complete and can be used."""
        return len(self.forms) == FORMS


@dataclass(frozen=True)
class Document:
    """A text taken apart: its tokens in order and the problems of its braces."""

    tokens: tuple[Literal | Placeholder, ...]
    problems: tuple[Problem, ...]

    @property
    def placeholders(self) -> list[Placeholder]:
        """The placeholders in order, repeated ones too."""
        return [token for token in self.tokens if isinstance(token, Placeholder)]


def parse(source: str) -> Document:
    """Take a text apart; whatever is not a placeholder stays literal, so nothing is ever lost."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    tokens, problems = [], []
    for match in PIECE.finditer(source):
        token, found = _token(source, match)
        tokens.append(token)
        problems += found
    return Document(tuple(tokens), tuple(problems))


def keys_used(source: str) -> list[str]:
    """The keys of a text in the order of their first use, each once."""
    return list(dict.fromkeys(placeholder.key for placeholder in parse(source).placeholders))


def _token(source: str, match: re.Match) -> tuple[Literal | Placeholder, list[Problem]]:
    raw = match.group()
    if raw in ESCAPED:
        return Literal(ESCAPED[raw]), []
    if raw == "{":
        rest = _rest_of_line(source, match.start())[:SHOWN]
        return Literal(raw), [problem(ProblemKind.UNCLOSED, *_place(source, match.start()), rest)]
    if raw == "}":
        return Literal(raw), [problem(ProblemKind.STRAY_CLOSE, *_place(source, match.start()), raw)]
    if raw[0] == "{":
        return _placeholder(source, match)
    return Literal(raw), []


def _placeholder(source: str, match: re.Match) -> tuple[Literal | Placeholder, list[Problem]]:
    raw = match.group()
    key, *forms = [part.strip() for part in raw[1:-1].split("|")]
    line, column = _place(source, match.start())
    if not key:
        return Literal(raw), [problem(ProblemKind.EMPTY, line, column, raw)]
    token = Placeholder(key, tuple(forms), raw, line, column, _is_alone(source, match))
    return token, _form_problems(token)


def _form_problems(token: Placeholder) -> list[Problem]:
    if token.forms and not token.has_forms:
        return [_at(ProblemKind.WRONG_FORMS, token, count=len(token.forms))]
    if not all(token.forms):
        return [_at(ProblemKind.EMPTY_FORM, token)]
    return []


def _at(kind: ProblemKind, token: Placeholder, **facts) -> Problem:
    return problem(kind, token.line, token.column, token.text, key=token.key, **facts)


def _place(source: str, offset: int) -> tuple[int, int]:
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def _is_alone(source: str, match: re.Match) -> bool:
    before = source[source.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not before.strip() and not _rest_of_line(source, match.end()).strip()


def _rest_of_line(source: str, offset: int) -> str:
    end = source.find("\n", offset)
    return source[offset:] if end < 0 else source[offset:end]
