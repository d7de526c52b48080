"""Compares the placeholders of a text with the keys that there are."""

from collections.abc import Mapping

from mops.prose import Document, Placeholder, Problem, ProblemKind, at, nearest_key
from mops.prose import parse as parse_by
from reporting.prose.grammar import FIGURES
from reporting.prose.values import CONTEXT, Kind


def parse(source: str) -> Document:
    """A text of the report taken apart."""
    return parse_by(source, FIGURES)


def keys_used(source: str) -> list[str]:
    """The keys of a text in the order of their first use, each once."""
    return parse(source).keys


def check(source: str, known: Mapping[str, Kind]) -> list[Problem]:
    """All problems of a text in order of place; the keys of year and centre are always known."""
    kinds = {**CONTEXT, **known}
    document = parse(source)
    problems = list(document.problems)
    for placeholder in document.placeholders:
        problems += _key_problems(placeholder, kinds)
    return sorted(problems, key=lambda found: (found.line, found.column))


def _key_problems(placeholder: Placeholder, kinds: Mapping[str, Kind]) -> list[Problem]:
    kind = kinds.get(placeholder.key)
    if kind is None:
        return [_unknown(placeholder, kinds)]
    problems = []
    if placeholder.forms and not kind.is_countable:
        problems.append(at(FIGURES, ProblemKind.NOT_COUNTABLE, placeholder, named=kind.polish))
    if kind is Kind.BLOCK and not placeholder.alone:
        problems.append(at(FIGURES, ProblemKind.BLOCK_INLINE, placeholder))
    return problems


def _unknown(placeholder: Placeholder, kinds: Mapping[str, Kind]) -> Problem:
    nearest = nearest_key(placeholder.key, kinds)
    hint = f"Czy chodziło o „{nearest}”?" if nearest else "Wybierz wskaźnik z listy."
    return at(FIGURES, ProblemKind.UNKNOWN_KEY, placeholder, nearest=nearest, hint=hint)
