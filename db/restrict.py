"""Lets a connection see some departments alone, whatever is asked of it: names, sums, suggestions, sources.

Every table and view is hidden behind a temporary one of the same name that lacks the rows of other departments.  So no
statement has to remember a condition, and none can forget it.  The database file itself is not touched.
"""

import sqlite3
from collections.abc import Iterable

from db.sqltext import quote, select

# How the rows of a table are tied to a department: by the first of these columns that it has.
_TIES = (
    ("department", "{allowed}"),
    ("document_id", "SELECT id FROM main.documents WHERE department IN ({allowed})"),
    (
        "project_id",
        "SELECT p.id FROM main.projects p JOIN main.documents d ON d.id = p.document_id"
        " WHERE d.department IN ({allowed})",
    ),
    (
        "indicator_id",
        "SELECT i.id FROM main.indicators i JOIN main.projects p ON p.id = i.project_id"
        " JOIN main.documents d ON d.id = p.document_id WHERE d.department IN ({allowed})",
    ),
)


def restrict(connection: sqlite3.Connection, departments: Iterable[str]) -> None:
    """Hide everything that does not belong to these departments; a table tied to none is hidden whole."""
    allowed = ", ".join(quote(name) for name in sorted(departments))
    objects = connection.execute(
        "SELECT type, name, sql FROM main.sqlite_master"
        " WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite#_%' ESCAPE '#' ORDER BY type, rowid"
    ).fetchall()
    for kind, name, sql in objects:
        if kind == "table":
            tie = _tie(connection, name, allowed)
            # Names of the schema, and departments as quoted literals: a view takes no parameters.
            own = select("*", f'main."{name}"', tie)
            connection.execute(f'CREATE TEMP VIEW "{name}" AS {own}')
        else:
            # Made anew as a temporary one, it reads the tables above instead of those of the file.
            connection.execute(sql.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


def _tie(connection: sqlite3.Connection, table: str, allowed: str) -> str:
    columns = {row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')}
    for column, rows in _TIES:
        if column in columns:
            return f"{column} IN ({rows.format(allowed=allowed)})"
    return "0"
