"""Placeholders of the report: a figure's key, after it three forms of a noun or none."""

from mops.prose import Grammar, ProblemKind

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

FIGURES = Grammar(forms=3, messages=MESSAGES)
