"""What the streaming look learns of one sheet: how far it reaches, what is hidden or merged."""

from dataclasses import dataclass, field

from programs.intake.reading import limits
from programs.intake.reading.cells import address
from programs.intake.reading.refusal import Refused


@dataclass(slots=True)
class Extent:
    """Row numbers count from 1, columns from 0."""

    name: str = ""
    is_visible: bool = True
    last_row: int = 0
    last_column: int = -1
    far_row: tuple[int, int] = (0, 0)
    """A cell in the last row with a value."""
    far_column: tuple[int, int] = (0, 0)
    """A cell in the last column with a value."""
    cells: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)

    def note(self, row: int, column: int) -> None:
        """Take in a cell that has a value."""
        self.cells += 1
        if row > self.last_row:
            self.last_row = row
            self.far_row = (row, column)
        if column > self.last_column:
            self.last_column = column
            self.far_column = (row, column)

    def check(self) -> None:
        """Refuse a sheet that reaches further than a list does."""
        if self.cells > limits.CELLS:
            raise Refused("too_many_cells")
        area = self.last_row * (self.last_column + 1)
        is_sparse = self.cells * 20 < area
        if self.last_row > limits.ROWS:
            if is_sparse:
                raise self._stray(self.far_row)
            raise Refused("too_many_rows", sheet=self.name, limit=limits.ROWS)
        if self.last_column >= limits.COLUMNS:
            if is_sparse:
                raise self._stray(self.far_column)
            raise Refused("too_many_columns", limit=limits.COLUMNS)
        if area > limits.AREA:
            raise self._stray(self.far_column) if is_sparse else Refused("too_many_cells")
        if len(self.merges) > limits.MERGES:
            raise Refused("too_many_merges", sheet=self.name)

    def _stray(self, cell: tuple[int, int]) -> Refused:
        return Refused("stray_cell", sheet=self.name, address=address(*cell))


def check_all(extents: list[Extent]) -> None:
    """Refuse a workbook with too many sheets, one that reaches too far, or no data at all."""
    if len(extents) > limits.SHEETS:
        raise Refused("too_many_sheets", limit=limits.SHEETS)
    for extent in extents:
        extent.check()
    if sum(extent.cells for extent in extents) > limits.CELLS:
        raise Refused("too_many_cells")
    if not any(extent.cells for extent in extents):
        raise Refused("empty_workbook")
