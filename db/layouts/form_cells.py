"""A form as rows of cells that know their reach, so that labels find their values beside or beneath them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.layouts.form_words import Label, label_of
from db.records import Origin, Row

_FURTHEST_BELOW = 4


class Cell(NamedTuple):
    """A cell of a form: its columns (end exclusive) and the row of the form where it begins."""

    text: str
    start: int
    end: int
    row: int

    def overlaps(self, other: "Cell") -> bool:
        """Whether the cells share a column."""
        return self.start < other.end and other.start < self.end


class Form(NamedTuple):
    """The rows of one form; covered places of merged cells are no cells of their own."""

    rows: tuple[tuple[Cell, ...], ...]
    origins: tuple[Origin, ...]
    year: int | None
    has_merges: bool  # the format tells how far cells reach: an empty neighbour is an empty value

    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        for row in self.rows:
            yield from row

    def label(self, cell: Cell) -> Label | None:
        """What a cell is the label of."""
        return label_of(cell.text, self.year)

    def right_of(self, cell: Cell) -> Cell | None:
        """The neighbour on the right that may hold the value: where reach is unknown, the next with text."""
        following = [other for other in self.rows[cell.row] if other.start >= cell.end]
        if self.has_merges:
            return following[0] if following else None
        return next((other for other in following if other.text), following[0] if following else None)

    def below(self, cell: Cell) -> Cell | None:
        """The neighbour beneath, past the rows the cell itself covers."""
        for row in self.rows[cell.row + 1 : cell.row + 1 + _FURTHEST_BELOW]:
            for other in row:
                if other.overlaps(cell):
                    return other
        return None


def build_form(rows: Sequence[Row], year: int | None) -> Form:
    """A form of rows as a reader gives them."""
    return Form(
        tuple(tuple(_cells(row, number)) for number, row in enumerate(rows)),
        tuple(row.origin for row in rows),
        year,
        any(row.left or row.above for row in rows),
    )


def _cells(row: Row, number: int) -> Iterator[Cell]:
    position = 0
    while position < len(row.cells):
        end = position + 1
        while end < len(row.cells) and end in row.left:
            end += 1
        if position not in row.above:
            yield Cell(row.cells[position], position, end, number)
        position = end
