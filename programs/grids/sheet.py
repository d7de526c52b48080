"""A sheet as the page shows it: rows of people, columns, texts in cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

PEOPLE_ON_A_PAGE = 100


def page_of_people(people: QuerySet, number: int) -> Page:
    """The page of an edition's people; they are counted only where they do not fit on one."""
    first = list(people[: PEOPLE_ON_A_PAGE + 1])
    is_whole = len(first) <= PEOPLE_ON_A_PAGE
    return Paginator(first if is_whole else people, PEOPLE_ON_A_PAGE).get_page(number)


@dataclass(frozen=True)
class Column:
    """A column; where `sums` says so, it is reckoned from others and nothing is typed in it."""

    key: str
    label: str
    name: str
    """How errors and screen readers call it."""
    over: str = ""
    note: str = ""
    is_free: bool = False
    sums: str = ""
    group: str = ""


@dataclass(frozen=True)
class Row:
    """A person's line: texts by column, and which columns are closed to her and why."""

    key: str
    name: str
    url: str
    detail: str
    person: int
    texts: Mapping[str, str]
    closed: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """Everything that one page of the grid shows."""

    kind: str
    """What is typed: hours or score."""
    columns: Sequence[Column]
    rows: Sequence[Row]
    page: Page
    totals: Mapping[str, str] = field(default_factory=dict)
    """Texts of the last row: sums by column."""
    groups: Sequence[tuple[str, int]] = ()
    """Headers over several columns: the text and how many."""
    facts: Mapping = field(default_factory=dict)
    """What the script reckons with: limits, hours outside the sheet."""
    opens_at: str = ""
    """The column where typing begins; the first one unless said."""

    def lines(self) -> Iterator[tuple[Row, SafeString]]:
        """Each row with its cells, written here since a template would take ten times as long."""
        for row in self.rows:
            yield row, mark_safe("".join(self._cell(row, column) for column in self.columns))  # noqa: S308

    def _cell(self, row: Row, column: Column) -> str:
        text = row.texts.get(column.key, "")
        if text and not text.isalnum():
            text = escape(text)
        if column.sums:
            return f'<td class="sum">{text}</td>'
        if column.key in row.closed:
            return f'<td class="shut" aria-readonly="true">{text}</td>'
        return f'<td class="free">{text}</td>' if column.is_free else f"<td>{text}</td>"

    @property
    def total_texts(self) -> list[str]:
        """The last row's texts in the order of the columns."""
        return [self.totals.get(column.key, "") for column in self.columns]

    @property
    def typed_columns(self) -> list[Column]:
        """The columns in which one types."""
        return [column for column in self.columns if not column.sums]

    @property
    def data(self) -> dict:
        """What the script needs beside the table."""
        return {
            "kind": self.kind,
            "opensAt": self.opens_at,
            "columns": [
                {
                    "key": column.key,
                    "name": column.name,
                    "sums": column.sums,
                    "group": column.group,
                    "free": column.is_free,
                }
                for column in self.columns
            ],
            "rows": [{"key": row.key, "name": row.name, "person": row.person} for row in self.rows],
            **self.facts,
        }
