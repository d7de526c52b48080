"""Puts the report's figures into a text."""

from collections.abc import Callable, Mapping

from django.utils.safestring import SafeString

from mops.prose import Placeholder, Slot, fill, to_text
from mops.prose import printed as html
from mops.typography import NBSP, join_list, plural
from reporting.prose.checking import parse
from reporting.prose.grammar import FIGURES
from reporting.prose.values import Printed, is_context

Mark = Callable[[Printed, str], str]


def span(printed: Printed, text: str) -> str:
    """The default mark: a figure in a span, not yet a link to anything."""
    return f'<span class="figure">{text}</span>'


def render(source: str, values: Mapping[str, Printed], mark: Mark = span) -> SafeString:
    """The text as safe HTML; an unknown key or a broken brace stays visible and never raises."""
    return fill(parse(source).tokens, lambda token: _slot(token, values.get(token.key), mark))


def plain(source: str, values: Mapping[str, Printed]) -> str:
    """The text without markup, as for a search or a comparison."""
    return to_text(render(source, values, mark=lambda printed, text: text))


def _slot(token: Placeholder, printed: Printed | None, mark: Mark) -> Slot:
    if printed is None:
        return Slot(_unknown(token.key))
    text = join_list(printed.lines) if printed.lines else printed.text
    noun = _noun(token, printed)
    block = _block(printed, mark) if token.alone and printed.lines else None
    return Slot(_together(_marked(printed, text, mark), noun), block, (noun or text).endswith("."))


def _block(printed: Printed, mark: Mark) -> str:
    items = "".join(f"<li>{_marked(printed, line, mark)}</li>" for line in printed.lines)
    if printed.ordered:
        return f'<ol class="listing listing-numbered">{items}</ol>'
    return f'<ul class="listing">{items}</ul>'


def _marked(printed: Printed, text: str, mark: Mark) -> str:
    text = html(text)
    return text if is_context(printed.key) else mark(printed, text)


def _noun(token: Placeholder, printed: Printed) -> str:
    if printed.missing or len(token.forms) != FIGURES.forms:
        return ""
    return plural(printed.number, *token.forms)


def _together(marked: str, noun: str) -> str:
    """The number and the first word after it on one line; browsers break before a no-break space."""
    if not noun:
        return marked
    first, space, rest = html(noun).partition(" ")
    return f'<span class="nowrap">{marked}{NBSP}{first}</span>{space}{rest}'


def _unknown(key: str) -> str:
    return f'<span class="figure-unknown">[nieznany wskaźnik: {html(key)}]</span>'
