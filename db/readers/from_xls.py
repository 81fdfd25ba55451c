"""Workbooks of old (xls, BIFF in a compound file)."""

from db.readers import Content
from db.readers.workbooks import open_workbook, read_sheets
from db.records import Table

FORMAT = "xls"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_STREAMS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))


def accepts(content: bytes) -> bool:
    """Whether the bytes are a compound file whose directory names a workbook."""
    return content.startswith(_COMPOUND) and any(stream in content for stream in _STREAMS)


def read(content: Content) -> tuple[Table, ...]:
    """Read the visible sheets."""
    return read_sheets(content, open_workbook(content), {})
