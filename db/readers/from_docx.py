"""Word documents (docx): paragraphs and tables of `word/document.xml` in their order, merged cells as marked there.

Text boxes, deleted and hidden text are left out; a table inside a cell comes after the row it stands in.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from db.errors import TooLarge
from db.readers import Content
from db.readers.package import Package, holds
from db.readers.xml import parse_xml
from db.records import Origin, Row, Table

FORMAT = "docx"
_MAIN = "word/document.xml"
_MOST_COLUMNS = 500
_MOST_CELLS = 2_000_000
# Elements whose text does not show where they stand: boxes and pictures, deleted and moved text, phonetic guides.
_SKIPPED = frozenset(("txbxContent", "pict", "drawing", "AlternateContent", "del", "moveFrom", "rt", "object"))
_PASSED = frozenset(("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# The Symbol font keeps these in the private area.
_SYMBOLS = {"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F0B0": "°", "F0B4": "×", "F0B9": "≠", "F0BB": "≈"}


def accepts(content: bytes) -> bool:
    """Whether this is a Word package, whole or cut off."""
    return holds(content, b"word/document.xml")


def read(content: Content) -> tuple[Table, ...]:
    """Read every paragraph and table of the document's body."""
    root = parse_xml(content.file, Package(content).read(_MAIN))
    return tuple(_Body(content.file).tables(root))


class _Cell(NamedTuple):
    text: str
    width: int
    merge: str | None  # "restart", "continue"; None: not merged downwards
    joins_left: bool
    tables: tuple[etree._Element, ...]


class _Body:
    """The walk through the body, with the numbers that places carry."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.paragraphs = 0
        self.number = 0
        self.cells = 0

    def tables(self, root: etree._Element) -> Iterator[Table]:
        """Lines between tables as tables of one column, and the tables themselves."""
        lines: list[Row] = []
        for block in _blocks(root):
            if _name(block) == "p":
                self.paragraphs += 1
                if text := _text(block):
                    lines.append(Row((text,), Origin(self.file, row=self.paragraphs)))
                continue
            if lines:
                yield Table(Origin(self.file), tuple(lines))
                lines = []
            yield from self._table(block)
        if lines:
            yield Table(Origin(self.file), tuple(lines))

    def _table(self, element: etree._Element) -> Iterator[Table]:
        self.number += 1
        origin = Origin(self.file, table=self.number)
        rows: list[Row] = []
        open_merges: dict[int, int] = {}  # where a cell merged downwards begins → its width
        for number, row in enumerate(_rows(element), 1):
            start, cells = _cells(row)
            self._count(start, cells)
            rows.append(_row(start, cells, origin._replace(row=number), open_merges))
            inner = [table for cell in cells for table in cell.tables]
            if inner:
                yield Table(origin, tuple(rows))
                rows, open_merges = [], {}
                for table in inner:
                    yield from self._table(table)
        if rows:
            yield Table(origin, tuple(rows))

    def _count(self, start: int, cells: list[_Cell]) -> None:
        columns = start + sum(cell.width for cell in cells)
        self.cells += columns
        if columns > _MOST_COLUMNS or self.cells > _MOST_CELLS:
            raise TooLarge(self.file, f"表格太大（表{self.number}有 {columns} 列）", "请检查文件，或拆成几份")


def _row(start: int, cells: list[_Cell], origin: Origin, open_merges: dict[int, int]) -> Row:
    texts = [""] * start
    left: set[int] = set()
    above: set[int] = set()
    merges: dict[int, int] = {}
    for cell in cells:
        at = len(texts)
        covered = range(at, at + cell.width)
        # A continuation below nothing of its kind shows its own text, as Word does.
        if continued := cell.merge == "continue" and at in open_merges:
            above.update(covered)
        if cell.merge:
            merges[at] = cell.width
        left.update(covered if cell.joins_left and at else covered[1:])
        texts.extend(["" if continued else cell.text] + [""] * (cell.width - 1))
    open_merges.clear()
    open_merges.update(merges)
    return Row(tuple(texts), origin, frozenset(left), frozenset(above))


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: etree._Element, name: str) -> str | None:
    """An attribute whatever its name space: strict and transitional documents differ in it."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if _name(child) == name), None)


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in reading order; content controls and tracked insertions are looked into."""
    for child in element:
        name = _name(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _PASSED or name == "body":
            yield from _blocks(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        name = _name(child)
        if name == "tr":
            properties = _child(child, "trPr")
            gone = properties is not None and any(_name(mark) in ("del", "hidden") for mark in properties)
            if not gone:
                yield child
        elif name in _PASSED:
            yield from _rows(child)


def _cells(row: etree._Element) -> tuple[int, list[_Cell]]:
    """How many columns the row leaves free at its beginning, and its cells."""
    properties = _child(row, "trPr")
    before = _child(properties, "gridBefore") if properties is not None else None
    return _number(before, 0), [_cell(cell) for cell in _cell_elements(row)]


def _cell_elements(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if _name(child) == "tc":
            yield child
        elif _name(child) in _PASSED:
            yield from _cell_elements(child)


def _cell(element: etree._Element) -> _Cell:
    properties = _child(element, "tcPr")
    span = downwards = sideways = None
    if properties is not None:
        span, downwards, sideways = (_child(properties, name) for name in ("gridSpan", "vMerge", "hMerge"))
    blocks = list(_blocks(element))
    return _Cell(
        "\n".join(text for block in blocks if _name(block) == "p" and (text := _text(block))),
        max(1, _number(span, 1)),
        None if downwards is None else (_attribute(downwards, "val") or "continue"),
        sideways is not None and (_attribute(sideways, "val") or "continue") == "continue",
        tuple(block for block in blocks if _name(block) == "tbl"),
    )


def _number(element: etree._Element | None, default: int) -> int:
    """A `val` as a small whole number; what is none counts as the default, what is too large as too many."""
    value = _attribute(element, "val") if element is not None else None
    if value is None or not value.isdecimal():
        return default
    return int(value) if len(value) <= len(str(_MOST_COLUMNS)) else _MOST_COLUMNS + 1


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph)).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _TEXT:
            yield _TEXT[name]
        elif name == "sym":
            yield _SYMBOLS.get((_attribute(child, "char") or "").upper(), "")
        elif name == "r":
            properties = _child(child, "rPr")
            if properties is None or not _is_on(_child(properties, "vanish")):
                yield from _pieces(child)
        elif name not in _SKIPPED and not name.endswith("Pr"):
            yield from _pieces(child)


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and _attribute(mark, "val") not in ("0", "false", "off")
