"""From tables to documents, whatever the file format was.

A layout is a module with `accepts(source) -> bool` and `read(source, options) -> tuple[Document, ...]`, and one row in
`LAYOUTS`.  Words of headings and levels are data: `headings.toml`, `levels.toml`.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from db.errors import UnknownLayout
from db.layouts.drafts import AS_THE_FILE_SAYS, Options
from db.records import Document, Source

__all__ = ["AS_THE_FILE_SAYS", "LAYOUTS", "Layout", "Options", "read_documents"]

LAYOUTS: tuple[str, ...] = ("forms", "rows")  # in the order in which they are asked


class Layout(Protocol):
    """What a layout module offers."""

    accepts: Callable[[Source], bool]
    read: Callable[[Source, Options], tuple[Document, ...]]


def read_documents(source: Source, options: Options) -> tuple[Document, ...]:
    """Read a source with the first layout that knows its tables."""
    for name in LAYOUTS:
        layout = cast(Layout, import_module(f"db.layouts.{name}"))
        if layout.accepts(source):
            return layout.read(source, options)
    raise UnknownLayout(
        source.file,
        "没有找到绩效目标表的表头（要有 项目名称 和 总计、财政拨款、绩效指标 等列）",
        "请确认文件是项目支出绩效目标表，列之间用制表符分隔",
    )
