"""Text and pasted tables: one line a row, cells separated by tabs; UTF-8, UTF-16 or GB18030.

The whole file is one table; a line without a tab is a row of one cell.  Which lines are headings and which belong to a
table is for the layout to say.
"""

import codecs
import re

from db import limits
from db.errors import TooLarge, UnreadableFile
from db.readers import Content
from db.records import Origin, Row, Table

FORMAT = "txt"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD_BYTES = 8192
_NOT_TEXT = (b"%PDF-", b"{\\rtf")  # formats that start like text


def accepts(content: bytes) -> bool:
    """Whether the first bytes are text: no control bytes, unless a mark says that it is UTF-16."""
    head = content[:_HEAD_BYTES]
    if head.startswith(_UTF16):
        return True
    return not head.startswith(_NOT_TEXT) and not _CONTROL_BYTES.search(head)


def read(content: Content) -> tuple[Table, ...]:
    """Read the file as one table of its lines that are not empty."""
    text = decode(content.file, content.content)
    if len(text) * 2 > limits.max_unpacked_bytes():
        raise TooLarge(content.file, "文字太多", "请拆成几份，或用环境变量 JIXIAO_MAX_UNPACKED_MB 提高上限")
    rows = []
    for number, line in enumerate(re.split(r"\r\n|[\n\r\f]", text), 1):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if any(cells):
            rows.append(Row(cells, Origin(content.file, row=number)))
    if not rows:
        raise UnreadableFile(content.file, "只有空白，没有文字", "请重新下载或导出")
    return (Table(Origin(content.file), tuple(rows)),)


def decode(file: str, content: bytes) -> str:
    """Decode strictly, so that a wrong guess is a refusal and never a wrong character.

    >>> decode("a", "绩效".encode("gb18030")), decode("a", "绩效".encode("utf-8-sig"))
    ('绩效', '绩效')
    """
    encodings = ("utf-16",) if content.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.search(text):
            break
        return text
    raise UnreadableFile(file, "不是能读的文字（可能是二进制文件，或在中间损坏）", "请另存为 UTF-8 文本再装入")
