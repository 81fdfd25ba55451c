"""Header rows of list-like tables: which column stands where, over one line or several.

A column is known by the path of headings above it: 预算金额 over 小计 is the total, 财政拨款 over 小计 the
appropriation, 实施周期指标 over 指标值 the cycle target.  Headings are found by the vocabulary, never by position.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from db.layouts.values import join_value
from db.layouts.vocabulary import MONEY_COLUMNS, column_of, group_of, key, unit_in, years_in_heading
from db.records import Row

_FEWEST_HEADINGS = 3
_LONGEST_HEADING = 40
_MOST_LINES = 5
_NUMBER = re.compile(r"[-+¥￥]?\d[\d,.]*%?")
_NUMBERING = re.compile(r"栏次|栏目|甲|乙|丙|丁|[a-z]|\(?\d{1,2}\)?(?:=.*)?")
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d年?度?")
_BARE_SUMS = frozenset(("小计", "合计", "总计", "金额", "总额", "金额合计", "预算数"))
_THIS_YEAR = re.compile("年度|当年|本年|年初|预期|全年")
_INDICATOR_COLUMNS = ("indicator_name", "value", "annual_value", "cycle_value")
# Under a group of the same name the value columns of two lists stand side by side.
_BY_GROUP = {("value", "cycle"): "cycle_value", ("value", "annual"): "annual_value"}
_GROUPED = ("goal", "value", "annual_value", "cycle_value", "cycle_goal", "nature", "value_unit", "indicators")
_BESIDE = {
    "value": ("nature", "value_unit"),
    "annual_value": ("nature", "value_unit"),
    "cycle_value": ("nature", "value_unit"),
}


class Columns(NamedTuple):
    """A header: canonical column → position, units printed in headings, and what the vocabulary does not know."""

    position: dict[str, int]
    widths: dict[str, int]  # canonical column → places it covers
    beside: dict[str, tuple[int | None, int | None]]  # value column → where its 性质 and 计量单位 stand
    units: dict[str, str]
    headings: dict[str, str]  # canonical column → the heading as printed
    unknown: tuple[str, ...]  # each with its neighbours, as messages show it
    repeated: tuple[str, ...]
    years: tuple[int, ...]  # years in the headings of what is read
    width: int
    lines: int  # rows the header takes

    def cell(self, row: Row, column: str) -> str:
        """The cell of a column; empty where the row is short or the column is missing."""
        position = self.position.get(column)
        if position is None or position >= len(row.cells):
            return ""
        if row.cells[position] or self.widths[column] == 1:
            return row.cells[position]
        return next((cell for cell in self.cells(row, column) if cell), "")

    def cells(self, row: Row, column: str) -> tuple[str, ...]:
        """The cells of a column; a heading may stand over several."""
        position = self.position.get(column)
        return row.cells[position : position + self.widths[column]] if position is not None else ()

    def covered(self, row: Row, column: str) -> bool:
        """Whether the column's cell goes on from the row above."""
        position = self.position.get(column)
        return position is not None and position in row.above and not any(self.cells(row, column))

    def target(self, row: Row, column: str) -> str | None:
        """A value with its 性质 and 计量单位, wherever these stand."""
        if column not in self.position:
            return None
        nature, unit = self.beside.get(column, (None, None))
        parts = [cell for cell in self.cells(row, column) if cell]
        if nature is None and unit is None and len(parts) > 1:
            # 性质, 值 and 单位 under one heading
            return join_value(parts[0], parts[1], "".join(parts[2:])) if len(parts) > 2 else "".join(parts)  # noqa: PLR2004 - two make a pair
        return join_value(_at(row, nature), "".join(parts), _at(row, unit))

    def rate(self, row: Row) -> str | None:
        """The execution rate, with the % that its heading prints."""
        cell = self.cell(row, "execution_rate")
        percent = "%" in key(self.headings.get("execution_rate", "")) and cell[-1:].isdecimal()
        return (f"{cell}%" if percent else cell) or None

    @property
    def has_indicators(self) -> bool:
        """Whether each row is an indicator."""
        return "indicator_name" in self.position

    @property
    def is_about_targets(self) -> bool:
        """Whether goals or indicators stand in it; a table of money alone has neither."""
        return any(column in self.position for column in ("goal", "indicators", "indicator_name"))


def _at(row: Row, position: int | None) -> str:
    return row.cells[position] if position is not None and position < len(row.cells) else ""


def find_header(rows: Sequence[Row], index: int, year: int | None = None) -> Columns | None:
    """The header that begins in this row of a table, if one does; `year` is the document's, as far as known."""
    start = next((at for at in range(index, min(index + 3, len(rows))) if _names_projects(rows[at])), None)
    if start is None or not all(_is_line_above(row) for row in rows[index:start]):
        return None
    end = start + 1
    while end < len(rows) and end - start < _MOST_LINES and _goes_on(rows, start, end):
        end += 1
    columns = _columns(rows[index:end], year)
    if columns is None:
        return None
    while end < len(rows) and _is_numbering(rows[end]):
        end += 1
    return columns._replace(lines=end - index)


def _names_projects(row: Row) -> bool:
    """Whether a heading for names of projects stands in the row; each such word holds 项."""
    return any("项" in cell and len(cell) <= _LONGEST_HEADING and column_of(cell) == "name" for cell in row.cells)


def _is_line_above(row: Row) -> bool:
    """Whether a row may be the upper line of a header: headings over several columns, no sentence and no amount."""
    filled = [cell for cell in row.cells if cell]
    return len(filled) > 1 and any(map(_is_known, filled)) and all(map(_may_be_heading, filled))


def _may_be_heading(cell: str) -> bool:
    """Whether a text is no amount, no sentence and no label with its value."""
    form = key(cell)
    labelled = ":" in form and not form.startswith("其中")
    return len(cell) <= _LONGEST_HEADING and not labelled and not _NUMBER.fullmatch(form)


def _goes_on(rows: Sequence[Row], start: int, end: int) -> bool:
    """Whether a row is a further line of the header that names projects in row `start`."""
    row = rows[end]
    position = next(index for index, cell in enumerate(rows[start].cells) if column_of(cell) == "name")
    if position < len(row.cells) and row.cells[position]:
        return False
    filled = [cell for cell in row.cells if cell]
    if position in row.above:
        return True
    known = [cell for cell in filled if _is_known(cell)]
    return bool(filled) and 2 * len(known) >= len(filled) and not any(_NUMBER.fullmatch(key(cell)) for cell in filled)


def _is_known(heading: str) -> bool:
    return column_of(heading) is not None or group_of(heading) is not None or bool(_YEAR_ONLY.fullmatch(key(heading)))


def _is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or 甲, 乙, 1."""
    filled = [key(cell) for cell in row.cells if cell]
    if len(filled) < _FEWEST_HEADINGS or not all(_NUMBERING.fullmatch(cell) for cell in filled):
        return False
    numbers = [int(cell) for cell in filled if cell.isdecimal()]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def _paths(lines: Sequence[Row]) -> list[tuple[str, ...]]:
    """The headings above each column, from the top."""
    width = max(len(line.cells) for line in lines)
    marked = any(line.left or line.above for line in lines)
    paths: list[tuple[str, ...]] = [()] * width
    for number, line in enumerate(lines):
        last = ""
        for column in range(width):
            cell = line.cells[column] if column < len(line.cells) else ""
            if cell:
                last = cell
            elif column in line.above:
                last = ""
                continue
            elif column not in line.left:
                below = any(column < len(lower.cells) and lower.cells[column] for lower in lines[number + 1 :])
                alone = any(column < len(upper.cells) and upper.cells[column] for upper in lines[:number])
                # Without marks a blank in an upper line belongs to the heading at its left, if headings stand below.
                if marked or not below or alone:
                    last = "" if marked or not below else last
                    continue
            if last and (not paths[column] or paths[column][-1] != last):
                paths[column] = (*paths[column], last)
    return paths


class _Found(NamedTuple):
    """A column of the table: its canonical name, if any, and what its headings say."""

    place: int
    width: int
    column: str | None
    path: tuple[str, ...]
    group: str | None
    years: tuple[int, ...]

    @property
    def text(self) -> str:
        """The headings as messages show them."""
        return "/".join(self.path)


def _columns(lines: Sequence[Row], year: int | None) -> Columns | None:
    found = _found(_paths(lines))
    has_funds = any(one.column in ("government_fund", "state_capital") for one in found)
    chosen: dict[str, _Found] = {}
    repeated: list[_Found] = []
    for one in found:
        if one.column is None or one.column in ("ignored", "remark", "nature", "value_unit"):
            continue
        other = chosen.get(one.column)
        if other is None:
            chosen[one.column] = one
            continue
        better = _better(one, other, year, narrow=has_funds)
        chosen[one.column] = better
        if key(one.text) == key(other.text):
            repeated.append(one)
    _settle(chosen)
    useful = "name" in chosen and any(column in chosen for column in (*MONEY_COLUMNS, "indicators", "indicator_name"))
    if not useful or sum(one.column is not None for one in found) < _FEWEST_HEADINGS:
        return None
    unknown = [index for index, one in enumerate(found) if one.column is None and one.path]
    return Columns(
        position={column: one.place for column, one in chosen.items()},
        widths={column: one.width for column, one in chosen.items()},
        beside={column: _beside(chosen[column], found) for column in _BESIDE if column in chosen},
        units={column: unit for column, one in chosen.items() if (unit := _unit(one.path))},
        headings={column: one.text for column, one in chosen.items()},
        unknown=tuple(_with_neighbours(found, index) for index in unknown),
        repeated=tuple(one.text for one in repeated),
        years=tuple(sorted({year for column in MONEY_COLUMNS if column in chosen for year in chosen[column].years})),
        width=max(len(line.cells) for line in lines),
        lines=len(lines),
    )


def _found(paths: list[tuple[str, ...]]) -> list[_Found]:
    """The columns; neighbours under the very same headings are one."""
    found: list[_Found] = []
    for place, path in enumerate(paths):
        if (
            found
            and path
            and found[-1].path == path
            and len(path[-1]) > 1
            and found[-1].place + found[-1].width == place
        ):
            found[-1] = found[-1]._replace(width=found[-1].width + 1)
            continue
        years = tuple(year for part in path for year in years_in_heading(part))
        groups = [group for part in path if (group := group_of(part))]
        group = next((group for group in groups if group in ("cycle", "annual")), None)
        found.append(_Found(place, 1, _column(path, group), path, group, years))
    return found


def _column(path: tuple[str, ...], group: str | None) -> str | None:
    """What a path of headings names."""
    parts = tuple(part for part in path if not _YEAR_ONLY.fullmatch(key(part))) or path
    if not parts:
        return None
    known = [column_of(part) for part in parts]
    if any(column == "ignored" and group_of(part) is None for column, part in zip(known, parts, strict=True)):
        return "ignored"
    if "executed" in known[:-1]:  # 全年执行数 over its parts: the sum is kept
        return "executed" if key(parts[-1]) in _BARE_SUMS else "ignored"
    column = column_of("".join(parts)) or known[-1]
    parents = [name for name in known[:-1] if name]
    if column == "unit_name" and any(name in _GROUPED for name in parents):
        column = "value_unit"
    over_group = any(name in _GROUPED for name in parents) and group_of(parts[-1]) in ("cycle", "annual")
    if (column == "ignored" and len(parts) > 1) or (over_group and column not in _GROUPED):
        column = None
    if key(parts[-1]) in _BARE_SUMS and any(name in MONEY_COLUMNS for name in parents):
        column = next(name for name in reversed(parents) if name in MONEY_COLUMNS)
    if column is None and group_of(parts[-1]) in ("cycle", "annual") and parents:
        # 指标值 over 实施周期 and 年度
        column = {"goal": "cycle_goal"}.get(parents[-1], parents[-1]) if group == "cycle" else parents[-1]
    if column is None and len(parts) > 1 and group_of(parts[-1]) == "other":
        column = parents[-1] if parents else None
    if column == "goal" and group == "cycle":
        return "cycle_goal"
    return _BY_GROUP.get((column or "", group or ""), column)


def _better(one: _Found, other: _Found, year: int | None, *, narrow: bool) -> _Found:
    """Of two columns of the same meaning the one of the document's year, else the one that says it is the year's.

    `narrow`: beside 政府性基金 stands 一般公共预算, and 财政拨款 may be the sum of both.
    """

    def rank(found: _Found) -> tuple[bool, bool, int, bool]:
        return (
            narrow and "一般公共" in found.text,
            year is not None and year in found.years,
            max(found.years, default=0),
            bool(_THIS_YEAR.search(found.text)),
        )

    return one if rank(one) > rank(other) else other


def _settle(chosen: dict[str, _Found]) -> None:
    """Columns that stand for another where that one is missing."""
    rows_of_indicators = any(column in chosen for column in ("level1", "level2", *_INDICATOR_COLUMNS))
    if rows_of_indicators and "indicator_name" not in chosen and "indicators" in chosen:
        chosen["indicator_name"] = chosen.pop("indicators")
    if "value" not in chosen and "annual_value" in chosen:
        chosen["value"] = chosen.pop("annual_value")
    if "value" not in chosen and "cycle_value" in chosen:
        chosen["value"] = chosen.pop("cycle_value")
    if "annual_value" in chosen:
        # The plain one beside the year's is the whole period's.
        chosen.setdefault("cycle_value", chosen["value"])
        chosen["value"] = chosen.pop("annual_value")
    for column, substitute in (("total", "adjusted_total"), ("goal", "cycle_goal")):
        if substitute in chosen:
            one = chosen.pop(substitute)
            chosen.setdefault(column, one)
    if "unit_name" in chosen and "value" in chosen and chosen["unit_name"].place > chosen["value"].place:
        del chosen["unit_name"]


def _beside(value: _Found, found: list[_Found]) -> tuple[int | None, int | None]:
    """Where the 性质 and 计量单位 of a value stand: those of its own group, else the nearest."""
    places: list[int | None] = []
    for wanted in ("nature", "value_unit"):
        candidates = [
            one
            for one in found
            if one.column == wanted
            or (wanted == "value_unit" and one.column == "unit_name" and one.place > value.place)
        ]
        own = [one for one in candidates if one.group == value.group] or candidates
        # 指标方向 holds signs where no column of 指标性质 does, else 正向 and 反向.
        nearest = min(own, key=lambda one: ("方向" in one.text, abs(one.place - value.place), one.place), default=None)
        places.append(nearest.place if nearest else None)
    return places[0], places[1]


def _unit(path: tuple[str, ...]) -> str | None:
    return next((unit for part in reversed(path) if (unit := unit_in(part))), None)


def _with_neighbours(found: list[_Found], index: int) -> str:
    before = found[index - 1].text if index else "表格左边"
    after = found[index + 1].text if index + 1 < len(found) else "表格右边"
    return f"「{found[index].text}」（在「{before}」与「{after}」之间）"
