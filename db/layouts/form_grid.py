"""The grid of indicators in a form: its heads, its rows, and the lists for several years and for one put together."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from db.layouts.form_cells import Cell, Form
from db.layouts.form_words import ANNUAL, CYCLE, head_of, role_of
from db.layouts.values import join_value
from db.layouts.vocabulary import is_misfiled, key, kind_of, row_label, split_code
from db.records import IndicatorRecord, Origin

_LEVELS = ("level1", "level2", "name")
_VALUES = ("value", "annual_value", "cycle_value")
_PLACEHOLDER = re.compile(r"(?:指标\d*[:：]?|[.…·]+|[-—/无]+)?")
_ENDS = frozenset(
    (
        "name",
        "code",
        "department",
        "implementing_unit",
        "annual_goal",
        "cycle_goal",
        "actual_goal",
        "task_total",
        "task",
    )
)


class Head(NamedTuple):
    """A head of a column: what it means, where it stands, and whether it is of several years or of one."""

    meaning: str
    cell: Cell
    role: str | None


class List(NamedTuple):
    """Columns that belong together: one list of indicators, for several years or for one."""

    columns: dict[str, Cell]
    role: str | None


class Entry(NamedTuple):
    """An indicator of a list before the lists are put together."""

    level1: str | None
    level2: str | None
    name: str
    cycle: str | None
    annual: str | None
    actual: str | None
    score: str | None
    origin: Origin


class Grid(NamedTuple):
    """What the grids of a form hold."""

    indicators: tuple[IndicatorRecord, ...]
    rows: frozenset[int]  # rows of the form that belong to grids, heads included
    has_actual: bool
    unknown: tuple[tuple[Cell, tuple[str, str]], ...]  # heads nobody knows, with their neighbours
    assumed: bool  # two lists, and nothing says which is of several years


def find_heads(form: Form, number: int) -> list[Head]:
    """The heads of a grid if this row has them: levels or names, and values."""
    heads = [
        Head(meaning, cell, role_of(cell.text))
        for cell in form.rows[number]
        if cell.text and (meaning := head_of(cell.text, form.year))
    ]
    meanings = {head.meaning for head in heads}
    named = "name" in meanings or {"level1", "level2"} <= meanings
    leading = meanings & {"level1", "level2"} or ("name" in meanings and meanings & set(_VALUES))
    return heads if named and leading else []


def read_grids(form: Form) -> Grid:
    """Read every grid of a form."""
    reader = _Reader(form)
    for number in range(len(form.rows)):
        reader.take(number)
    return reader.finished()


class _Reader:
    """The walk down the rows of a form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.lists: list[List] = []
        self.head_row = -1
        self.side: str | None = None  # the role of the label at the left
        self.levels: dict[int, tuple[str | None, str | None]] = {}
        self.entries: dict[str | None, list[Entry]] = {}
        self.rows: set[int] = set()
        self.unknown: list[tuple[Cell, tuple[str, str]]] = []
        self.has_actual = False
        self.assumed = False

    def take(self, number: int) -> None:
        """Decide what a row is."""
        if heads := find_heads(self.form, number):
            self._open(number, heads)
        elif self.lists and number == self.head_row + 1 and self._is_second_head(number):
            self.rows.add(number)
        elif self.lists and self._ends(number):
            self.lists = []
        elif self.lists:
            self.rows.add(number)
            self._take_row(number)

    def _open(self, number: int, heads: list[Head]) -> None:
        self.head_row = number
        self.levels = {}
        self.rows.add(number)
        first = min(head.cell.start for head in heads if head.meaning != "ignored")
        self.side = next(
            (role for cell in self.form.rows[number] if cell.end <= first and (role := role_of(cell.text))), None
        )
        cells = self.form.rows[number]
        for index, cell in enumerate(cells):
            if cell.start >= first and cell.text and head_of(cell.text, self.form.year) is None:
                before = cells[index - 1].text if index else "表格左边"
                after = cells[index + 1].text if index + 1 < len(cells) else "表格右边"
                if not self._sub_heads(cell):
                    self.unknown.append((cell, (before, after)))
        self.lists = self._lists_of(heads)

    def _sub_heads(self, cell: Cell) -> list[Cell]:
        """Heads in the next row under a head, if all that stands there are heads."""
        following = self.form.rows[cell.row + 1] if cell.row + 1 < len(self.form.rows) else ()
        under = [other for other in following if other.overlaps(cell) and other.text]
        inside = all(cell.start <= other.start and other.end <= cell.end for other in under)
        known = all(head_of(other.text, self.form.year) for other in under)
        return under if under and inside and known and cell.end - cell.start > 1 else []

    def _is_second_head(self, number: int) -> bool:
        """Whether a row only says more about the heads above it."""
        filled = [cell for cell in self.form.rows[number] if cell.text]
        levels = [cell for part in self.lists for meaning, cell in part.columns.items() if meaning in _LEVELS]
        return bool(filled) and all(
            head_of(cell.text, self.form.year) and not any(cell.overlaps(level) for level in levels) for cell in filled
        )

    def _lists_of(self, heads: list[Head]) -> list[List]:
        """The heads as lists: a name that comes again begins another list, which may share the first level."""
        lists: list[dict[str, Cell]] = [{}]
        roles: dict[int, str] = {}
        for head in sorted(self._spread(heads), key=lambda head: head.cell.start):
            meaning = head.meaning
            if meaning == "ignored":
                continue
            columns = lists[-1]
            if meaning in columns and meaning in _LEVELS:
                columns = {} if meaning == "level1" else {k: v for k, v in columns.items() if k == "level1"}
                lists.append(columns)
            if meaning == "annual_value" and "value" in columns:
                # 指标值 beside 年度指标值: the first is of the whole period.
                columns["cycle_value"] = columns.pop("value")
            columns.setdefault(meaning, head.cell)
        for index, columns in enumerate(lists):
            role = self._role(columns)
            if role:
                roles[index] = role
        if len(lists) == 2 and roles.get(0) == roles.get(1) and self._shares_level1(lists) and self._is_of_years():  # noqa: PLR2004 - two make a pair
            # 实施期目标 and 年度目标 above stand over other columns than their lists.
            roles = {0: CYCLE, 1: ANNUAL}
        if len(lists) > 1 and not roles:
            self.assumed = True
            roles = {0: CYCLE, 1: ANNUAL}
        if len(lists) == 2:  # noqa: PLR2004 - what one list is of tells the other
            for index in (0, 1):
                if index not in roles and 1 - index in roles:
                    roles[index] = CYCLE if roles[1 - index] == ANNUAL else ANNUAL
        return [List(columns, roles.get(index)) for index, columns in enumerate(lists)]

    def _shares_level1(self, lists: list[dict[str, Cell]]) -> bool:
        """Whether the second list has no first level of its own."""
        return lists[0].get("level1") is not None and lists[0].get("level1") is lists[1].get("level1")

    def _is_of_years(self) -> bool:
        """Whether the form speaks of several years above its grid."""
        above = (cell for row in self.form.rows[: self.head_row] for cell in row if cell.text)
        return any((label := self.form.label(cell)) and label.meaning.startswith("cycle_") for cell in above)

    def _spread(self, heads: list[Head]) -> Iterator[Head]:
        """Heads of two lines as one: 指标值 over 性质, 值 and 单位, or over 中长期 and 年度."""
        for cell in self.form.rows[heads[0].cell.row]:
            meaning = head_of(cell.text, self.form.year) if cell.text else None
            under = self._sub_heads(cell) if meaning not in _LEVELS else []
            for other in under:
                inner = head_of(other.text, self.form.year) or "ignored"
                if meaning == "ignored" and inner in ("value", *_VALUES):
                    inner = "ignored"
                if inner == "value" and meaning in _VALUES:
                    inner = meaning
                yield Head(inner, other, role_of(other.text) or role_of(cell.text))
            if meaning and not under:
                yield Head(meaning, cell, role_of(cell.text))

    def _role(self, columns: dict[str, Cell]) -> str | None:
        """What the words over a list's columns, or a goal standing over them, say."""
        if "cycle_value" in columns and ("annual_value" in columns or "value" in columns):
            return None
        if "cycle_value" in columns:
            return CYCLE
        if "annual_value" in columns:
            return ANNUAL
        value = columns.get("value") or columns.get("name")
        if value is None:
            return None
        for row in reversed(self.form.rows[: self.head_row]):
            over = [cell for cell in row if cell.overlaps(value) and cell.text]
            spans_all = over and over[0].start == row[0].start and over[0].end == row[-1].end
            if over and not spans_all and over[0].start > row[0].start and (role := role_of(over[0].text)):
                return role
        return None

    def _ends(self, number: int) -> bool:
        """Whether a row no longer belongs to the grid: it begins with another label of the form."""
        filled = [cell for cell in self.form.rows[number] if cell.text]
        if not filled:
            return False
        first = filled[0]
        names = min(
            part.columns[meaning].start for part in self.lists for meaning in _LEVELS if meaning in part.columns
        )
        label = self.form.label(first)
        # 绩效指标 beside the grid, or a part of it behind a page end, ends nothing.
        if label is None or first.start > names or "指标" in key(first.text):
            return False
        if first.start == names and len(filled) > 2 and label.meaning not in _ENDS:  # noqa: PLR2004 - a label and its value
            return False
        return role_of(first.text) is None or label.meaning in _ENDS

    def _take_row(self, number: int) -> None:
        row = self.form.rows[number]
        names = min(
            part.columns[meaning].start for part in self.lists for meaning in _LEVELS if meaning in part.columns
        )
        for cell in row:
            if cell.end <= names and cell.text and (role := role_of(cell.text)):
                self.side = role
        filled = [cell for cell in row if cell.text]
        if not filled or row_label(filled[0].text):
            return
        if len(filled) == 1 and filled[0].start <= names and filled[0].end > names + 1:
            return  # a remark over the whole width
        for index, part in enumerate(self.lists):
            entry = self._entry(index, part, row)
            if entry:
                role = part.role or (self.side if not _has_both(part) else None)
                self.entries.setdefault(role, []).append(_placed(entry, role))

    def _entry(self, index: int, part: List, row: Iterable[Cell]) -> Entry | None:
        texts = {meaning: _text(row, head) for meaning, head in part.columns.items()}
        before1, before2 = self.levels.get(index, (None, None))
        level1 = texts.get("level1") or before1
        changed = bool(texts.get("level1")) and key(texts["level1"]) != key(before1 or "")
        level2 = texts.get("level2") or (None if changed else before2)
        self.levels[index] = (level1, level2)
        name = texts.get("name", "") if "name" in part.columns else level2 or ""
        value = _value(texts, "value")
        annual = _value(texts, "annual_value")
        cycle = _value(texts, "cycle_value")
        actual, score = texts.get("actual") or None, texts.get("score") or None
        if actual:
            self.has_actual = True
        if not (value or annual or cycle) and (_PLACEHOLDER.fullmatch(name.strip()) or not name):
            return None
        if "name" not in part.columns:
            level2 = level2 if "level1" not in part.columns else None
        return Entry(level1, level2, name, cycle, annual or value, actual, score, self._origin(row))

    def _origin(self, row: Iterable[Cell]) -> Origin:
        return self.form.origins[next(iter(row)).row]

    def finished(self) -> Grid:
        """The lists put together."""
        lists = [self.entries[role] for role in (CYCLE, None, ANNUAL) if role in self.entries]
        entries = _together(lists) if len(lists) > 1 else lists[0] if lists else []
        return Grid(
            tuple(_indicator(entry) for entry in entries),
            frozenset(self.rows),
            self.has_actual,
            tuple(self.unknown),
            self.assumed,
        )


def _has_both(part: List) -> bool:
    return "cycle_value" in part.columns and ("annual_value" in part.columns or "value" in part.columns)


def _placed(entry: Entry, role: str | None) -> Entry:
    """An entry of a list for several years has its one value there."""
    if role == CYCLE and entry.cycle is None:
        return entry._replace(cycle=entry.annual, annual=None)
    return entry


def _text(row: Iterable[Cell], head: Cell) -> str:
    """The cell beneath a head; one that reaches over several columns counts for the first."""
    for cell in row:
        if cell.start <= head.start < cell.end or head.start <= cell.start < head.end:
            return cell.text if cell.start >= head.start or cell.end - cell.start == 1 or not cell.text else ""
    return ""


def _value(texts: dict[str, str], column: str) -> str | None:
    """性质, 指标值 and 单位 in columns of their own as one text."""
    return join_value(texts.get("nature", ""), texts.get(column, ""), texts.get("unit", ""))


def _together(lists: list[list[Entry]]) -> list[Entry]:
    """The list for several years and the yearly one: joined by level and name, the n-th with the n-th.

    An entry that only a later list has stands behind the one it follows there, and behind what else is of its level.
    """
    joined = list(lists[0])
    for following in lists[1:]:
        free = dict(enumerate(joined))
        new: list[tuple[int, Entry]] = []  # where each entry of this list alone stands
        place = 0
        for entry in following:
            at = next((index for index, other in free.items() if _same(other, entry)), None)
            if at is None:
                new.append((place, entry))
                continue
            other = free.pop(at)
            joined[at] = other._replace(
                cycle=other.cycle or entry.cycle,
                annual=entry.annual or other.annual,
                actual=entry.actual or other.actual,
                score=entry.score or other.score,
            )
            place = at + 1
        for start, entry in reversed(new):
            end = start
            while end in free and key(free[end].level1 or "") == key(entry.level1 or ""):
                end += 1
            joined.insert(end, entry)
    return joined


def _same(one: Entry, other: Entry) -> bool:
    return all(
        key(first or "") == key(second or "")
        for first, second in ((one.level1, other.level1), (one.level2, other.level2), (one.name, other.name))
    )


def _indicator(entry: Entry) -> IndicatorRecord:
    code1, level1 = split_code(entry.level1) if entry.level1 else (None, None)
    code2, level2 = split_code(entry.level2) if entry.level2 else (None, None)
    level1, level2 = (_one_line(level) for level in (level1, level2))
    kind1, kind2 = kind_of(level1, 1), kind_of(level2, 2)
    return IndicatorRecord(
        level1=level1,
        level2=level2,
        name=_one_line(entry.name) or "",
        cycle_target=entry.cycle,
        annual_target=entry.annual,
        actual=entry.actual,
        score=entry.score,
        level1_code=code1,
        level2_code=code2,
        kind1=kind1,
        kind2=kind2,
        misfiled=is_misfiled(kind1, kind2),
        origin=entry.origin,
    )


def _one_line(text: str | None) -> str | None:
    """A level or a name without the line breaks of a narrow cell."""
    return re.sub(r"\s*\n\s*", "", text) if text else text
