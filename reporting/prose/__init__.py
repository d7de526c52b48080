"""The prose of a report: text with light markup and placeholders that print figures."""

from mops.prose import (
    Document,
    Literal,
    Placeholder,
    Problem,
    ProblemKind,
    escape_literal,
    nearest_key,
)
from reporting.prose.checking import check, keys_used, parse
from reporting.prose.rendering import plain, render, span
from reporting.prose.values import CONTEXT, Kind, Printed, is_context

__all__ = [
    "CONTEXT",
    "Document",
    "Kind",
    "Literal",
    "Placeholder",
    "Printed",
    "Problem",
    "ProblemKind",
    "check",
    "escape_literal",
    "is_context",
    "keys_used",
    "nearest_key",
    "parse",
    "plain",
    "render",
    "span",
]
