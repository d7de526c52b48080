"""Puts values into a text: marks stand for them in the markup and give way to escaped HTML."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from mops.prose.markup import strip_forbidden, to_html
from mops.prose.parsing import Literal, Placeholder
from mops.typography import print_spaces

OPEN, CLOSE = "\ue000", "\ue001"
PRIVATE_DIGITS = str.maketrans("0123456789", "".join(chr(0xE010 + digit) for digit in range(10)))
SLOT = re.compile("(<p>)?\ue000([\ue010-\ue019]+)\ue001(?(1)(</p>)?)")


@dataclass(frozen=True)
class Slot:
    """The HTML that stands in for a placeholder: within a line, and in a paragraph of its own."""

    inline: str
    block: str | None = None
    ends_with_dot: bool = False


def fill(
    tokens: Iterable[Literal | Placeholder], slot_of: Callable[[Placeholder], Slot]
) -> SafeString:
    """The text as clean HTML, each placeholder replaced by the HTML that is made for it."""
    slots = _Slots(slot_of)
    markdown = print_spaces(slots.fold(tokens), digits=rf"\d{CLOSE}")
    return mark_safe(slots.unfold(to_html(markdown)))  # noqa: S308 sanitised, values escaped


def printed(text: str) -> str:
    """A value as it may stand in HTML: escaped, with no-break spaces where print wants them."""
    return str(escape(print_spaces(strip_forbidden(text))))


@dataclass
class _Slots:
    """Remembers the HTML of every placeholder while the markup is being made around it."""

    slot_of: Callable[[Placeholder], Slot]
    slots: list[Slot] = field(default_factory=list)

    def fold(self, tokens) -> str:
        """The text with a private mark for every placeholder."""
        pieces, after_dot = [], False
        for token in tokens:
            if isinstance(token, Literal):
                pieces.append(_literal(token.text, after_dot))
                after_dot = False
            else:
                pieces.append(self._add(token))
                after_dot = self.slots[-1].ends_with_dot
        return "".join(pieces)

    def unfold(self, html: str) -> str:
        """The HTML with every private mark replaced by what it stands for."""
        return SLOT.sub(self._replacement, html)

    def _add(self, token: Placeholder) -> str:
        slot = self.slot_of(token)
        name = OPEN + str(len(self.slots)).translate(PRIVATE_DIGITS) + CLOSE
        self.slots.append(slot)
        return f"\n\n{token.indent}{name}\n\n" if slot.block else name

    def _replacement(self, match: re.Match) -> str:
        slot = self.slots[_index(match.group(2))]
        if slot.block and match.group(1) and match.group(3):
            return slot.block
        return (match.group(1) or "") + slot.inline + (match.group(3) or "")


def _literal(text: str, after_dot: bool) -> str:
    """The words themselves; a full stop after „r.” is not printed twice."""
    if after_dot and text.startswith(".") and not text.startswith(".."):
        text = text[1:]
    return strip_forbidden(text)


def _index(digits: str) -> int:
    return int("".join(str(ord(digit) - 0xE010) for digit in digits))
