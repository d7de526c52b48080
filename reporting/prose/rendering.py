"""Puts values into a text: marks stand for them in the markup and give way to escaped HTML."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from mops.typography import NBSP, join_list, plural, print_spaces
from reporting.prose.markup import strip_forbidden, to_html, to_text
from reporting.prose.parsing import Literal, Placeholder, parse
from reporting.prose.values import Printed, is_context

Mark = Callable[[Printed, str], str]

OPEN, CLOSE = "\ue000", "\ue001"
PRIVATE_DIGITS = str.maketrans("0123456789", "".join(chr(0xE010 + digit) for digit in range(10)))
SLOT = re.compile("(<p>)?\ue000([\ue010-\ue019]+)\ue001(?(1)(</p>)?)")


def span(printed: Printed, text: str) -> str:
    """The default mark: a figure in a span, not yet a link to anything."""
    return f'<span class="figure">{text}</span>'


def render(source: str, values: Mapping[str, Printed], mark: Mark = span) -> SafeString:
    """The text as safe HTML; an unknown key or a broken brace stays visible and never raises."""
    slots = _Slots(values, mark)
    markdown = print_spaces(slots.fold(parse(source).tokens), digits=rf"\d{CLOSE}")
    return mark_safe(slots.unfold(to_html(markdown)))  # noqa: S308 sanitised, values escaped


def plain(source: str, values: Mapping[str, Printed]) -> str:
    """The text without markup, as for a search or a comparison."""
    return to_text(render(source, values, mark=lambda printed, text: text))


@dataclass(frozen=True)
class _Slot:
    """What stands in for a placeholder: within a line, and as a list of its own."""

    inline: str
    block: str | None
    ends_with_dot: bool


@dataclass
class _Slots:
    """Remembers the HTML of every placeholder while the markup is being made around it."""

    values: Mapping[str, Printed]
    mark: Mark
    slots: list[_Slot] = field(default_factory=list)

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
        slot = self._slot(token)
        name = OPEN + str(len(self.slots)).translate(PRIVATE_DIGITS) + CLOSE
        self.slots.append(slot)
        return f"\n\n{token.indent}{name}\n\n" if slot.block else name

    def _slot(self, token: Placeholder) -> _Slot:
        printed = self.values.get(token.key)
        if printed is None:
            return _Slot(_unknown(token.key), None, False)
        text = join_list(printed.lines) if printed.lines else printed.text
        noun = _noun(token, printed)
        block = self._block(printed) if token.alone and printed.lines else None
        inline = _together(self._marked(printed, text), noun)
        return _Slot(inline, block, (noun or text).endswith("."))

    def _block(self, printed: Printed) -> str:
        items = "".join(f"<li>{self._marked(printed, line)}</li>" for line in printed.lines)
        if printed.ordered:
            return f'<ol class="listing listing-numbered">{items}</ol>'
        return f'<ul class="listing">{items}</ul>'

    def _marked(self, printed: Printed, text: str) -> str:
        text = _html(text)
        return text if is_context(printed.key) else self.mark(printed, text)

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


def _noun(token: Placeholder, printed: Printed) -> str:
    if printed.missing or not token.has_forms:
        return ""
    return plural(printed.number, *token.forms)


def _together(marked: str, noun: str) -> str:
    """The number and the first word after it on one line; browsers break before a no-break space."""
    if not noun:
        return marked
    first, space, rest = _html(noun).partition(" ")
    return f'<span class="nowrap">{marked}{NBSP}{first}</span>{space}{rest}'


def _unknown(key: str) -> str:
    return f'<span class="figure-unknown">[nieznany wskaźnik: {_html(key)}]</span>'


def _html(text: str) -> str:
    return str(escape(print_spaces(strip_forbidden(text))))


def _index(digits: str) -> int:
    return int("".join(str(ord(digit) - 0xE010) for digit in digits))
