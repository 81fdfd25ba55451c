"""The money of a form: labels with their amounts beside or beneath them, over one column of amounts or several."""

import re
from typing import NamedTuple

from db.layouts.form_cells import Cell, Form
from db.layouts.vocabulary import MONEY_COLUMNS, unit_in
from db.money import parse_amount

_TOTALS = ("total", "cycle_total")
_BUDGETS = ("budget_1", "budget_2")
_COLUMNS = (*_BUDGETS, "budget_other", "executed")
_LABELS = frozenset((*MONEY_COLUMNS, "cycle_total", "other_money", "level_money", "own_level", "execution_rate"))


class Found(NamedTuple):
    """An amount as printed, what it is called, the unit its label or block prints, and its row."""

    text: str
    heading: str
    unit: str | None
    row: int


class Money(NamedTuple):
    """The amounts of a form by column, and labels in the block of money that nobody knows."""

    found: dict[str, Found]
    unknown: tuple[Cell, ...]


def read_money(form: Form, grid: frozenset[int], *, is_whole: bool) -> Money:
    """Find the year's amounts; rows of indicators and tasks hold none."""
    reader = _Reader(form, grid | (_tasks(form) if is_whole else frozenset()))
    if is_whole:
        reader.read_task_total()
    reader.read()
    return Money(reader.found, tuple(reader.unknown))


def _tasks(form: Form) -> frozenset[int]:
    """The rows of a list of tasks, from its head to the line with the sum."""
    rows: set[int] = set()
    inside = False
    left = 0
    for number, row in enumerate(form.rows):
        first = next((cell for cell in row if cell.text), None)
        if inside and first is not None and first.start <= left and _heads_block(form, first):
            break
        meanings = {label.meaning for cell in row if cell.text and (label := form.label(cell))}
        if "task" in meanings:
            left = left if inside else first.start if first else 0
            inside = True
        elif inside and meanings & {"annual_goal", "overall_goal", "cycle_goal"}:
            break
        if inside:
            rows.add(number)
            if "task_total" in meanings and "task" not in meanings and _amounts(row):
                break
    return frozenset(rows)


def _heads_block(form: Form, cell: Cell) -> bool:
    """Whether a cell at the left begins the department's own money, which ends a list of tasks."""
    label = form.label(cell)
    return label is not None and label.meaning in ("money", *_TOTALS)


def _amounts(row: tuple[Cell, ...]) -> list[Cell]:
    return [cell for cell in row if cell.text and _is_amount(cell.text)]


def _is_amount(text: str) -> bool:
    return parse_amount(text, "元").problem != "unreadable"


class _Reader:
    def __init__(self, form: Form, skipped: frozenset[int]) -> None:
        self.form = form
        self.skipped = skipped
        self.found: dict[str, Found] = {}
        self.unknown: list[Cell] = []
        self.block_unit: str | None = None
        self.heads: list[tuple[str, Cell]] = []  # heads of columns of amounts
        self.narrow: Found | None = None  # 一般公共预算, where 财政拨款 may be its sum with the funds
        self.own_level: Found | None = None  # 本级财政资金, which is all of it where no other level gives any
        self.has_levels = False
        self.totals: list[tuple[str, Cell]] = []  # labels of sums, to tell the year's parts from those of all years

    def read(self) -> None:
        """Walk down the form; of amounts printed twice the first counts."""
        for number, row in enumerate(self.form.rows):
            if number in self.skipped:
                continue
            for cell in row:
                if cell.text:
                    self._take(cell)
        self._from_heads()
        if self.narrow is not None and not self.found.keys().isdisjoint(("government_fund", "state_capital")):
            self.found["appropriation"] = self.narrow
        if self.own_level is not None and not self.has_levels:
            self.found.setdefault("appropriation", self.own_level)

    def _take(self, cell: Cell) -> None:
        label = self.form.label(cell)
        if label is None:
            return
        if label.meaning == "money":
            self.block_unit = unit_in(cell.text) or self.block_unit
            if label.inline and _is_amount(label.inline):
                self._keep("total", label.inline, cell)
            self._report_unknown(cell)
        elif label.meaning in _COLUMNS:
            self.heads.append((label.meaning, cell))
        elif label.meaning == "year" and not label.inline and not self._names_year(cell):
            self.heads.append(("budget_2", cell))  # 年度 beside 实施期, over amounts
        elif label.meaning in _LABELS:
            if label.meaning in _TOTALS:
                self.totals.append((label.meaning, cell))
                self.block_unit = self.block_unit or unit_in(cell.text)
            if self._is_of_all_years(label.meaning, cell):
                return
            if label.meaning == "level_money":
                self.has_levels = True
                return
            value = label.inline or self._value(cell)
            if value is not None and label.meaning in (*MONEY_COLUMNS, "own_level"):
                self._keep(label.meaning, value, cell)

    def _names_year(self, cell: Cell) -> bool:
        beside = self.form.right_of(cell)
        return beside is not None and re.match(r"\s*(?:19|20)\d\d", beside.text) is not None

    def _is_of_all_years(self, meaning: str, cell: Cell) -> bool:
        """Whether a part stands under a sum over several years: the nearest sum over its column says it."""
        if meaning in _TOTALS:
            return meaning == "cycle_total"
        over = [kind for kind, total in self.totals if total.start == cell.start or total.overlaps(cell)]
        return bool(over) and over[-1] == "cycle_total"

    def _keep(self, column: str, text: str, cell: Cell) -> None:
        if column == "own_level" or (column == "appropriation" and "一般公共" in cell.text):
            heading = cell.text.strip().rstrip(":：")
            found = Found(text, heading, unit_in(cell.text) or self.block_unit, cell.row)
            if column == "own_level":
                self.own_level = self.own_level or found
                return
            self.narrow = self.narrow or found
        if column not in self.found or (not self.found[column].text and text):
            heading = cell.text.strip().rstrip(":：")
            self.found[column] = Found(text, heading, unit_in(cell.text) or self.block_unit, cell.row)

    def _value(self, cell: Cell) -> str | None:
        """The amount of a label: under the head of the year's budget, else beside it, else beneath it."""
        row = self.form.rows[cell.row]
        if (head := self._budget_head(cell)) is not None:
            under = next((other for other in row if other.start >= cell.end and other.overlaps(head)), None)
            if under is not None and (not under.text or _is_amount(under.text)):
                return under.text
        beside = self.form.right_of(cell)
        if beside is not None and any(
            kind not in _BUDGETS and self._stands_over(over, beside) for kind, over in self.heads
        ):
            return None
        is_value = beside is not None and (not beside.text or self.form.label(beside) is None)
        if beside is not None and is_value and (_is_amount(beside.text) or not self._reads_down(cell)):
            return beside.text if self.form.has_merges or _is_amount(beside.text) else ""
        if beside is None or self.form.label(beside) is not None or self._reads_down(cell):
            beneath = self.form.below(cell)
            if beneath is not None and _is_amount(beneath.text) and self._reads_down(cell):
                return beneath.text
        return None

    def _reads_down(self, cell: Cell) -> bool:
        """Whether labels stand side by side without amounts between them, so that amounts stand beneath."""
        row = self.form.rows[cell.row]
        labels = [
            other for other in row if other.text and (found := self.form.label(other)) and found.meaning in _LABELS
        ]
        alone = len(labels) == 1 and self.form.right_of(cell) is None
        return alone or (len(labels) > 1 and not _amounts(row))

    def _budget_head(self, cell: Cell) -> Cell | None:
        heads = [(kind, head) for kind, head in self.heads if head.start >= cell.end and head.row <= cell.row]
        for wanted in _BUDGETS:
            for kind, head in heads:
                if kind == wanted and any(head.row <= other.row for _, other in heads):
                    return head
        return None

    def _stands_over(self, head: Cell, cell: Cell) -> bool:
        return head.row < cell.row and head.overlaps(cell)

    def _from_heads(self) -> None:
        """A form that names only columns: the first amount beneath the year's budget is the sum."""
        if "total" in self.found:
            return
        for wanted in _BUDGETS:
            for kind, head in self.heads:
                beneath = self.form.below(head) if kind == wanted else None
                if beneath is not None and beneath.text and _is_amount(beneath.text):
                    self._keep("total", beneath.text, head)
                    return
                beside = self.form.right_of(head) if kind == wanted else None
                if beside is not None and beside.text and _is_amount(beside.text):
                    self._keep("total", beside.text, head)
                    return

    def _report_unknown(self, block: Cell) -> None:
        """Labels inside the block of money that no word file has, with an amount beside them."""
        for row in self.form.rows[block.row :]:
            if row and row[0].row != block.row and row[0].start <= block.start:
                return
            for cell in row:
                beside = self.form.right_of(cell)
                strange = cell.start >= block.end and re.fullmatch(r"\D*[^\W\d]\D*", cell.text)
                has_amount = beside is not None and beside.text and _is_amount(beside.text)
                if strange and has_amount and self.form.label(cell) is None:
                    self.unknown.append(cell)

    def read_task_total(self) -> None:
        """The sums at the end of a list of tasks are the department's money."""
        heads: list[tuple[str, Cell]] = []
        unit: str | None = None
        for number in sorted(self.skipped):
            row = self.form.rows[number]
            labels = [(label.meaning, cell) for cell in row if cell.text and (label := self.form.label(cell))]
            if any(meaning == "task_total" for meaning, _ in labels) and (amounts := _amounts(row)):
                for cell in amounts:
                    over = [(kind, head) for kind, head in heads if head.overlaps(cell)]
                    if over:
                        kind, head = over[-1]
                        self._keep(kind, cell.text, head._replace(row=number))
                        self.found[kind] = self.found[kind]._replace(unit=self.found[kind].unit or unit)
                return
            for meaning, cell in labels:
                if meaning in (*MONEY_COLUMNS, "budget_2", "task_total"):
                    heads.append(("total" if meaning in ("budget_2", "task_total") else meaning, cell))
                    unit = unit_in(cell.text) or unit
