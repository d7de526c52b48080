"""The year argument of the commands: checked before anything is opened or written."""

from argparse import ArgumentTypeError

from programs.period import FIRST_YEAR, LAST_YEAR


def year(text: str) -> int:
    """A year in which a report can have been written; anything else is refused in plain words."""
    if not text.isascii() or not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise ArgumentTypeError(f"{text!r} is not a year between {FIRST_YEAR} and {LAST_YEAR}")
    return int(text)
