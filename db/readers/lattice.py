"""Ruled tables of a page: rules and glyphs → grids of cells, and the lines of text outside them.

Coordinates are points, x to the right, y *down* the page.  Nothing here knows a file format.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

SNAP = 3.0  # rules nearer than this are one
_TOUCH = 4.0  # how far a rule may end short of the one it meets
_SHORTEST = 6.0
_MOST_RULES = 2_000  # positions of rules in one direction of a table; more is a drawing


class Glyph(NamedTuple):
    """A character and its box."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.y0 + self.y1) / 2


class Rule(NamedTuple):
    """A straight stroke: `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


class Line(NamedTuple):
    """One line of text."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    pieces: tuple[str, ...]  # the text between wide gaps


class GridCell(NamedTuple):
    """A cell: its slots in the grid (ends exclusive), its lines and its width."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[Line, ...]
    width: float


class Grid(NamedTuple):
    """A ruled table of a page; `open_top` and `open_bottom`: no rule closes it there."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    open_top: bool
    open_bottom: bool

    @property
    def top(self) -> float:
        """Where it begins on the page."""
        return self.ys[0]


class PageText(NamedTuple):
    """What stands on a page, each in reading order."""

    grids: tuple[Grid, ...]
    lines: tuple[Line, ...]


def read_page(horizontal: Iterable[Rule], vertical: Iterable[Rule], glyphs: Sequence[Glyph]) -> PageText:
    """Find the tables, put every glyph into its cell, and the rest into lines."""
    level, upright = merge_rules(horizontal), merge_rules(vertical)
    frames = [frame for frame in (_frame(*group) for group in _groups(level, upright)) if frame is not None]
    # A frame inside a cell of another is read first: what stands in it is no text of that cell.
    frames.sort(key=lambda frame: (frame.xs[-1] - frame.xs[0]) * (frame.ys[-1] - frame.ys[0]))
    left = list(glyphs)
    grids: list[Grid] = []
    for frame in frames:
        inside, left = _inside(frame, left)
        grids.append(_grid(frame, inside))
    return PageText(tuple(sorted(grids, key=lambda grid: grid.top)), tuple(lines_of(left)))


def merge_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Rules in one line that touch or overlap become one; dashes and cell borders drawn one by one do."""
    merged: list[Rule] = []
    for group in _clusters(sorted(rules), SNAP):
        at = median(rule.at for rule in group)
        start = end = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None or end is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + SNAP:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None and end is not None:
            merged.append(Rule(at, start, end))
    return [rule for rule in merged if rule.end - rule.start >= _SHORTEST]


def _clusters(rules: list[Rule], nearest: float) -> list[list[Rule]]:
    """Rules whose position differs from the first of their cluster by no more than a snap."""
    clusters: list[list[Rule]] = []
    for rule in rules:
        if clusters and rule.at - clusters[-1][0].at <= nearest:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


def _groups(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or through others, belong to one table."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for above, across in enumerate(level):
        for beside, down in enumerate(upright, len(level)):
            meets = (
                across.start - _TOUCH <= down.at <= across.end + _TOUCH
                and down.start - _TOUCH <= across.at <= down.end + _TOUCH
            )
            if meets:
                parent[root(above)] = root(beside)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(level):
        groups.setdefault(root(index), ([], []))[0].append(rule)
    for index, rule in enumerate(upright, len(level)):
        groups.setdefault(root(index), ([], []))[1].append(rule)
    return list(groups.values())


class _Frame(NamedTuple):
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: list[Rule]
    upright: list[Rule]
    open_top: bool
    open_bottom: bool


def _frame(level: list[Rule], upright: list[Rule]) -> _Frame | None:
    """The grid of a group of rules; None for an underline, a box or a drawing."""
    if not level or not upright or len(level) + len(upright) > _MOST_RULES:
        return None
    xs = _positions([rule.at for rule in upright], [edge for rule in level for edge in (rule.start, rule.end)])
    ys = _positions([rule.at for rule in level], [edge for rule in upright for edge in (rule.start, rule.end)])
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:  # noqa: PLR2004 - a grid has sides, and more than one cell
        return None
    tops, bottoms = (any(abs(rule.at - edge) <= SNAP for rule in level) for edge in (ys[0], ys[-1]))
    return _Frame(xs, ys, level, upright, not tops, not bottoms)


def _positions(rules: list[float], ends: list[float]) -> tuple[float, ...]:
    """Where rules stand; where others reach out beyond the outermost, the table has an open side there."""
    found = sorted(set(rules))
    if min(ends) < found[0] - 3 * _TOUCH:
        found.insert(0, min(ends))
    if max(ends) > found[-1] + 3 * _TOUCH:
        found.append(max(ends))
    return tuple(found)


def _inside(frame: _Frame, glyphs: list[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        within = (
            frame.xs[0] <= (glyph.x0 + glyph.x1) / 2 <= frame.xs[-1] and frame.ys[0] <= glyph.middle <= frame.ys[-1]
        )
        (inside if within else outside).append(glyph)
    return inside, outside


def _grid(frame: _Frame, glyphs: list[Glyph]) -> Grid:
    rows, columns = len(frame.ys) - 1, len(frame.xs) - 1
    owner = _regions(frame, rows, columns)
    texts: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        row = min(max(bisect_right(frame.ys, glyph.middle) - 1, 0), rows - 1)
        column = min(max(bisect_right(frame.xs, (glyph.x0 + glyph.x1) / 2) - 1, 0), columns - 1)
        texts.setdefault(owner[row][column], []).append(glyph)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(rows):
        for column in range(columns):
            first = owner[row][column]
            spans[first] = (row + 1 - first[0], column + 1 - first[1])
    cells = tuple(
        GridCell(
            row,
            column,
            *spans[row, column],
            tuple(lines_of(texts.get((row, column), []))),
            frame.xs[column + spans[row, column][1]] - frame.xs[column],
        )
        for row, column in sorted(spans)
    )
    return Grid(frame.xs, frame.ys, cells, frame.open_top, frame.open_bottom)


def _regions(frame: _Frame, rows: int, columns: int) -> list[list[tuple[int, int]]]:
    """The upper left slot of the cell each slot belongs to; cells are rectangles, grown right and then down."""
    owner: list[list[tuple[int, int] | None]] = [[None] * columns for _ in range(rows)]
    uprights = _by_position(frame.upright, frame.xs)
    levels = _by_position(frame.level, frame.ys)
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] is not None:
                continue
            wide = column + 1
            while (
                wide < columns
                and owner[row][wide] is None
                and not _crosses(uprights[wide], frame.ys[row], frame.ys[row + 1])
            ):
                wide += 1
            deep = row + 1
            while deep < rows and _goes_on(frame, levels, uprights, deep, (column, wide)):
                deep += 1
            for slot_row in range(row, deep):
                owner[slot_row][column:wide] = [(row, column)] * (wide - column)
    return [[slot or (row, column) for column, slot in enumerate(slots)] for row, slots in enumerate(owner)]


def _goes_on(
    frame: _Frame, levels: list[list[Rule]], uprights: list[list[Rule]], row: int, span: tuple[int, int]
) -> bool:
    """Whether the slots of a row belong to the cell above them: no rule between, none inside."""
    column, wide = span
    top, bottom = frame.ys[row], frame.ys[row + 1]
    if any(_crosses(levels[row], frame.xs[at], frame.xs[at + 1]) for at in range(column, wide)):
        return False
    if any(_crosses(uprights[at], top, bottom) for at in range(column + 1, wide)):
        return False
    sides = (at for at in (column, wide) if 0 < at < len(frame.xs) - 1)
    return all(_crosses(uprights[at], top, bottom) for at in sides)


def _by_position(rules: list[Rule], positions: tuple[float, ...]) -> list[list[Rule]]:
    found: list[list[Rule]] = [[] for _ in positions]
    for rule in rules:
        at = min(range(len(positions)), key=lambda index: abs(positions[index] - rule.at))
        found[at].append(rule)
    return found


def _crosses(rules: list[Rule], start: float, end: float) -> bool:
    """Whether a rule separates what lies along this stretch: it passes the middle of it."""
    middle = (start + end) / 2
    return any(rule.start - SNAP <= middle <= rule.end + SNAP for rule in rules)


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Glyphs as lines from top to bottom, left to right; a bold print made of two is read once."""
    lines: list[list[Glyph]] = []
    total = 0.0  # of the middles in the last line
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.y0 + glyph.y1, glyph.x0)):
        middle = (glyph.y0 + glyph.y1) / 2
        # Small signs (superscripts, commas) belong to the line whose height holds their middle.
        if lines and middle - total / len(lines[-1]) <= 0.5 * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
            total += middle
        else:
            lines.append([glyph])
            total = middle
    return [line for line in map(_line, lines) if line.text]


def _with_spaces(ordered: list[Glyph]) -> Iterator[tuple[Glyph, bool]]:
    """The glyphs that show, each with whether the file has a space before it."""
    is_spaced = False
    for glyph in ordered:
        if glyph.text == " ":
            is_spaced = True
        else:
            yield glyph, is_spaced
            is_spaced = False


def _line(glyphs: list[Glyph]) -> Line:
    ordered = sorted(glyphs, key=lambda glyph: glyph.x0)
    shown = [glyph for glyph in ordered if glyph.text != " "]
    if not shown:
        return Line("", 0, 0, 0, 0, 0, ())
    size = median(glyph.size for glyph in shown)
    pieces = [""]
    before: Glyph | None = None
    for glyph, is_spaced in _with_spaces(ordered):
        if before is not None:
            gap = glyph.x0 - before.x1
            if glyph.text == before.text and abs(glyph.x0 - before.x0) < 0.2 * size:
                continue
            if gap > 1.6 * size:
                pieces.append("")
            elif is_spaced or (gap > 0.3 * size and glyph.text.isascii() and before.text.isascii()):
                pieces[-1] += " "
        pieces[-1] += glyph.text
        before = glyph
    kept = tuple(stripped for piece in pieces if (stripped := piece.strip()))
    return Line(
        "  ".join(kept),
        shown[0].x0,
        max(glyph.x1 for glyph in shown),
        min(glyph.y0 for glyph in shown),
        max(glyph.y1 for glyph in shown),
        size,
        kept,
    )
