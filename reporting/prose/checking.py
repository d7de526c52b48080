"""Compares the placeholders of a text with the keys that there are."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from reporting.prose.parsing import Placeholder, parse
from reporting.prose.problems import Problem, ProblemKind, problem
from reporting.prose.values import CONTEXT, Kind

ALIKE = 0.6


def check(source: str, known: Mapping[str, Kind]) -> list[Problem]:
    """All problems of a text in order of place; the keys of year and centre are always known."""
    kinds = {**CONTEXT, **known}
    document = parse(source)
    problems = list(document.problems)
    for placeholder in document.placeholders:
        problems += _key_problems(placeholder, kinds)
    return sorted(problems, key=lambda found: (found.line, found.column))


def nearest_key(key: str, known: Mapping[str, Kind]) -> str | None:
    """The known key most like a mistyped one, or nothing when none is like it."""
    match = process.extractOne(
        key, list(known), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE
    )
    return match[0] if match else None


def _key_problems(placeholder: Placeholder, kinds: Mapping[str, Kind]) -> list[Problem]:
    kind = kinds.get(placeholder.key)
    if kind is None:
        return [_unknown(placeholder, kinds)]
    problems = []
    if placeholder.forms and not kind.is_countable:
        problems.append(_at(ProblemKind.NOT_COUNTABLE, placeholder, named=kind.polish))
    if kind is Kind.BLOCK and not placeholder.alone:
        problems.append(_at(ProblemKind.BLOCK_INLINE, placeholder))
    return problems


def _unknown(placeholder: Placeholder, kinds: Mapping[str, Kind]) -> Problem:
    nearest = nearest_key(placeholder.key, kinds)
    hint = f"Czy chodziło o „{nearest}”?" if nearest else "Wybierz wskaźnik z listy."
    return _at(ProblemKind.UNKNOWN_KEY, placeholder, nearest=nearest, hint=hint)


def _at(kind: ProblemKind, placeholder: Placeholder, **facts) -> Problem:
    place = placeholder.line, placeholder.column
    return problem(kind, *place, placeholder.text, key=placeholder.key, **facts)
