"""A project while its rows are read: one row, or one for each of its indicators."""

import re
from typing import NamedTuple

from db.indicators import parse_packed
from db.layouts.blocks import Columns
from db.layouts.drafts import Draft
from db.layouts.vocabulary import MONEY_COLUMNS, is_misfiled, key, kind_of, one_line, split_code
from db.records import IndicatorRecord, Issue, ProjectRecord, Row, short

# At least five signs, three of them digits, and no year: 2024-某项目 keeps its name whole.
_BARE_CODE = r"(?=(?:[A-Z]*\d){3})[0-9A-Z][0-9A-Z_-]{3,}[0-9A-Z]"
_CODE_AND_NAME = re.compile(
    rf"(?:[\[(（【](?P<inside>{_BARE_CODE})[\])）】]\s*[-—–_:：]?\s*|(?P<code>{_BARE_CODE})(?:\s*[-—–_:：]\s*|\s+|(?<=\d{{8}})))"
    r"(?P<name>(?=[^\d\s]).+)",
    re.DOTALL,
)
_CODE = re.compile(_BARE_CODE)
_Fingerprint = tuple[str, str, str]


def split_name(cells: tuple[str, ...]) -> tuple[str | None, str]:
    """The cells under the heading for names as (code, name).

    >>> split_name(("44010123P000001-农村公路养护",)), split_name(("2024年桥梁检测",))
    (('44010123P000001', '农村公路养护'), (None, '2024年桥梁检测'))
    >>> split_name(("123456", "公交补贴"))
    ('123456', '公交补贴')
    """
    filled = [one_line(cell) for cell in cells if cell]
    name = filled[-1] if filled else ""
    code = next((cell for cell in filled[:-1] if _CODE.fullmatch(cell)), None)
    match = _CODE_AND_NAME.fullmatch(name)
    return (match["inside"] or match["code"], match["name"]) if match else (code, name)


class Own(NamedTuple):
    """What the row that names a project says of it; money in 分 by field of `ProjectRecord`."""

    name: str
    code: str | None
    spending_unit: str | None
    money: dict[str, int | None]
    executed_fen: int | None = None
    execution_rate: str | None = None
    score: str | None = None


class OpenProject:
    """A project whose rows are still being read."""

    def __init__(self, draft: Draft, row: Row, columns: Columns, own: Own) -> None:
        """Begin with the row that names it."""
        self.draft = draft
        self._row = row
        self._columns = columns
        self._own = own
        self._goals: list[str] = []
        self._indicators: list[IndicatorRecord] = []
        self._numbers: list[int] = []
        self._level1: str | None = None
        self._level2: str | None = None
        self._first: _Fingerprint | None = None
        self._issues: list[Issue] = []

    def add(self, row: Row, columns: Columns) -> None:
        """Take what a row says of the project: goal, packed indicators, or its one indicator."""
        goal = columns.cell(row, "goal")
        if goal and key(goal) not in map(key, self._goals):
            self._goals.append(goal)
        if packed_cell := columns.cell(row, "indicators"):
            self._add_packed(packed_cell, row)
        if columns.has_indicators:
            self._add_indicator(row, columns)

    def is_repeated(self, row: Row, columns: Columns, draft: Draft) -> bool:
        """Whether a row repeats the project's own cells beside another of its indicators.

        A row that comes back to the first indicator is the project printed a second time.
        """
        same_name = columns.cells(row, "name") == self._columns.cells(self._row, "name")
        if draft is not self.draft or not same_name or _fingerprint(row, columns) == self._first:
            return False
        return self.repeats_cells(row, columns)

    def repeats_cells(self, row: Row, columns: Columns) -> bool:
        """Whether a row's own cells are blank or those of the project."""
        for column in (*MONEY_COLUMNS, "code"):
            cell = columns.cell(row, column)
            if cell and cell != self._columns.cell(self._row, column):
                return False
        goal = columns.cell(row, "goal")
        return not goal or key(goal) in map(key, self._goals) or not self._begins_anew(row, columns)

    def _begins_anew(self, row: Row, columns: Columns) -> bool:
        """Whether the levels start over: the row's are those of the first indicator, the last had others."""
        if not self._indicators:
            return False
        level1 = key(split_code(columns.cell(row, "level1"))[1])
        first, last = (key(self._indicators[index].level1 or "") for index in (0, -1))
        return bool(level1) and level1 == first != last

    def _add_packed(self, cell: str, row: Row) -> None:
        packed = parse_packed(cell, row.origin)
        self._indicators.extend(packed.indicators)
        self._numbers.extend(packed.numbers)
        for text in packed.unread:
            message = f"绩效指标栏有认不出的文字「{short(text)}」；没有装入为指标"
            self._issues.append(Issue("unread_indicator", message, row.origin.place, len(self.draft.projects)))

    def _add_indicator(self, row: Row, columns: Columns) -> None:
        self._take_levels(one_line(columns.cell(row, "level1")), one_line(columns.cell(row, "level2")))
        name = one_line(columns.cell(row, "indicator_name"))
        targets = {column: columns.target(row, column) for column in ("value", "cycle_value")}
        before = self._indicators[-1] if self._indicators else None
        if before is not None and columns.covered(row, "indicator_name") and any(targets.values()):
            name = before.name
        if not name and not any(targets.values()):
            return  # a level without an indicator, as empty forms have them
        if before is not None and columns.covered(row, "value"):
            targets["value"] = before.annual_target
        code1, level1 = split_code(self._level1) if self._level1 else (None, None)
        code2, level2 = split_code(self._level2) if self._level2 else (None, None)
        kind1, kind2 = kind_of(level1, 1), kind_of(level2, 2)
        self._indicators.append(
            IndicatorRecord(
                level1=level1,
                level2=level2,
                name=name,
                cycle_target=targets["cycle_value"],
                annual_target=targets["value"],
                actual=columns.cell(row, "actual") or None,
                score=columns.cell(row, "score") or None,
                level1_code=code1,
                level2_code=code2,
                kind1=kind1,
                kind2=kind2,
                misfiled=is_misfiled(kind1, kind2),
                origin=row.origin,
            )
        )
        self._first = self._first or _fingerprint(row, columns)

    def _take_levels(self, level1: str, level2: str) -> None:
        """A blank level is the one above it; a new level 1 has no level 2 of the old."""
        if level1 and key(level1) != key(self._level1 or ""):
            self._level1, self._level2 = level1, None
        if level2:
            self._level2 = level2

    def close(self) -> None:
        """Add it to its document."""
        ordinal = len(self.draft.projects)
        place = self._row.origin.place
        if self._numbers != list(range(1, len(self._numbers) + 1)):
            printed = "、".join(str(number) for number in self._numbers)
            message = f"绩效指标的编号不连续（{short(printed)}）；按出现的次序装入"
            self._issues.append(Issue("item_numbers", message, place, ordinal))
        self.draft.issues.extend(self._issues)
        self.draft.projects.append(
            ProjectRecord(
                name=self._own.name,
                code=self._own.code,
                spending_unit=self._own.spending_unit,
                implementing_unit=self._columns.cell(self._row, "implementing_unit") or None,
                goal="\n".join(self._goals) or None,
                indicators=_at_their_levels(self._indicators),
                origin=self._row.origin,
                executed_fen=self._own.executed_fen,
                execution_rate=self._own.execution_rate,
                score=self._own.score,
                **self._own.money,
            )
        )


def _at_their_levels(indicators: list[IndicatorRecord]) -> tuple[IndicatorRecord, ...]:
    """Where only one level is printed, its own texts say which: 产出指标 under 指标类别 is a level 1."""
    if any(one.level1 for one in indicators) or not all(kind_of(one.level2, 1) for one in indicators if one.level2):
        return tuple(indicators)
    if all(kind_of(one.level2, 2) for one in indicators if one.level2):
        return tuple(indicators)
    return tuple(
        one._replace(
            level1=one.level2,
            level1_code=one.level2_code,
            kind1=kind_of(one.level2, 1),
            level2=None,
            level2_code=None,
            kind2=None,
        )
        for one in indicators
    )


def _fingerprint(row: Row, columns: Columns) -> _Fingerprint:
    name, level2, value = (key(columns.cell(row, column)) for column in ("indicator_name", "level2", "value"))
    return name, level2, value
