"""Web pages, and workbooks that are web pages under another name.

Pages of governments are tables inside tables: a table without a table in it is read as a grid, and so is one with
tables in one column beneath a head of its own (the indicators of each project); what stands in the others, and between
tables, becomes lines of text.  Links outside grids are navigation and say nothing about the
document.
"""

import copy
import re
from collections.abc import Iterator

from lxml import etree

from db import limits
from db.errors import TooLarge, UnreadableFile
from db.readers import Content, from_txt
from db.records import Issue, Origin, Row, Table

FORMAT = "html"
_START = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|style)\b", re.I | re.S
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_UNSEEN = frozenset(("script", "style", "noscript", "template", "select", "textarea", "object", "iframe", "svg"))
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
))
# fmt: on
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b.*?</script\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_MOST_SPAN = 2_000
_MOST_CELLS = 5_000_000
_DEEPEST = 200
_FEWEST_LINES, _FEWEST_HEADS = 2, 3


def accepts(content: bytes) -> bool:
    """Whether the first bytes are text that begins with a tag of a page."""
    if not from_txt.accepts(content):
        return False
    head = content[: from_txt.HEAD_BYTES]
    text = head.decode(from_txt.utf16(head) or "latin-1", "ignore").removeprefix("\ufeff").removeprefix("ï»¿")
    return _START.match(text) is not None


def read(content: Content) -> tuple[Table, ...]:
    """Read the grids and the text between them in the order of the page."""
    text = _decode(content)
    if not text.strip():
        raise UnreadableFile(content.file, "网页里没有内容", "请重新下载")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(content.file, "网页损坏，读不出来", "请重新下载") from error
    if root is None:
        raise UnreadableFile(content.file, "网页里没有内容", "请重新下载")
    page = _Page(content.file)
    page.walk(root, 0)
    page.end_line()
    page.end_text()
    if not page.tables:
        raise UnreadableFile(content.file, "网页里没有文字（可能由脚本显示）", "请在浏览器里另存表格再装入")
    if _is_cut(text):
        issue = Issue("cut_page", "网页没有结束（可能被截断），末尾可能缺行；按读到的装入，请与原网页核对")
        page.tables[-1] = page.tables[-1]._replace(issues=(issue,))
    return tuple(page.tables)


def _is_cut(text: str) -> bool:
    """Whether the page ends before its last table does."""
    plain = _SCRIPT.sub("", text).lower()
    return plain.count("<table") > plain.count("</table")


def _decode(content: Content) -> str:
    """The text in the encoding the page declares, if that fits; else in the one that does."""
    declared = _CHARSET.search(content.content[: from_txt.HEAD_BYTES])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    if name in ("big5", "big5-hkscs"):
        try:
            return content.content.decode("big5hkscs")
        except UnicodeDecodeError:
            pass  # declared wrongly
    return from_txt.decode(content.file, content.content)


class _Page:
    """What the walk over a page has found so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tables: list[Table] = []
        self._grids = 0
        self._lines: list[str] = []
        self._line: list[str] = []

    def walk(self, element: etree._Element, depth: int) -> None:
        """Take an element's grids and lines; its tail belongs to its parent."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or _is_hidden(element) or depth > _DEEPEST:
            return
        if tag == "table" and not _holds_table(element):
            self._take_grid(element)
            return
        if tag == "table" and (unfolded := _unfolded(element)) is not None:
            self._take_grid(unfolded)
            return
        if tag == "a":
            return
        block = tag in _BLOCKS
        if block or tag == "br":
            self.end_line()
        self._line.append(element.text or "")
        for child in element:
            self.walk(child, depth + 1)
            self._line.append(child.tail or "")
        if block:
            self.end_line()

    def end_line(self) -> None:
        """A block begins or ends: what was collected is a line."""
        line = _squeeze("".join(self._line))
        self._line.clear()
        if line:
            self._lines.append(line)

    def end_text(self) -> None:
        """A grid or the end of the page: the lines so far are a table of one column."""
        if self._lines:
            origin = Origin(self.file)
            self.tables.append(Table(origin, tuple(Row((line,), origin) for line in self._lines)))
            self._lines = []

    def _take_grid(self, element: etree._Element) -> None:
        self.end_line()
        for caption in element.iterfind("caption"):
            self._lines.extend(_cell_text(caption).splitlines())
        self.end_text()
        self._grids += 1
        rows = _grid(element, Origin(self.file, table=self._grids))
        if rows and not _is_navigation(element):
            self.tables.append(Table(Origin(self.file, table=self._grids), rows))


def _holds_table(element: etree._Element) -> bool:
    return len(list(element.iter("table"))) > 1


def _unfolded(element: etree._Element) -> etree._Element | None:
    """A table of data with tables in one of its columns as one grid; None for a table that only lays out a page.

    The first row holds no table and heads at least three columns; each row below has as many cells, one of them a
    table, always in the same column.
    """
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
    lines = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    inner = [[next(cell.iter("table"), None) for cell in line] for line in lines]
    columns = {tuple(at for at, table in enumerate(tables) if table is not None) for tables in inner[1:]}
    if len(lines) < _FEWEST_LINES or any(inner[0]) or len(columns) != 1 or len(lines[0]) < _FEWEST_HEADS:
        return None
    if len(one := columns.pop()) != 1 or len({len(line) for line in lines}) != 1:
        return None
    (column,) = one
    parts = [list(table.iter("tr")) for tables in inner[1:] if (table := tables[column]) is not None]
    if any(not part or next(part[0].iter("table"), None) is not None for part in parts):
        return None
    heads = {tuple(_cell_text(cell) for cell in part[0]) for part in parts}
    if len(heads) != 1 or any(len(part) < _FEWEST_LINES for part in parts):
        return None
    whole = etree.Element("table")
    _add_row(whole, lines[0], 2, column, len(parts[0][0]))
    whole.append(copy.deepcopy(parts[0][0]))
    for line, part in zip(lines[1:], parts, strict=True):
        _add_row(whole, line, len(part) - 1, column, 0)
        row = whole[-1]
        row[column:column] = [copy.deepcopy(cell) for cell in part[1]]
        whole.extend(copy.deepcopy(inside) for inside in part[2:])
    return whole


def _add_row(table: etree._Element, cells: list[etree._Element], high: int, column: int, wide: int) -> None:
    """Add a row whose cells cover `high` rows; the one of `column` covers `wide` columns, or is left out."""
    row = etree.SubElement(table, "tr")
    for at, cell in enumerate(cells):
        if at == column and not wide:
            continue
        copied = copy.deepcopy(cell)
        copied.tail = None
        copied.set("colspan" if at == column else "rowspan", str(wide if at == column else high))
        row.append(copied)


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_navigation(element: etree._Element) -> bool:
    """Whether most of the text of a table is links."""
    linked = sum(_length(link) for link in element.iter("a"))
    return 2 * linked > _length(element)


def _length(element: etree._Element) -> int:
    return sum(len(_squeeze(str(text))) for text in element.itertext())


def _grid(element: etree._Element, origin: Origin) -> tuple[Row, ...]:
    """The rows of a table with spans laid out; a foot comes last wherever the page has it."""
    lines = [row for row in element.iter("tr") if not _is_hidden(row)]
    lines.sort(key=_in_foot)
    rows: list[Row] = []
    open_below: dict[int, tuple[int, bool]] = {}  # column → rows still covered, whether it began further left
    size = 0
    for number, line in enumerate(lines, 1):
        cells, left, above, open_below = _lay_out(line, open_below, len(lines) - number + 1)
        size += len(cells)
        if size > min(_MOST_CELLS, limits.max_unpacked_bytes() // 8):
            raise TooLarge(origin.file, f"第{origin.table}个表格有太多单元格", "请拆成几份再装入")
        if any(cells):
            rows.append(Row(tuple(cells), origin._replace(row=number), frozenset(left), frozenset(above)))
    return tuple(rows)


def _in_foot(row: etree._Element) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "tfoot"


def _lay_out(
    line: etree._Element, covered: dict[int, tuple[int, bool]], rows_left: int
) -> tuple[list[str], set[int], set[int], dict[int, tuple[int, bool]]]:
    """One row: its cells, the places covered from the left and from above, and what it covers below."""
    cells: list[str] = []
    left: set[int] = set()
    above: set[int] = set()
    below: dict[int, tuple[int, bool]] = {}

    def pass_over() -> None:
        while len(cells) in covered:
            column = len(cells)
            rows, from_left = covered[column]
            above.add(column)
            if from_left:
                left.add(column)
            if rows > 1:
                below[column] = rows - 1, from_left
            cells.append("")

    for cell in line:
        if cell.tag not in ("td", "th"):
            continue
        pass_over()
        wide = min(_span(cell, "colspan") or 1, _MOST_SPAN)
        high = min(_span(cell, "rowspan") or rows_left, rows_left)
        for offset in range(wide):
            column = len(cells)
            cells.append("" if offset else _cell_text(cell))
            if offset:
                left.add(column)
            if high > 1:
                below[column] = high - 1, bool(offset)
    while any(column >= len(cells) for column in covered):
        if len(cells) in covered:
            pass_over()
        else:
            cells.append("")
    return cells, left, above, below


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return int(text) if text.isdecimal() and len(text) < len("1000000") else 1


def _cell_text(cell: etree._Element) -> str:
    """The text of a cell, one line for each of its lines."""
    parts: list[str] = []

    def collect(element: etree._Element, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or _is_hidden(element) or depth > _DEEPEST:
            return
        if tag == "br" or (tag in _BLOCKS and depth):
            parts.append("\0")
        parts.append(element.text or "")
        for child in element:
            collect(child, depth + 1)
            parts.append(child.tail or "")
        if tag in _BLOCKS and depth:
            parts.append("\0")

    collect(cell, 0)
    lines: Iterator[str] = (_squeeze(line) for line in "".join(parts).split("\0"))
    return "\n".join(line for line in lines if line)


def _squeeze(text: str) -> str:
    """Text as a browser shows it: any white space is one space, none between Chinese characters broken over lines."""
    joined = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", text)
    return re.sub(r"[\s\u00a0\u200b\ufeff]+", " ", joined).strip()
