"""A document's text as it stands: the administrator's, or the default one of the repository."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.utils.safestring import SafeString

from programs.documents import wording
from programs.documents.kinds import Kind

FOLDER = Path(__file__).resolve().parent / "defaults"
FENCE = "+++\n"
PARTS = ("heading", "body", "footer", "signers")
"""The parts of a text in which fields may stand."""


@dataclass(frozen=True)
class Text:
    """The words of a document: heading, body, what stands below it, a signer a line."""

    heading: str
    body: str
    footer: str = ""
    signers: str = ""
    is_dated: bool = True


@dataclass(frozen=True)
class Letter:
    """A text with the values of one person or list, ready for print."""

    text: Text
    values: Mapping[str, str]
    sex: str = ""
    omits_gaps: bool = False
    """Whether a paragraph about which nothing is known is left out, not left to be filled in."""
    dated: str = ""
    """Place and day, where the text wants them."""
    facts: tuple[tuple[str, str], ...] = ()

    @cached_property
    def heading(self) -> str:
        return wording.plain(self.text.heading, self.values, self.sex)

    @cached_property
    def body(self) -> SafeString:
        return self._html(self.text.body)

    @cached_property
    def footer(self) -> SafeString:
        return self._html(self.text.footer)

    @cached_property
    def signers(self) -> list[str]:
        lines = filter(str.strip, self.text.signers.splitlines())
        return [wording.plain(line, self.values, self.sex) for line in lines]

    def _html(self, source: str) -> SafeString:
        if self.omits_gaps:
            source = wording.without_gaps(source, self.values)
        return wording.render(source, self.values, self.sex)


def default_text(kind: Kind) -> Text:
    """The text with which a new centre starts."""
    content = (FOLDER / f"{kind}.md").read_text(encoding="utf-8")
    _, facts, body = content.split(FENCE, 2)
    return Text(body=body.strip(), **tomllib.loads(facts))
