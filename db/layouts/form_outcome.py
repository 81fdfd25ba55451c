"""What a self-evaluation says of its project as a whole: the money spent, the execution rate, the score at the end."""

import re
from typing import NamedTuple

from db.layouts.form_cells import Cell, Form
from db.layouts.form_money import Found
from db.layouts.form_words import head_of
from db.layouts.vocabulary import key, unit_in
from db.money import parse_amount

_SCORE = re.compile(r"\d{1,3}(?:\.\d+)?分?")
_RATE = re.compile(r"\d{1,6}(?:\.\d+)?%?")
_COLUMNS = ("executed", "execution_rate")


class Outcome(NamedTuple):
    """As printed; None for what a form does not have."""

    executed: Found | None = None  # 全年执行数 of all the money
    execution_rate: str | None = None
    score: str | None = None  # 总分


def read_outcome(form: Form, grid: frozenset[int]) -> Outcome:
    """Find them: under the heads of money in the line of the sum, beside labels, in the line 总分."""
    reader = _Reader(form, grid)
    for number in range(len(form.rows)):
        reader.take(number)
    return reader.outcome


class _Reader:
    def __init__(self, form: Form, grid: frozenset[int]) -> None:
        self.form = form
        self.grid = grid
        self.heads: dict[str, Cell] = {}
        self.score_head: Cell | None = None  # of the grid of indicators
        self.block_unit: str | None = None
        self.outcome = Outcome()

    def take(self, number: int) -> None:
        """Look at one row."""
        row = self.form.rows[number]
        for cell in row:
            label = self.form.label(cell) if cell.text else None
            if number in self.grid and head_of(cell.text, self.form.year) == "score":
                self.score_head = cell
            if label is None:
                continue
            if label.meaning == "project_score":
                self._take_score(row, cell, label.inline)
            elif number in self.grid:
                continue
            elif label.meaning == "money":
                self.block_unit = unit_in(cell.text) or self.block_unit
            elif label.meaning == "total":
                self._take_sum(row, cell)
            elif label.meaning in _COLUMNS:
                self._take_label(cell, label.meaning, label.inline)

    def _take_label(self, cell: Cell, meaning: str, inline: str) -> None:
        """A label with its value beside it, else the head of a column."""
        beside = self.form.right_of(cell)
        value = inline or (beside.text if beside is not None else "")
        if value and self._fits(meaning, value):
            self._keep(meaning, value, cell)
        else:
            self.heads[meaning] = cell

    def _take_sum(self, row: tuple[Cell, ...], label: Cell) -> None:
        """年度资金总额: what stands in its line under 全年执行数 and 执行率."""
        for meaning, head in self.heads.items():
            under = next((cell for cell in row if cell.start >= label.end and cell.overlaps(head)), None)
            if under is not None and head.row < label.row and self._fits(meaning, under.text):
                self._keep(meaning, under.text, head)

    def _take_score(self, row: tuple[Cell, ...], label: Cell, inline: str) -> None:
        """Under the scores of the indicators; the points that can be had, which stand there as well, are none."""
        if inline:
            found = inline
        else:
            after = [cell for cell in row if cell.start >= label.end and cell.text]
            under = [cell for cell in after if self.score_head is not None and cell.overlaps(self.score_head)]
            alone = after if self.score_head is None and len(after) == 1 else []
            found = next((cell.text for cell in (*under, *alone)), "")
        if _SCORE.fullmatch(key(found)) and self.outcome.score is None:
            self.outcome = self.outcome._replace(score=found)

    def _fits(self, meaning: str, text: str) -> bool:
        if meaning == "execution_rate":
            return _RATE.fullmatch(key(text)) is not None
        amount = parse_amount(text, "元")
        return amount.fen is not None and amount.problem != "unreadable"

    def _keep(self, meaning: str, text: str, cell: Cell) -> None:
        heading = cell.text.strip()
        if meaning == "executed" and self.outcome.executed is None:
            self.outcome = self.outcome._replace(
                executed=Found(text, heading, unit_in(heading) or self.block_unit, cell.row)
            )
        if meaning == "execution_rate" and self.outcome.execution_rate is None:
            rate = f"{text}%" if "%" in key(heading) and text[-1:].isdecimal() else text
            self.outcome = self.outcome._replace(execution_rate=rate)
