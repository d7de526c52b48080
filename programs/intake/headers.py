"""Finding the header: under titles, over one row or two, or told by the caller."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from programs.intake.columns import Column, named
from programs.intake.content import is_pesel
from programs.intake.fields import Field
from programs.intake.reading.cells import Sheet, Value
from programs.intake.values.texts import key, plain

ROWS_TO_TRY = 200
LEAST = 1.5
"""Score from which a row is a header: two fields, one of them perhaps misspelt."""
LONGEST = 120
"""Characters; a longer text is no header."""


@dataclass(frozen=True, slots=True)
class Header:
    """The row or two in which the columns are named; none for a list without names."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]
    score: float = 0.0

    @property
    def last_row(self) -> int:
        return self.rows[-1] if self.rows else 0


def find_header(sheet: Sheet, memory: Mapping[str, str], row: int | None = None) -> Header | None:
    """The row, alone or with the one below or above, that names most fields.

    Between equals the upper row wins, and one row wins over two. `row` says which must be in it.
    """
    best = None
    for header in _candidates(sheet, row):
        scored = Header(header.rows, header.columns, _score(header, memory))
        if best is None or scored.score > best.score:
            best = scored
    if best is None or (row is None and best.score < LEAST):
        return None
    return best


def _candidates(sheet: Sheet, row: int | None) -> Iterator[Header]:
    if row is not None:
        yield _one_row(sheet, row)
        for pair in ((row - 1, row), (row, row + 1)):
            if _are_a_pair(sheet, *pair):
                yield _two_rows(sheet, *pair)
        return
    tried = 0
    for number in range(1, len(sheet.rows) + 1):
        if tried == ROWS_TO_TRY:
            return
        tried += bool(sheet.row(number))
        if not _is_texts(sheet.row(number)):
            continue
        yield _one_row(sheet, number)
        if _are_a_pair(sheet, number, number + 1):
            yield _two_rows(sheet, number, number + 1)


def _is_texts(cells: list[Value]) -> bool:
    """Whether the row may name columns: words, none of them a PESEL, a date or a number."""
    told = [value for value in cells if plain(value)]
    if not told or any(isinstance(value, date) or is_pesel(value) for value in told):
        return False
    words = [value for value in told if isinstance(value, str) and key(value)]
    return len(words) * 2 > len(told) and all(len(word) <= LONGEST for word in words)


def _are_a_pair(sheet: Sheet, upper: int, lower: int) -> bool:
    """Whether the two may be one header; a text alone in its row is a title or a heading."""
    rows = (sheet.row(upper), sheet.row(lower))
    return all(_is_texts(row) and sum(map(bool, map(plain, row))) > 1 for row in rows)


def _one_row(sheet: Sheet, number: int) -> Header:
    texts = [plain(value) for value in sheet.row(number)]
    columns = tuple(Column(place, (text,) if text else ()) for place, text in enumerate(texts))
    return Header((number,), columns)


def _two_rows(sheet: Sheet, upper: int, lower: int) -> Header:
    above, below = _spread(sheet, upper), [plain(value) for value in sheet.row(lower)]
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    return Header(
        (upper, lower),
        tuple(
            Column(place, _readings(*pair))
            for place, pair in enumerate(zip(above, below, strict=True))
        ),
    )


def _readings(above: str, below: str) -> tuple[str, ...]:
    """The ways to read a header of two rows: both, the lower, the upper if it stands alone."""
    if above and below and above != below:
        return (f"{above} {below}", below)
    return (above or below,) if above or below else ()


def _spread(sheet: Sheet, number: int) -> list[str]:
    """The texts of the row with those of merged cells over all columns that they cover."""
    texts = [plain(value) for value in sheet.row(number)]
    for top, left, bottom, right in sheet.merges:
        if top <= number <= bottom and left < len(texts) and right - left < 100:
            texts += [""] * (right + 1 - len(texts))
            texts[left + 1 : right + 1] = [texts[left]] * (right - left)
    return texts


def _score(header: Header, memory: Mapping[str, str]) -> float:
    """How many different fields the header names; a number column counts less."""
    best: dict[Field | str, float] = {}
    for column in header.columns:
        if column.header and (remembered := memory.get(key(column.header))):
            best[remembered] = 1.0
        for text in column.headers:
            if found := named(text):
                best[found[0]] = max(best.get(found[0], 0.0), found[1])
    return sum(best.values()) - 0.01 * len(header.rows)


def without_header(sheet: Sheet) -> Header:
    """Columns known by their letters only."""
    width = max((len(row) for row in sheet.rows), default=0)
    return Header((), tuple(Column(place) for place in range(width)))


def unknown_header(sheet: Sheet) -> Header:
    """The row of words right above the first PESEL, or else columns known by their letters only."""
    first = next((n for n, row in enumerate(sheet.rows, 1) if any(map(is_pesel, row))), 0)
    above = sheet.row(first - 1)
    told = sum(bool(plain(value)) for value in above)
    if told > 1 and told * 2 >= len(sheet.row(first)) and _is_texts(above):
        return _one_row(sheet, first - 1)
    return without_header(sheet)
