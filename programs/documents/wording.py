"""A document's text: what its braces may hold, and how they print."""

import re
from collections.abc import Mapping

from django.utils.safestring import SafeString

from mops.prose import (
    Document,
    Grammar,
    Placeholder,
    Problem,
    ProblemKind,
    Slot,
    at,
    fill,
    nearest_key,
    parse,
    printed,
    to_text,
)
from programs.documents.fields import FIELDS, SEX
from programs.documents.kinds import Kind

WOMAN = "F"
TO_FILL_IN = "…" * 12
"""Stands where the records know nothing: a line to write on by hand."""

LONG = 40
"""From so many letters a line of its own is set smaller."""

DOCUMENTS = Grammar(
    forms=2,
    messages={
        ProblemKind.UNCLOSED: (
            "nawias „{{” nie ma pary w tym samym wierszu. Dopisz „}}” po nazwie pola,"
            " a zwykły nawias klamrowy wpisz podwójnie: „{{{{”."
        ),
        ProblemKind.STRAY_CLOSE: (
            "nawias „}}” nie ma pary. Usuń go albo dopisz „{{” przed nazwą pola,"
            " a zwykły nawias klamrowy wpisz podwójnie: „}}}}”."
        ),
        ProblemKind.EMPTY: (
            "w nawiasach „{text}” nie ma nazwy pola. Wybierz pole z listy albo usuń nawiasy."
        ),
        ProblemKind.WRONG_FORMS: (
            "po polu „{key}” potrzeba dwóch słów, a podano: {count}."
            " Wpisz słowo dla mężczyzny i słowo dla kobiety, np. {{płeć|urodzony|urodzona}}."
        ),
        ProblemKind.EMPTY_FORM: (
            "jedno ze słów po polu „{key}” jest puste. Wpisz oba, np. {{płeć|Pan|Pani}}."
        ),
        ProblemKind.UNKNOWN_KEY: "nie ma pola „{key}”. {hint}",
        ProblemKind.NOT_COUNTABLE: (
            "po polu „{key}” nie podaje się słów do wyboru. Wpisz samo {{{key}}}."
        ),
    },
)


def parsed(source: str) -> Document:
    """The text taken apart."""
    return parse(source, DOCUMENTS)


def check(source: str, kind: Kind) -> list[Problem]:
    """What is wrong with the braces of a document's text, in order of place."""
    known = [field.key for field in FIELDS[kind]]
    document = parsed(source)
    problems = list(document.problems)
    for placeholder in document.placeholders:
        problems += _problems_of(placeholder, known)
    return sorted(problems, key=lambda found: (found.line, found.column))


def _problems_of(placeholder: Placeholder, known: list[str]) -> list[Problem]:
    if placeholder.key not in known:
        nearest = nearest_key(placeholder.key, known)
        hint = f"Czy chodziło o „{nearest}”?" if nearest else "Wybierz pole z listy."
        return [_at(ProblemKind.UNKNOWN_KEY, placeholder, nearest=nearest, hint=hint)]
    if placeholder.key == SEX and not placeholder.forms:
        return [_at(ProblemKind.WRONG_FORMS, placeholder, count=0)]
    if placeholder.key != SEX and placeholder.forms:
        return [_at(ProblemKind.NOT_COUNTABLE, placeholder)]
    return []


def _at(kind: ProblemKind, placeholder: Placeholder, **facts) -> Problem:
    return at(DOCUMENTS, kind, placeholder, **facts)


def render(source: str, values: Mapping[str, str], sex: str = "") -> SafeString:
    """The text as clean HTML; a field alone in its line becomes a line set large."""
    return fill(parsed(source).tokens, lambda token: _slot(token, values, sex))


def plain(source: str, values: Mapping[str, str], sex: str = "") -> str:
    """The text without markup, for a line of its own."""
    return to_text(render(source, values, sex))


def lacking(source: str, values: Mapping[str, str]) -> list[str]:
    """Fields that the text asks for and the records do not know."""
    return [key for key in parsed(source).keys if key != SEX and not values.get(key)]


def without_gaps(source: str, values: Mapping[str, str]) -> str:
    """The text without the paragraphs in which a field would print nothing."""
    paragraphs = re.split(r"\n\s*\n", source.replace("\r\n", "\n"))
    return "\n\n".join(part for part in paragraphs if not lacking(part, values))


def _slot(token: Placeholder, values: Mapping[str, str], sex: str) -> Slot:
    text = _words(token, values, sex)
    if not text:
        return Slot(f'<span class="to-fill-in">{TO_FILL_IN}</span>')
    html = printed(text)
    size = " display-long" if len(text) > LONG else ""
    block = f'<p class="display display-{_place(token)}{size}">{html}</p>' if token.alone else None
    return Slot(html, block, text.endswith("."))


def _place(token: Placeholder) -> str:
    return "name" if token.key == "uczestnik" else "title"


def _words(token: Placeholder, values: Mapping[str, str], sex: str) -> str:
    if token.key == SEX and len(token.forms) == DOCUMENTS.forms:
        man, woman = token.forms
        return woman if sex == WOMAN else man
    return values.get(token.key, "")
