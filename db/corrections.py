"""Corrections that are in force, for answers to say which of their figures are not as published.

On the way of every answer: one look at a table that is mostly empty, and no import.
"""

import sqlite3

from querylang.named import NamedTuple

_APPLIED = (
    "SELECT d.department, d.year, d.kind, d.current, p.name, i.name, c.field, c.label, c.original"
    " FROM corrections c JOIN documents d ON d.id = c.document_id"
    " LEFT JOIN projects p ON p.id = c.project_id LEFT JOIN indicators i ON i.id = c.indicator_id"
    " WHERE c.state = 'applied' ORDER BY c.id"
)


class Correction(NamedTuple):
    """A corrected cell: in which document, of which project and indicator, which column, and what was published."""

    department: str
    year: int | None
    kind: str
    current: int  # 1: the latest of its department
    project: str | None  # None: the document's own printed total
    indicator: str | None
    field: str  # column of the table
    label: str  # its Chinese name
    original: str | int | None  # money in 分


def find_corrections(connection: sqlite3.Connection) -> tuple[Correction, ...]:
    """Every correction in force, oldest first."""
    return tuple([Correction(*row) for row in connection.execute(_APPLIED)])
