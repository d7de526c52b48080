"""What was mended in the program, when the file itself comes back mended."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from programs.intake.reading.cells import column_number

WHO = ("pesel", "full_name", "last_name", "first_name")
"""Cells by which one sees that the row is still the same person's."""


def still_meant(
    corrections: Mapping[str, str],
    before: Sequence[Any],
    now: Sequence[Any],
    columns: Mapping[str, str],
) -> dict[str, str]:
    """The corrections of a row whose cells the file has left alone; where it did not, the file counts."""
    changed = {place for place, pair in enumerate(zip_longest(before, now)) if pair[0] != pair[1]}
    places = {field: column_number(letters) for field, letters in columns.items()}
    if any(places.get(field) in changed for field in WHO):
        return {}
    return {field: text for field, text in corrections.items() if places.get(field) not in changed}
