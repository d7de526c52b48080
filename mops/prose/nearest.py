from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

ALIKE = 0.6


def nearest_key(key: str, known: Iterable[str]) -> str | None:
    """The known key most like a mistyped one, or nothing when none is like it."""
    match = process.extractOne(
        key, list(known), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE
    )
    return match[0] if match else None
