"""Log records without personal data."""

import logging
import re
import traceback


class WithoutQuery(logging.Filter):
    """Cuts the query off addresses, because people are searched for in it."""

    def filter(self, record):
        record.msg = _nameless(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_nameless(value) for value in record.args)
        record.msg = re.sub(r"\?[^\s\"']*", "?…", record.getMessage())
        record.args = ()
        return True


def _nameless(value):
    """An error given in place of a message by its kind: its words may quote a row of the database."""
    return type(value).__name__ if isinstance(value, BaseException) else value


class WithoutValues(logging.Formatter):
    """Prints where an error arose and of which kind, but not its words: they may quote a person."""

    def formatException(self, exc_info):  # noqa: N802 - the name is that of the base class
        lines = []
        error = exc_info[1]
        while error is not None:
            lines += [f"{type(error).__module__}.{type(error).__qualname__}\n"]
            lines += traceback.format_tb(error.__traceback__)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip()
