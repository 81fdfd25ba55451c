"""Comma-separated text, as spreadsheets and data portals write it; also with semicolons.

Whether text is csv shows in its lines: no tabs, and most of them divide into the same number of cells.
"""

import codecs
from collections import Counter

from db.errors import UnreadableFile
from db.readers import Content, from_txt
from db.readers.delimited import read_rows
from db.records import Origin, Table

FORMAT = "csv"
_FEWEST_CELLS = 3
_DELIMITERS = (",", ";")


def accepts(content: bytes) -> bool:
    """Whether the first bytes are text in the shape of csv."""
    return from_txt.accepts(content) and _delimiter(content) is not None


def read(content: Content) -> tuple[Table, ...]:
    """Read the file as one table."""
    text = from_txt.decode(content.file, content.content)
    rows = read_rows(text, _delimiter(content.content) or ",", content.file, tabs_in_quotes=True)
    if not rows:
        raise UnreadableFile(content.file, "只有分隔符，没有文字", "请重新下载或导出")
    return (Table(Origin(content.file), rows),)


def _delimiter(content: bytes) -> str | None:
    """The delimiter at which at least two rows, and most of them, divide alike; None where tabs divide them."""
    head = content[: from_txt.HEAD_BYTES * 4]
    encoding = from_txt.utf16(head)
    text = head.decode(encoding, "ignore") if encoding else _leniently(head)
    for delimiter in _DELIMITERS:
        # The last row may be cut off.
        rows = read_rows(text, delimiter, "", tabs_in_quotes=True)[: -1 if len(content) > len(head) else None]
        if any(cell.count("\t") >= _FEWEST_CELLS - 1 and "\n" not in cell for row in rows for cell in row.cells):
            return None
        widths = Counter(len(row.cells) for row in rows if len(row.cells) >= _FEWEST_CELLS)
        if widths and max(widths.values()) > 1 and 2 * widths.most_common(1)[0][1] >= sum(widths.values()):
            return delimiter
    return None


def _leniently(head: bytes) -> str:
    """Text of bytes that may end inside a character."""
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return head.decode("gb18030", "ignore")
