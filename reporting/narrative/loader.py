"""Reads the default texts of the report: a Markdown file a section, its facts above the text."""

import tomllib
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FENCE = "+++\n"


@dataclass(frozen=True)
class DefaultSection:
    """One section of the report as a new centre finds it; its number is e.g. 1.2 or 5."""

    direction: int
    direction_title: str
    task: str
    number: str
    heading: str
    order: int
    text: str
    not_carried_out: bool = False
    reason: str = ""


@dataclass(frozen=True)
class DefaultDirection:
    """One row of the report: a direction of action, its task and the sections that tell of it."""

    number: int
    title: str
    task: str
    sections: tuple[DefaultSection, ...]


def default_sections() -> list[DefaultSection]:
    """All default sections in the order of the report."""
    sections = [_read(path) for path in FOLDER.glob("*.md")]
    return sorted(sections, key=lambda section: section.order)


def default_directions() -> list[DefaultDirection]:
    """The rows of the report in order, each with its sections."""
    rows = groupby(default_sections(), key=lambda s: (s.direction, s.direction_title, s.task))
    return [DefaultDirection(*row, sections=tuple(sections)) for row, sections in rows]


def _read(path: Path) -> DefaultSection:
    before, facts, text = path.read_text(encoding="utf-8").split(FENCE, 2)
    if before:
        raise ValueError(f"{path.name}: the facts must stand first, between lines of +++.")
    return DefaultSection(**tomllib.loads(facts), text=text.strip())
