"""From the pages of a paged document to its tables: rows and tables cut by a page end are put together again.

A table goes on when a page begins with one of the same width as ended the page before.  Its repeated head is dropped.
Its first row continues the row above when no rule parts them, when it has but one cell with text, or when every cell
with text follows one that reached the end of the page with a full line: such a line ended because the cell was too
narrow, not because the text did.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.readers.lattice import SNAP, Grid, GridCell, Line, PageText
from db.records import Origin, Row, Table

_PADDING = 13.0  # white space inside a cell, both sides together; programs leave 4 to 12 points
_LONG_TEXT = 30  # letters: text of this length that fills its cell to the end is no finished value
_LEADING = re.compile(  # what a line cannot be broken in: 个；,15、
    r"[（(《“「【]*(?:[A-Za-z0-9.,%/:\-≥≤]+|.)?[，。、；：,.;:）)》”」】％%]*(?:(?<=[,.:;])[A-Za-z0-9.,%/:\-]+[，。、；：]*)?"
)
_PAGE_NUMBER = re.compile(
    r"[-—–―·~\s]*第?\s*\d{1,4}\s*页?[-—–―·~\s]*(?:(?:[/,，]|of|共|\s)+\d{1,4}\s*页?)?", re.IGNORECASE
)
_FIGURE = re.compile(r"[-(]?[\d,]+(?:\.\d+)?[)]?")
_NO_START = re.compile(r"[%％‰，。、；：！？）)》」”】〉,.;:!?]")  # what begins no text
_NEIGHBOURS = 60  # rows looked at to see what a column holds
_WHOLE = re.compile(r"(?:指标|效益|满意度|影响)$")
_REMARK = re.compile(r"[（(][^（）()]{1,6}[)）]")
_HEAD_ROWS = 6  # a head that repeats stands this near to the top


class Page(NamedTuple):
    """A page by its number."""

    number: int
    text: PageText


class _Cell(NamedTuple):
    x0: float
    x1: float
    lines: tuple[Line, ...]
    rows: int  # how many rows of the page it covers from here on; 0: it began in a row above
    width: float
    height: int  # how many of its lines stand on its last page
    room: float  # what is free beneath the last of them

    @property
    def text(self) -> str:
        return join_lines(self.lines, self.width)


class _Row(NamedTuple):
    cells: tuple[_Cell, ...]
    origin: Origin
    has_top: bool  # a rule stands above it
    has_bottom: bool

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for cell in self.cells if (text := cell.text))


def tables_of(file: str, pages: Sequence[Page]) -> Iterator[Table]:
    """The tables and the lines between them, in reading order, as tables of rows."""
    lines: list[Row] = []
    open_table: list[_Row] = []
    running: frozenset[tuple[str, int]] = frozenset()
    for page in pages:
        heads = frozenset((line.text, round(line.y0)) for line in page.text.lines)
        for item, number in _items(page):
            if isinstance(item, Line):
                if (item.text, round(item.y0)) in running:
                    continue  # stood at the same place of the page before: a running head
                yield from _closed(open_table)
                open_table = []
                lines.append(Row((item.text,), Origin(file, page=page.number, row=number)))
                continue
            rows = _rows(item, Origin(file, page=page.number, table=number))
            if open_table and _same_width(open_table, rows):
                _append(open_table, rows)
                continue
            yield from _closed(open_table)
            if lines:
                yield Table(Origin(file, page=lines[0].origin.page), tuple(lines))
                lines = []
            open_table = rows
        running = heads
    yield from _closed(open_table)
    if lines:
        yield Table(Origin(file, page=lines[0].origin.page), tuple(lines))


def _items(page: Page) -> Iterator[tuple[Line | Grid, int]]:
    """Lines and tables from top to bottom, each with its number among its kind; page numbers are left out."""
    lines = list(page.text.lines)
    grids = page.text.grids
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text) and all(grid.top < lines[-1].y0 for grid in grids):
        lines.pop()
    if lines and _PAGE_NUMBER.fullmatch(lines[0].text) and all(grid.top > lines[0].y0 for grid in grids):
        lines.pop(0)
    placed: list[tuple[float, int, Line | Grid]] = [(line.y0, number, line) for number, line in enumerate(lines, 1)]
    placed += [(grid.top, number, grid) for number, grid in enumerate(grids, 1)]
    placed.sort(key=lambda one: one[:2])
    for _, number, item in placed:
        yield item, number


def _rows(grid: Grid, origin: Origin) -> list[_Row]:
    """The rows of a grid; a cell over several rows has its text in the first."""
    rows: list[list[_Cell]] = [[] for _ in grid.ys[1:]]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rows):
            rows[row].append(_placed(grid, cell, is_first=row == cell.row))
    last = len(rows)
    return [
        _Row(
            tuple(sorted(cells, key=lambda cell: cell.x0)),
            origin._replace(row=number),
            number > 1 or not grid.open_top,
            number < last or not grid.open_bottom,
        )
        for number, cells in enumerate(rows, 1)
        if cells
    ]


def _placed(grid: Grid, cell: GridCell, *, is_first: bool) -> _Cell:
    x0, x1 = grid.xs[cell.column], grid.xs[cell.column + cell.columns]
    if not is_first:
        return _Cell(x0, x1, (), 0, cell.width, 0, 0.0)
    room = grid.ys[cell.row + cell.rows] - cell.lines[-1].y1 if cell.lines else 0.0
    return _Cell(x0, x1, cell.lines, cell.rows, cell.width, len(cell.lines), room)


def _same_width(table: list[_Row], rows: list[_Row]) -> bool:
    """Whether rows of the next page are as wide as the table, and stand at the same place."""
    if not rows or rows[0].origin.page == table[-1].origin.page:
        return False
    (left, right), (again_left, again_right) = (
        (min(cell.x0 for row in part for cell in row.cells), max(cell.x1 for row in part for cell in row.cells))
        for part in (table[-1:], rows[:1])
    )
    return abs(left - again_left) <= 2 * SNAP and abs(right - again_right) <= 2 * SNAP


def _append(table: list[_Row], rows: list[_Row]) -> None:
    """Add the rows of the next page: without a repeated head, the first joined to the last where they are one."""
    rows = rows[_repeated(table, rows) :]
    if rows and not _continues(table, rows):
        rows = [_rest_of_merged(table, rows[0]), *rows[1:]]
    if rows and _continues(table, rows):
        table[-1] = _joined(table[-1], rows[0])
        rows = rows[1:]
    table.extend(rows)


def _repeated(table: list[_Row], rows: list[_Row]) -> int:
    """How many rows at the top of a page repeat the head of the table; lines of title may stand above that."""
    for start, row in enumerate(table[:_HEAD_ROWS]):
        count = 0
        for first, again in zip(table[start:], rows, strict=False):
            if first.origin.page != table[0].origin.page or not first.texts or first.texts != again.texts:
                break
            count += 1
        if count:
            return count
        if len(row.texts) > 1 and not all(re.search(r"[:：]", text) for text in row.texts):
            return 0
    return 0


def _continues(table: list[_Row], rows: list[_Row]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before."""
    last, first = table[-1], rows[0]
    pairs = [(above, cell) for cell in first.cells if cell.lines for above in (_over(last, cell),)]
    if not pairs or any(above is None or not above.lines for above, _ in pairs):
        return False
    whole = [(above, cell) for above, cell in pairs if above is not None]
    leads_empty = not first.cells[0].lines and bool(last.cells[0].lines or last.cells[0].rows == 0)
    if leads_empty and (not first.has_top or not last.has_bottom or len(whole) == 1):
        return True
    if len(whole) == 1 and _REMARK.fullmatch(whole[0][1].text):
        return True
    if leads_empty and any(_NO_START.match(cell.text) for _, cell in whole):
        return True
    if (known := _as_elsewhere(table, rows, whole)) is not None:
        return known and (leads_empty or _is_rest_of_name(last, first))
    # A cell in the middle of its row's height ends a line before the others do.
    height = max(cell.height for cell in last.cells if cell.rows <= 1)
    cut = [above.height >= height - 1 and _is_full(above, cell.lines[0].text) for above, cell in whole]
    if all(cut) and (leads_empty or _is_rest_of_name(last, first)):
        return True
    return leads_empty and any(
        is_cut and above.height > 1 and len(above.text) >= _LONG_TEXT
        for (above, _), is_cut in zip(whole, cut, strict=True)
    )


def _as_elsewhere(table: list[_Row], rows: list[_Row], pairs: list[tuple[_Cell, _Cell]]) -> bool | None:
    """What the other texts of the columns tell: 数量指标 is a whole text, 度指标 is one with what stands above it.

    None: the texts occur nowhere else.
    """
    for above, cell in pairs:
        if len(cell.text) >= _LONG_TEXT:
            continue
        others = {
            other.text
            for row in (*table[-_NEIGHBOURS:-1], *rows[1:_NEIGHBOURS])
            for other in (_over(row, cell),)
            if other is not None and other.lines
        }
        if cell.text in others and above.text in others:
            return False
        if above.text not in others and join_lines(above.lines + cell.lines, above.width) in others:
            return True
    return None


def _is_rest_of_name(last: _Row, first: _Row) -> bool:
    """Whether a row that has a text in its first cell may still be a rest: it lacks a cell, and has no figures."""
    figures = any(_FIGURE.fullmatch(text) for text in first.texts)
    return not figures and len(first.texts) < len(last.texts)


def _over(row: _Row, cell: _Cell) -> _Cell | None:
    """The cell of a row that stands over another one of the same width."""
    return next(
        (above for above in row.cells if abs(above.x0 - cell.x0) <= SNAP and abs(above.x1 - cell.x1) <= SNAP), None
    )


def _is_full(cell: _Cell, following: str) -> bool:
    """Whether the cell's last line had no room for the next text."""
    return _wraps(cell.lines[-1], following, cell.width)


def _wraps(line: Line, following: str, width: float) -> bool:
    leading = _LEADING.match(following)
    needed = sum(0.55 if letter.isascii() else 1.0 for letter in leading[0]) if leading else 1.0
    return width - (line.x1 - line.x0) - needed * line.size < _PADDING


def _joined(last: _Row, first: _Row) -> _Row:
    cells = []
    for above in last.cells:
        rest = next((cell for cell in first.cells if cell.lines and _over(last, cell) is above), None)
        lines = rest.lines if rest else ()
        room = rest.room if rest else 0.0
        cells.append(above._replace(lines=above.lines + lines, height=len(lines), room=room))
    return last._replace(cells=tuple(cells), has_bottom=first.has_bottom)


def _rest_of_merged(table: list[_Row], row: _Row) -> _Row:
    """Give text that flows over the page end inside a cell of several rows back to where that cell began."""
    cells = list(row.cells)
    last = table[-1]
    lacks_figures = any(_FIGURE.fullmatch(cell.text) for cell in last.cells if cell.lines) and not any(
        (under := _over(row, cell)) is None or under.lines for cell in last.cells if _FIGURE.fullmatch(cell.text)
    )
    for index, cell in enumerate(cells):
        owner = _owner(table, cell) if cell.lines else None
        if owner is None:
            continue
        at, above = owner
        is_long = len(above.text) + len(cell.text) >= _LONG_TEXT and not row.cells[0].lines
        is_name = index == 0 and lacks_figures
        is_upright = index == 0 and above.rows > 1 and all(len(line.text) == 1 for line in above.lines + cell.lines)
        is_merged = above.rows > 1 or cell.rows > 1
        is_rest = is_merged and (above.rows > 1 or is_long or is_name)
        if is_upright or (is_rest and _flows(above, cell, 3.0 if is_name or is_long else 1.2)):
            longer = above._replace(lines=above.lines + cell.lines, height=cell.height, room=cell.room)
            table[at] = table[at]._replace(cells=tuple(longer if one is above else one for one in table[at].cells))
            cells[index] = cell._replace(lines=(), rows=0)
    return row._replace(cells=tuple(cells))


def _flows(above: _Cell, cell: _Cell, lines: float) -> bool:
    """Whether a text reached the end of its cell, so that the next page may hold its rest; a level's name is whole.

    `lines`: so much room may be left beneath it, which a text in the middle of its cell, or kept together with its last
    lines, leaves.
    """
    if _WHOLE.search(above.text):
        return False
    return above.room < lines * above.lines[-1].size and _is_full(above, cell.lines[0].text)


def _owner(table: list[_Row], cell: _Cell) -> tuple[int, _Cell] | None:
    """The nearest cell with text over this one, if only cells it covers lie between."""
    for at in range(len(table) - 1, -1, -1):
        above = _over(table[at], cell)
        if above is None:
            return None
        if above.lines:
            return at, above
        if above.rows:
            return None
    return None


def _closed(rows: list[_Row]) -> Iterator[Table]:
    """A finished table on one grid: the pages may differ in the rules they show."""
    if not rows:
        return
    edges: list[float] = []
    for edge in sorted({edge for row in rows for cell in row.cells for edge in (cell.x0, cell.x1)}):
        if not edges or edge - edges[-1] > SNAP:
            edges.append(edge)
    first = rows[0].origin
    shown = (_on_grid(row, edges) for row in rows)
    yield Table(first._replace(row=None), tuple(row for row in shown if any(row.cells)))


def _on_grid(row: _Row, edges: list[float]) -> Row:
    texts = [""] * (len(edges) - 1)
    left: set[int] = set()
    above: set[int] = set()
    for cell in row.cells:
        start, end = _nearest(edges, cell.x0), _nearest(edges, cell.x1)
        if end <= start:
            continue
        texts[start] = cell.text
        left.update(range(start + 1, end))
        if not cell.rows:
            above.update(range(start, end))
    return Row(tuple(texts), row.origin, frozenset(left), frozenset(above))


def _nearest(edges: list[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - edge))


def join_lines(lines: Sequence[Line], width: float) -> str:
    """The text of a cell: lines broken for want of room are put together, ends of paragraphs stay."""
    text = ""
    before: Line | None = None
    for line in lines:
        if before is None:
            text = line.text
        elif not _wraps(before, line.text, width):
            text += "\n" + line.text
        elif text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii() and line.text[:1].isalpha():
            text += " " + line.text
        else:
            text += line.text
        before = line
    return text
