"""Makes the database of the data dictionary: tables with their comments, indexes, Chinese views, version.

The statements are generated from `db.dictionary`, so that `.schema` in the sqlite3 shell shows the meaning of each
column beside it.  sqlite-utils is imported here alone; asking never comes this way.
"""

import sqlite3

import sqlite_utils

from db.dictionary import INDEXES, TABLES, VIEWS, Index, Table, View
from db.search import create_search
from db.version import APPLICATION_ID, SCHEMA_VERSION


def create(connection: sqlite3.Connection) -> None:
    """Make everything inside the transaction that the caller has begun."""
    database = sqlite_utils.Database(connection)
    for table in TABLES:
        database.execute(table_sql(table))
    for index in INDEXES:
        database.execute(index_sql(index))
    for view in VIEWS:
        database.create_view(view.name, view_select(view))
    create_search(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def table_sql(table: Table) -> str:
    """CREATE TABLE with each column's meaning as a comment."""
    parts = [f"{column.name} {column.definition}" for column in table.columns] + list(table.constraints)
    comments = [column.comment for column in table.columns] + [""] * len(table.constraints)
    lines = [
        f"  {part}{',' if number < len(parts) else ''}{f'  -- {comment}' if comment else ''}"
        for number, (part, comment) in enumerate(zip(parts, comments, strict=True), 1)
    ]
    return "\n".join((f"CREATE TABLE {table.name} (  -- {table.comment}", *lines, ")"))


def index_sql(index: Index) -> str:
    """CREATE INDEX."""
    return f"CREATE {'UNIQUE ' if index.unique else ''}INDEX {index.name} ON {index.table} ({index.columns})"


def view_select(view: View) -> str:
    """The SELECT of a view, its columns under their Chinese names."""
    columns = ",\n  ".join(f'{column.expression} AS "{column.name}"' for column in view.columns)
    return f"SELECT\n  {columns}\nFROM {view.source}"
