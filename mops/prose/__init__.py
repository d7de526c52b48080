"""Prose that staff edit: light markup with placeholders in braces, which print values."""

from mops.prose.markup import escape_literal, to_text
from mops.prose.nearest import nearest_key
from mops.prose.parsing import Document, Literal, Placeholder, at, parse
from mops.prose.problems import Grammar, Problem, ProblemKind
from mops.prose.slots import Slot, fill, printed

__all__ = [
    "Document",
    "Grammar",
    "Literal",
    "Placeholder",
    "Problem",
    "ProblemKind",
    "Slot",
    "at",
    "escape_literal",
    "fill",
    "nearest_key",
    "parse",
    "printed",
    "to_text",
]
