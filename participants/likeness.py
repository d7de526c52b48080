"""Which people may be one and the same, before a second record of a person is made."""

from collections.abc import Iterator
from datetime import date

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from participants.names import words_of

SIMILAR = 0.45
"""Share of common trigrams: two letters swapped in a short surname pass, twins' names do not."""


def slips_of(day: date) -> set[date]:
    """The dates that one mistyped digit, or day and month swapped, make of a date."""
    digits = f"{day:%Y%m%d}"
    slips = {
        digits[:place] + digit + digits[place + 1 :]
        for place in range(len(digits))
        for digit in "0123456789"
    }
    slips.add(f"{day:%Y%d%m}")
    return set(_dates(slips - {digits}))


def _dates(texts: set[str]) -> Iterator[date]:
    for text in texts:
        try:
            yield date.fromisoformat(text)
        except ValueError:  # no such day
            continue


def alike(
    people: QuerySet, *, last_name: str, first_name: str, birth_date: date, sex: str
) -> QuerySet:
    """Those born that day whose name is similar, and namesakes born on a day easily mistyped.

    A surname changes by marriage: the same first name, sex and birth date are enough.
    """
    first = " ".join(words_of(first_name))
    name = f" {' '.join(words_of(last_name))} {first} "
    born_that_day = Q(birth_date=birth_date) & (
        Q(likeness__gte=SIMILAR) | Q(sex=sex, search_key__contains=f" {first} ")
    )
    born_nearby = Q(birth_date__in=slips_of(birth_date), search_key__startswith=name)
    return (
        people.annotate(likeness=TrigramSimilarity("search_key", name))
        .filter(born_that_day | born_nearby)
        .order_by("-likeness", "sort_key", "pk")
    )
