"""The rows of an overview as its sections, for the forms that lay it out as a page of its own."""

from typing import NamedTuple

from bot.answer import Answer, Cell
from bot.render.figures import ABSENT, MONEY, figure
from bot.render.sections import PART


class Line(NamedTuple):
    """One row: what it is about, and its cells by the names of their columns."""

    name: str
    cells: dict[str, Cell]
    units: dict[str, str | None]

    def has(self, column: str) -> bool:
        """Whether the column is filled."""
        return self.cells[column] is not None

    def number(self, column: str) -> float:
        """A figure as a number; 0 where there is none."""
        cell = self.cells[column]
        return float(cell) if isinstance(cell, int | float) else 0.0

    def said(self, column: str) -> str:
        """A figure with its unit; changes carry their sign."""
        cell = self.cells[column]
        text = figure(cell, self.units[column])
        if column in {"差额", "增幅"} and isinstance(cell, int | float) and cell > 0:
            text = f"+{text}"
        return f"{text} {MONEY}" if self.units[column] == MONEY and text != ABSENT else text


def is_overview(answer: Answer) -> bool:
    """Whether an answer is the rows of an overview."""
    return answer.status == "ok" and answer.columns[:1] == (PART,)


def sections(answer: Answer) -> dict[str, list[Line]]:
    """The lines of each section, in order."""
    units = dict(zip(answer.columns, answer.units, strict=True))
    found: dict[str, list[Line]] = {}
    for row in answer.rows:
        cells = dict(zip(answer.columns, row, strict=True))
        found.setdefault(str(cells[PART]), []).append(Line(str(cells["名称"]), cells, units))
    return found


def title(answer: Answer) -> str:
    """The reading without its notes: 2023年星渚市教育局的概览."""
    return answer.interpretation.partition("〔")[0]
