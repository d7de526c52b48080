"""A part of a sheet in plain inputs: what was typed stays, whatever the answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from programs.actions.sheets import Cell, Saved, SheetRefused
from programs.grids.sheet import Column, Row, Sheet
from programs.grids.typed import CELL, WAS, changes_from_fields


@dataclass(frozen=True)
class Input:
    """One input: its name, what stands in it, whether it is wrong."""

    name: str
    label: str
    text: str
    is_open: bool
    is_wrong: bool


@dataclass
class PlainSheet:
    """The sheet with what was typed over it, and what the answer to it was."""

    request: HttpRequest
    load: Callable[[], Sheet]
    typed: dict[Cell, str] = field(default_factory=dict)
    wrong: dict[Cell, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    unusual: list[str] = field(default_factory=list)
    saved: Saved | None = None
    show: Callable[[object], str] = lambda value: str(value or "")
    """How a value stands in a cell."""
    _sheet: Sheet | None = None

    @classmethod
    def of(cls, request: HttpRequest, load: Callable[[], Sheet], **options) -> "PlainSheet":
        return cls(request, load, **options)

    @property
    def sheet(self) -> Sheet:
        """Read when first asked for: after saving, so that it shows what stands now."""
        if self._sheet is None:
            self._sheet = self.load()
        return self._sheet

    def save(self, save: Callable[[list], Saved]) -> bool:
        """Save what was typed; true where all of it was saved."""
        changes = changes_from_fields(self.request.POST)
        try:
            self.saved = save(changes)
        except SheetRefused as refused:
            self.wrong, self.over, self.totals = refused.cells, refused.over, refused.totals
            self.unusual = refused.unusual
            self.typed = {change.cell: change.now for change in changes}
        except ValidationError as refused:
            self.sentences = refused.messages
            self.typed = {change.cell: change.now for change in changes}
        else:
            for conflict in self.saved.conflicts:
                typed = self.show(conflict.entry.now)
                self.typed[conflict.entry.cell] = typed
                self.wrong[conflict.entry.cell] = (
                    f"{conflict.by} w tym czasie: {self.show(conflict.stands) or 'puste'}; "
                    f"tutaj: {typed or 'puste'}. "
                    "Zapisz jeszcze raz, jeśli ma zostać to, co wpisano tutaj"
                )
        return not (self.typed or self.sentences)

    @property
    def reason(self) -> str:
        """The reason typed, kept when something else was wrong."""
        return self.request.POST.get("reason", "")

    @property
    def facility(self) -> str:
        """The facility chosen for those who have none."""
        return self.request.POST.get("facility", "")

    @property
    def columns_field(self) -> str:
        """The columns' keys, in the order of what stood in the rows."""
        return "|".join(column.key for column in self.sheet.typed_columns)

    def lines(self) -> Iterator[tuple[Row, str, str, list[Input]]]:
        """Each row: its hidden field's name and text, its inputs."""
        columns = self.sheet.typed_columns
        for row in self.sheet.rows:
            before = "|".join(row.texts.get(column.key, "") for column in columns)
            inputs = [self._input(row, column) for column in columns]
            yield row, f"{WAS}{row.key}", before, inputs

    def _input(self, row: Row, column: Column) -> Input:
        cell = row.key, column.key
        return Input(
            name=f"{CELL}{row.key}:{column.key}",
            label=f"{row.name}, {column.name}",
            text=self.typed.get(cell, row.texts.get(column.key, "")),
            is_open=column.key not in row.closed,
            is_wrong=cell in self.wrong,
        )

    def problems(self) -> list[str]:
        """Everything that is wrong, in one list, with the row and the column."""
        rows = {row.key: row for row in self.sheet.rows}
        columns = {column.key: column for column in self.sheet.columns}
        told = [
            f"{rows[row].name if row in rows else self._gone(row, column)}, "
            f"{columns[column].name if column in columns else column}: {sentence}."
            for (row, column), sentence in self.wrong.items()
        ]
        return [*self.sentences, *told]

    def _gone(self, row: str, column: str) -> str:
        """What was typed in a row that is not there any more must not vanish unsaid."""
        return f"osoba spoza tabeli („{self.typed.get((row, column), '')}”)"
