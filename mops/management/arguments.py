"""What is wrong with the arguments of a command, in plain Polish instead of argparse's English."""

import re
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterable

from django.core.management.base import DjangoHelpFormatter

SENTENCES = (
    (r"the following arguments are required: (.+)", "Brakuje: {0}."),
    (r"argument (\S+): invalid (?:int|float) value: '(.*)'", "Po {0} podaj liczbę, a nie „{1}”."),
    (r"argument (\S+): expected one argument", "Po {0} podaj wartość."),
    (r"argument (\S+): ignored explicit argument '(.*)'", "Po {0} nie podawaj wartości „{1}”."),
    (r"unrecognized arguments: (.+)", "Tego polecenie nie zna: {0}."),
    (r"ambiguous option: (\S+) could match (.+)", "Opcja {0} może znaczyć: {1}. Podaj całą nazwę."),
    (r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)", "Po {0} podaj jedno z: {2}."),
)
UNKNOWN = "Argumenty polecenia są błędne."


HEADINGS = {"positional arguments": "argumenty", "options": "opcje"}
HELP = {"--help": "pokaż tę pomoc", "--skip-checks": SUPPRESS}
"""What Django's own options say; what only developers use is left out."""


class PolishFormatter(DjangoHelpFormatter):
    """Help in Polish to its headings and its first word."""

    def add_usage(self, usage, actions, groups, prefix=None):
        """As always, with a Polish word before it."""
        super().add_usage(usage, _in_polish(actions), groups, prefix or "użycie: ")

    def start_section(self, heading):
        """As always, under a Polish heading."""
        super().start_section(HEADINGS.get(heading, heading))


def _in_polish(actions: Iterable[Action]) -> Iterable[Action]:
    for one in actions:
        for option in HELP.keys() & set(one.option_strings):
            one.help = HELP[option]
    return actions


def told(message: str, parser: ArgumentParser) -> str:
    """The sentence for what argparse says, and where the arguments are told of."""
    where = f"Co podać, powie: {parser.prog} --help"
    for pattern, sentence in SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return f"{sentence.format(*found.groups())} {where}"
    return f"{UNKNOWN} {where}"
