"""Light markup: paragraphs, lists, bold and italic, to clean HTML or to plain text."""

import re
from html.parser import HTMLParser

import nh3
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("zero", {"html": False}).enable(["list", "emphasis", "escape"])
TAGS = {"p", "ul", "ol", "li", "strong", "em", "br"}
ATTRIBUTES = {"ol": {"start"}}
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]"
)
SPECIAL = re.compile(r"([\\*_+\-.)])")


def strip_forbidden(text: str) -> str:
    """The text without control, surrogate and private-use characters, which no person types."""
    return FORBIDDEN.sub("", text)


def to_html(markdown: str) -> str:
    """Markdown as HTML of a few harmless tags; everything else stays visible text."""
    html = nh3.clean(MARKDOWN.render(markdown), tags=TAGS, attributes=ATTRIBUTES)
    return html.replace("&nbsp;", "\u00a0").strip()


def escape_literal(text: str) -> str:
    """A source that prints exactly this one line: braces doubled, markup switched off."""
    return SPECIAL.sub(r"\\\1", text).replace("{", "{{").replace("}", "}}")


def to_text(html: str) -> str:
    """The words of rendered HTML with a line for every paragraph and list item."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.pieces)).strip()


class _TextReader(HTMLParser):
    """Collects the words of our own HTML; list items get a dash or their number."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces = []
        self.lists = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in ("ul", "ol"):
            self._open_list(tag, attributes)
        elif tag == "li":
            self.pieces.append("\n" + self._bullet())
        elif tag == "p" and not self._is_after_bullet():
            self.pieces.append("\n\n")

    def handle_endtag(self, tag):
        if tag in ("ul", "ol"):
            self.lists.pop()
            self.pieces.append("\n\n")
        elif tag == "br":
            self.pieces.append("\n")

    def handle_data(self, data):
        if data.strip("\n"):
            self.pieces.append(data)

    def _open_list(self, tag, attributes):
        numbered = tag == "ol" and "class" not in attributes
        self.lists.append([tag, int(attributes.get("start", 1)) if numbered else None])
        self.pieces.append("\n\n" if len(self.lists) == 1 else "")

    def _bullet(self):
        tag, following = self.lists[-1]
        if following is None:
            return "– " if tag == "ul" else ""
        self.lists[-1][1] += 1
        return f"{following}. "

    def _is_after_bullet(self):
        return (
            bool(self.lists)
            and bool(self.pieces)
            and self.pieces[-1].startswith("\n")
            and self.pieces[-1] != "\n\n"
        )
