"""From tables to documents, whatever the file format was.

A layout is a module with `accepts(source) -> bool` and `read(source, options) -> tuple[Document, ...]`, and one row in
`LAYOUTS`.  Words of headings and levels are data: `headings.toml`, `levels.toml`.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from db.errors import UnknownLayout
from db.layouts.drafts import AS_THE_FILE_SAYS, Options, merged
from db.layouts.vocabulary import key
from db.records import Document, Source

__all__ = ["AS_THE_FILE_SAYS", "LAYOUTS", "Layout", "Options", "read_documents"]

LAYOUTS: tuple[str, ...] = ("forms", "rows")  # in the order in which they are asked


class Layout(Protocol):
    """What a layout module offers."""

    accepts: Callable[[Source], bool]
    read: Callable[[Source, Options], tuple[Document, ...]]


def read_documents(source: Source, options: Options) -> tuple[Document, ...]:
    """Read a source with the first layout that knows its tables; lists beside forms are read as well."""
    for name in LAYOUTS:
        layout = cast(Layout, import_module(f"db.layouts.{name}"))
        if layout.accepts(source):
            documents = layout.read(source, options)
            return merged(documents + (_beside_forms(source, options, documents) if name == "forms" else ()))
    if source.format == "pdf" and _is_without_rules(source):
        found = "PDF 里的表格没有框线，分不出哪些字在哪一列"
        raise UnknownLayout(source.file, found, "请用 docx、xlsx 原件，或给表格加上框线另存后再装入")
    hidden = [issue.message for table in source.tables for issue in table.issues if issue.rule == "hidden_sheet"]
    found = "没有找到绩效目标表的表头（要有 项目名称 和 总计、财政拨款、绩效指标 等列）"
    remedy = "请确认文件是项目支出绩效目标表" + ("，列之间用制表符分隔" if source.format == "txt" else "")
    raise UnknownLayout(source.file, "；".join((found, *hidden)), remedy)


def _is_without_rules(source: Source) -> bool:
    """Whether the words of a table's head stand in lines of text and nowhere in a grid."""
    texts = [row.cells[0] for table in source.tables for row in table.rows if len(row.cells) == 1]
    return any("项目名称" in key(text) for text in texts) and not any(
        len(row.cells) > 1 for table in source.tables for row in table.rows
    )


def _beside_forms(source: Source, options: Options, forms_read: tuple[Document, ...]) -> tuple[Document, ...]:
    """What lists of projects stand beside forms; a list without indicators is some other table of the budget."""
    from db.layouts import forms, rows

    others = forms.rest(source)
    if not rows.accepts(others):
        return ()
    known = forms_read[0]
    options = options._replace(
        known_department=options.known_department or known.department, known_year=options.known_year or known.year
    )
    try:
        found = rows.read(others, options)
    except UnknownLayout:
        return ()  # a head without projects
    kept = [document for document in found if any(project.indicators for project in document.projects)]
    return tuple(document._replace(part=part) for part, document in enumerate(kept, len(forms_read) + 1))
