"""The default texts of the report."""

from reporting.narrative.loader import (
    DefaultDirection,
    DefaultSection,
    default_directions,
    default_sections,
)

__all__ = ["DefaultDirection", "DefaultSection", "default_directions", "default_sections"]
