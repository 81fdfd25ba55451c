"""Workbooks of old (xls, BIFF in a compound file)."""

from db.readers import Content
from db.readers.workbooks import open_workbook, read_sheets
from db.records import Table

FORMAT = "xls"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_OTHERS = tuple(f"{name}\0".encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document"))


def accepts(content: bytes) -> bool:
    """Whether the bytes are a compound file that is not another program's; a cut one has lost its directory."""
    return content.startswith(_COMPOUND) and not any(stream in content for stream in _OTHERS)


def read(content: Content) -> tuple[Table, ...]:
    """Read the visible sheets."""
    return read_sheets(content, open_workbook(content), {})
