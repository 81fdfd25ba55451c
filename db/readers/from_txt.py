"""Text and pasted tables: one line a row, cells separated by tabs; UTF-8, UTF-16 or GB18030.

The whole file is one table; a line without a tab is a row of one cell.  Which lines are headings and which belong to a
table is for the layout to say.
"""

import codecs
import re

from db import limits
from db.errors import TooLarge, UnreadableFile
from db.readers import Content
from db.readers.delimited import read_rows
from db.records import Origin, Table

FORMAT = "txt"
HEAD_BYTES = 8192
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SEPARATOR = re.compile(r"[\n\t,]")
_CHINESE = re.compile("[项指部门单位绩效]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_TEXT = (b"%PDF-", b"{\\rtf")  # formats that start like text


def accepts(content: bytes) -> bool:
    """Whether the first bytes are text: no control bytes, unless it is UTF-16."""
    head = content[:HEAD_BYTES]
    if utf16(head):
        return True
    return not head.startswith(_NOT_TEXT) and not _CONTROL_BYTES.search(head)


def read(content: Content) -> tuple[Table, ...]:
    """Read the file as one table of its lines that are not empty."""
    text = decode(content.file, content.content)
    rows = read_rows(text, "\t", content.file, tabs_in_quotes=False)
    if not rows:
        raise UnreadableFile(content.file, "只有空白，没有文字", "请重新下载或导出")
    return (Table(Origin(content.file), rows),)


def utf16(head: bytes) -> str | None:
    r"""The UTF-16 encoding of these first bytes, by their mark or by line ends and tabs; None: another encoding.

    >>> utf16("绩效".encode("utf-16")), utf16("绩\n效\t".encode("utf-16-be")), utf16("绩\n效\t".encode())
    ('utf-16', 'utf-16-be', None)
    """
    if head.startswith(_UTF16):
        return "utf-16"
    for encoding in ("utf-16-le", "utf-16-be") if 0 in head else ():
        text = head[: len(head) // 2 * 2].decode(encoding, "ignore")
        if _SEPARATOR.search(text) and not _CONTROLS.search(text) and _CHINESE.search(text):
            return encoding
    return None


def decode(file: str, content: bytes) -> str:
    """Decode strictly, so that a wrong guess is a refusal and never a wrong character.

    >>> decode("a", "绩效".encode("gb18030")), decode("a", "绩效".encode("utf-8-sig"))
    ('绩效', '绩效')
    """
    wide = utf16(content[:HEAD_BYTES])
    for encoding in (wide,) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.search(text):
            break
        if len(text) * 2 > limits.max_unpacked_bytes():
            raise TooLarge(file, "文字太多", "请拆成几份，或用环境变量 JIXIAO_MAX_UNPACKED_MB 提高上限")
        return text
    raise UnreadableFile(file, "不是能读的文字（可能是二进制文件，或在中间损坏）", "请另存为 UTF-8 文本再装入")
