"""Splits a text into literal words and placeholders, and says where a brace went wrong."""

import re
from dataclasses import dataclass

from mops.prose.problems import SHOWN, Grammar, Problem, ProblemKind, problem

PIECE = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}|[{}]|[^{}]+")
ESCAPED = {"{{": "{", "}}": "}"}


@dataclass(frozen=True)
class Literal:
    """Words that print as they stand."""

    text: str


@dataclass(frozen=True)
class Placeholder:
    """A key in braces, with forms of a word or none, and its place in the text."""

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


@dataclass(frozen=True)
class Document:
    """A text taken apart: its tokens in order and the problems of its braces."""

    tokens: tuple[Literal | Placeholder, ...]
    problems: tuple[Problem, ...]

    @property
    def placeholders(self) -> list[Placeholder]:
        """The placeholders in order, repeated ones too."""
        return [token for token in self.tokens if isinstance(token, Placeholder)]

    @property
    def keys(self) -> list[str]:
        """The keys in the order of their first use, each once."""
        return list(dict.fromkeys(placeholder.key for placeholder in self.placeholders))


def parse(source: str, grammar: Grammar) -> Document:
    """Take a text apart; whatever is not a placeholder stays literal, so nothing is ever lost."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    tokens, problems = [], []
    for match in PIECE.finditer(source):
        token, found = _token(source, match, grammar)
        tokens.append(token)
        problems += found
    return Document(tuple(tokens), tuple(problems))


def _token(
    source: str, match: re.Match, grammar: Grammar
) -> tuple[Literal | Placeholder, list[Problem]]:
    raw = match.group()
    if raw in ESCAPED:
        return Literal(ESCAPED[raw]), []
    if raw == "{":
        rest = _rest_of_line(source, match.start())[:SHOWN]
        return Literal(raw), [
            problem(grammar, ProblemKind.UNCLOSED, *_place(source, match.start()), rest)
        ]
    if raw == "}":
        return Literal(raw), [
            problem(grammar, ProblemKind.STRAY_CLOSE, *_place(source, match.start()), raw)
        ]
    if raw[0] == "{":
        return _placeholder(source, match, grammar)
    return Literal(raw), []


def _placeholder(
    source: str, match: re.Match, grammar: Grammar
) -> tuple[Literal | Placeholder, list[Problem]]:
    raw = match.group()
    key, *forms = [part.strip() for part in raw[1:-1].split("|")]
    line, column = _place(source, match.start())
    if not key:
        return Literal(raw), [problem(grammar, ProblemKind.EMPTY, line, column, raw)]
    token = Placeholder(key, tuple(forms), raw, line, column, _is_alone(source, match))
    return token, _form_problems(token, grammar)


def _form_problems(token: Placeholder, grammar: Grammar) -> list[Problem]:
    if token.forms and len(token.forms) != grammar.forms:
        return [at(grammar, ProblemKind.WRONG_FORMS, token, count=len(token.forms))]
    if not all(token.forms):
        return [at(grammar, ProblemKind.EMPTY_FORM, token)]
    return []


def at(grammar: Grammar, kind: ProblemKind, token: Placeholder, **facts) -> Problem:
    """A problem with a placeholder, at its place."""
    place = token.line, token.column
    return problem(grammar, kind, *place, token.text, key=token.key, **facts)


def _place(source: str, offset: int) -> tuple[int, int]:
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def _is_alone(source: str, match: re.Match) -> bool:
    before = source[source.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not before.strip() and not _rest_of_line(source, match.end()).strip()


def _rest_of_line(source: str, offset: int) -> str:
    end = source.find("\n", offset)
    return source[offset:] if end < 0 else source[offset:end]
