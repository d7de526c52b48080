"""Which column holds what: by choice, by memory of an earlier list, by name, by content."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from programs.intake.content import guesses, share_of_single_words, shows_first_names
from programs.intake.fields import BY_SYNONYM, ORDER, OTHER_PEOPLE, SHORT_BUT_SURE, Field
from programs.intake.reading.cells import Value, column_letters
from programs.intake.values.texts import key, plain

NEAR = 86
"""Per cent of likeness from which a misspelt header is taken for the name meant."""
SHORTEST_NEAR = 5
EXAMPLES = 3
MOST_SINGLE = 0.8
AGREEING = 0.02
"""What cells of the right kind add to a name: of two columns named alike the filled one wins."""


class Reason(StrEnum):
    """Why a column is taken for what it is."""

    CHOICE = "choice"
    MEMORY = "memory"
    NAME = "name"
    NEAR = "near"
    CONTENT = "content"


BECAUSE = {
    Reason.CHOICE: "wskazana przez Ciebie",
    Reason.MEMORY: "jak na poprzedniej liście",
    Reason.NAME: "po nazwie kolumny",
    Reason.NEAR: "po podobnej nazwie",
    Reason.CONTENT: "po zawartości",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table with its header; without one it is known by its letter."""

    place: int
    """Counted from 0."""
    headers: tuple[str, ...] = ()
    """The ways to read the header, the whole one first."""

    @property
    def letter(self) -> str:
        return column_letters(self.place)

    @property
    def header(self) -> str:
        return self.headers[0] if self.headers else ""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A column and what it was taken for."""

    field: Field
    column: Column
    reason: Reason
    confidence: float
    """From 0 to 1."""
    examples: tuple[str, ...] = ()

    @property
    def because(self) -> str:
        """The reason in Polish."""
        return BECAUSE[self.reason]


WHOLES = {
    frozenset({Field.LAST_NAME, Field.FIRST_NAME}): (Field.FULL_NAME,),
    frozenset({Field.FULL_NAME}): (Field.LAST_NAME, Field.FIRST_NAME),
    frozenset({Field.STREET, Field.CITY}): (Field.ADDRESS,),
}
"""Fields that need not be guessed once the header tells one of these."""


def is_of_others(header: str) -> bool:
    """Whether the header names a relative or a former name."""
    return bool(OTHER_PEOPLE & set(key(header).split()))


def named(header: str) -> tuple[Field, float, Reason] | None:
    """What the header says the column is, and how surely."""
    text = key(header)
    if not text or is_of_others(header):
        return None
    if text in BY_SYNONYM:
        field = BY_SYNONYM[text]
        return field, 0.6 if field is Field.ORDINAL else 1.0, Reason.NAME
    return _contained(text) or _near(text)


def _contained(text: str) -> tuple[Field, float, Reason] | None:
    """The longest known name, not too short to mean anything else, within a longer header."""
    within = [
        known
        for known in BY_SYNONYM
        if (len(known) >= SHORTEST_NEAR or known in SHORT_BUT_SURE) and f" {known} " in f" {text} "
    ]
    if not within:
        return None
    if "pesel" in within and text.startswith(("pesel", "nr pesel", "numer pesel")):
        return Field.PESEL, 0.85, Reason.NAME
    longest = max(within, key=lambda known: (len(known), known))
    return BY_SYNONYM[longest], 0.85 if len(longest) * 3 >= len(text) else 0.7, Reason.NAME


def _near(text: str) -> tuple[Field, float, Reason] | None:
    if len(text) < SHORTEST_NEAR:
        return None
    found = process.extractOne(text, sorted(BY_SYNONYM), scorer=fuzz.ratio, score_cutoff=NEAR)
    if not found or len(found[0]) < SHORTEST_NEAR:
        return None
    return BY_SYNONYM[found[0]], round(found[1] / 100 * 0.9, 2), Reason.NEAR


def map_columns(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    *,
    memory: Mapping[str, str] | None = None,
    chosen: Mapping[Field, int | None] | None = None,
) -> list[Mapped]:
    """The meaning of each column that has one, in the order of the columns.

    A field stands for one column and a column for one field; the surest claim wins, between
    equals the field named first in `Field`, then the column further left.
    """
    claims = [*_chosen(chosen or {}, columns), *_claims(columns, rows, memory or {})]
    claims = _without_needless([claim for claim in claims if _is_open(claim, chosen or {})])
    claims.sort(key=lambda claim: (-claim.confidence, ORDER[claim.field], claim.column.place))
    fields, places, won = set(), set(), []
    for claim in claims:
        if claim.field not in fields and claim.column.place not in places:
            fields.add(claim.field)
            places.add(claim.column.place)
            won.append(claim)
    won.sort(key=lambda claim: claim.column.place)
    return _parted_names(_without_whole_beside_parts(won), columns, rows)


def _chosen(chosen: Mapping[Field, int | None], columns: Sequence[Column]) -> Iterable[Mapped]:
    by_place = {column.place: column for column in columns}
    for field, place in chosen.items():
        if place is not None:
            yield Mapped(field, by_place.get(place, Column(place)), Reason.CHOICE, 2.0)


def _is_open(claim: Mapped, chosen: Mapping[Field, int | None]) -> bool:
    return claim.reason is Reason.CHOICE or claim.field not in chosen


def _claims(
    columns: Sequence[Column], rows: Sequence[Sequence[Value]], memory: Mapping[str, str]
) -> Iterable[Mapped]:
    columns = [column for column in columns if not is_ignored(column, memory)]
    by_place = {column.place: column for column in columns if not is_of_others(column.header)}
    seen = {(place, field): sure for place, field, sure in guesses(rows, list(by_place))}
    for column in columns:
        remembered = memory.get(key(column.header)) if column.header else None
        if remembered in ORDER:
            yield Mapped(Field(remembered), column, Reason.MEMORY, 1.5)
        for place, header in enumerate(column.headers):
            if found := named(header):
                field, confidence, reason = found
                confidence += AGREEING if (column.place, field) in seen else 0
                yield Mapped(field, column, reason, confidence - place * 0.05)
    for (place, field), confidence in seen.items():
        yield Mapped(field, by_place[place], Reason.CONTENT, confidence)


def is_ignored(column: Column, memory: Mapping[str, str]) -> bool:
    """Whether the office's earlier list was told that the column means nothing."""
    return bool(column.header) and memory.get(key(column.header)) == ""


def _without_needless(claims: list[Mapped]) -> list[Mapped]:
    """No guess at a full name beside columns headed with its parts, nor the other way round."""
    told = {claim.field for claim in claims if claim.reason is not Reason.CONTENT}
    needless = {field for parts, fields in WHOLES.items() if told & parts for field in fields}
    return [
        claim
        for claim in claims
        if claim.reason is not Reason.CONTENT or claim.field not in needless
    ]


def _without_whole_beside_parts(won: list[Mapped]) -> list[Mapped]:
    """Surnames and first names found in columns of their own leave no guess at full names."""
    fields = {claim.field for claim in won}
    if not {Field.LAST_NAME, Field.FIRST_NAME} <= fields:
        return won
    return [
        claim
        for claim in won
        if claim.field is not Field.FULL_NAME or claim.reason is not Reason.CONTENT
    ]


def _parted_names(
    won: list[Mapped], columns: Sequence[Column], rows: Sequence[Sequence[Value]]
) -> list[Mapped]:
    """A header of full names that stands over two columns of a word each names both of them."""
    whole = next((one for one in won if one.field is Field.FULL_NAME), None)
    if whole is None or whole.reason not in (Reason.NAME, Reason.NEAR):
        return won
    beside = _right_of(whole.column, columns)
    is_free = beside and all(one.column.place != beside.place for one in won if _is_told(one))
    if not is_free or not _hold_single_words((whole.column.place, beside.place), rows):
        return won
    fields = [Field.LAST_NAME, Field.FIRST_NAME]
    if shows_first_names(rows, whole.column.place) > shows_first_names(rows, beside.place):
        fields.reverse()
    parts = [
        replace(whole, field=field, column=Column(column.place, whole.column.headers))
        for field, column in zip(fields, (whole.column, beside), strict=True)
    ]
    rest = [one for one in won if one is not whole and one.column.place != beside.place]
    rest = [one for one in rest if one.field not in fields]
    return sorted([*rest, *parts], key=lambda claim: claim.column.place)


def _is_told(claim: Mapped) -> bool:
    return claim.reason is not Reason.CONTENT


def _right_of(column: Column, columns: Sequence[Column]) -> Column | None:
    """The next column, unless it has a name of its own."""
    beside = next((one for one in columns if one.place == column.place + 1), None)
    return None if beside and beside.header not in ("", column.header) else beside


def _hold_single_words(places: tuple[int, int], rows: Sequence[Sequence[Value]]) -> bool:
    return all(share_of_single_words(rows, place) > MOST_SINGLE for place in places)


def with_examples(claim: Mapped, rows: Iterable[Sequence[Value]]) -> Mapped:
    """The claim with the first different values that the rows show."""
    place = claim.column.place
    texts = dict.fromkeys(plain(row[place]) for row in rows if place < len(row))
    examples = tuple(text for text in texts if text)[:EXAMPLES]
    return replace(claim, confidence=min(claim.confidence, 1.0), examples=examples)
