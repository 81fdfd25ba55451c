"""Header rows of list-like tables: which column stands where."""

from typing import NamedTuple

from db.layouts.vocabulary import MONEY_COLUMNS, column_of, key, unit_in
from db.records import Row

_FEWEST_HEADINGS = 3


class Columns(NamedTuple):
    """A header row: canonical column → position, units printed in headings, and the headings nobody knows."""

    position: dict[str, int]
    units: dict[str, str]
    unknown: tuple[str, ...]  # each with its neighbours, as messages show it
    headings: dict[str, str]  # canonical column → the heading as printed

    def cell(self, row: Row, column: str) -> str:
        """The cell of a column; empty where the row is short or the column is missing."""
        position = self.position.get(column, len(row.cells))
        return row.cells[position] if position < len(row.cells) else ""


def find_columns(row: Row) -> Columns | None:
    """The columns if this is a header row: a project name, money or indicators, and enough known headings."""
    position: dict[str, int] = {}
    units: dict[str, str] = {}
    strange: list[int] = []
    for index, heading in enumerate(row.cells):
        column = column_of(heading)
        if column is None or column in position:
            if heading:
                strange.append(index)
            continue
        position[column] = index
        if unit := unit_in(heading):
            units[column] = unit
    useful = "name" in position and any(column in position for column in (*MONEY_COLUMNS, "indicators"))
    if not useful or len(position) < _FEWEST_HEADINGS:
        return None
    headings = {column: row.cells[index] for column, index in position.items()}
    return Columns(position, units, tuple(_with_neighbours(row.cells, index) for index in strange), headings)


def _with_neighbours(cells: tuple[str, ...], index: int) -> str:
    before = cells[index - 1] if index else "表格左边"
    after = cells[index + 1] if index + 1 < len(cells) else "表格右边"
    return f"「{cells[index]}」（在「{before}」与「{after}」之间）"


def is_name(text: str, name: str) -> bool:
    """Whether a cell is this name, whatever its width and spacing."""
    return key(text) == key(name)
