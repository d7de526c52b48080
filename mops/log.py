"""Log records without personal data."""

import logging
import re
import traceback


class WithoutQuery(logging.Filter):
    """Cuts the query off addresses, because people are searched for in it."""

    def filter(self, record):
        record.msg = re.sub(r"\?[^\s\"']*", "?…", record.getMessage())
        record.args = ()
        return True


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
