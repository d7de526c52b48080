"""What can be wrong with a text, told with the place and what to do about it."""

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


MESSAGES = {
    ProblemKind.UNCLOSED: (
        "nawias „{{” nie ma pary w tym samym wierszu. Dopisz „}}” po nazwie wskaźnika,"
        " a zwykły nawias klamrowy wpisz podwójnie: „{{{{”."
    ),
    ProblemKind.STRAY_CLOSE: (
        "nawias „}}” nie ma pary. Usuń go albo dopisz „{{” przed nazwą wskaźnika,"
        " a zwykły nawias klamrowy wpisz podwójnie: „}}}}”."
    ),
    ProblemKind.EMPTY: (
        "w nawiasach „{text}” nie ma nazwy wskaźnika. Wybierz wskaźnik z listy albo usuń nawiasy."
    ),
    ProblemKind.WRONG_FORMS: (
        "po wskaźniku „{key}” potrzeba trzech form odmiany, a podano: {count}."
        " Wpisz je po kolei dla 1, 2 i 5, np. {{{key}|osoba|osoby|osób}}, albo usuń wszystkie."
    ),
    ProblemKind.EMPTY_FORM: (
        "jedna z form odmiany po wskaźniku „{key}” jest pusta."
        " Wpisz wszystkie trzy, np. {{{key}|osoba|osoby|osób}}, albo usuń wszystkie."
    ),
    ProblemKind.UNKNOWN_KEY: "nie ma wskaźnika „{key}”. {hint}",
    ProblemKind.NOT_COUNTABLE: (
        "wskaźnik „{key}” jest {named}, więc nie można po nim podać form odmiany."
        " Wpisz samo {{{key}}}."
    ),
    ProblemKind.BLOCK_INLINE: (
        "lista „{key}” musi stać sama w wierszu."
        " Przenieś {{{key}}} do osobnego wiersza, bez innych słów i kropki."
    ),
}


@dataclass(frozen=True)
class Problem:
    """A mistake in a text: its kind, its place and what to do about it."""

    kind: ProblemKind
    line: int
    column: int
    text: str
    message_pl: str
    nearest: str | None = None


def problem(
    kind: ProblemKind, line: int, column: int, text: str, nearest: str | None = None, **facts
) -> Problem:
    """A problem with its message in Polish, beginning with the place."""
    message = MESSAGES[kind].format(
        text=_short(text), **{name: _short(fact) for name, fact in facts.items()}
    )
    return Problem(kind, line, column, text, f"Wiersz {line}, znak {column}: {message}", nearest)


def _short(fact) -> str:
    fact = str(fact)
    return fact if len(fact) <= SHOWN * 2 else fact[: SHOWN * 2 - 1] + "…"
