"""Makes a database of documents as they once were, so that an old question can be asked of what it was asked of.

Only these documents are in it, each in its version with the corrections that were in force, under the ids of then.
"""

import sqlite3
from collections.abc import Sequence

from db import schema, store
from db.changes import stored_projects
from db.checks import recheck
from db.copied_goals import mark_copied_goals
from db.layouts.vocabulary import key
from db.load import refresh, transaction
from db.rows import write_document
from db.sqltext import insert, select
from db.states import DocumentState
from db.versions import CORRECTION_COLUMNS, Version, kept_version
from db.write import write_published

_COLUMNS = CORRECTION_COLUMNS.replace(" ", "").split(",")
_ID, _STATE = _COLUMNS.index("id"), _COLUMNS.index("state")


def rebuild(
    connection: sqlite3.Connection, wanted: Sequence[DocumentState], renames: Sequence[int], path: str
) -> tuple[DocumentState, ...]:
    """Write the wanted states to a new database at the path; returns those whose content is no longer kept."""
    lost: list[DocumentState] = []
    new = store.open_for_writing(path)
    try:
        with store.explained(path), transaction(new):
            schema.create(new)
            for state in wanted:
                version = kept_version(connection, state.number, state.version)
                if version is None:
                    lost.append(state)
                else:
                    _write(new, state, version)
            for department, kind in dict.fromkeys((key(one.department), one.kind) for one in wanted):
                mark_copied_goals(new, department, kind)
            _copy_renames(connection, new, renames)
            refresh(new)
    finally:
        new.close()
    return tuple(lost)


def _write(new: sqlite3.Connection, state: DocumentState, version: Version) -> None:
    published = version.published
    added = write_document(new, published.document, None)
    new.execute("UPDATE documents SET id = ?, version = ? WHERE id = ?", (state.number, state.version, added))
    for row in version.corrections:
        then = list(row)
        then[_STATE] = "waiting" if row[_ID] in state.corrections else "undone"
        new.execute(insert("corrections", ("document_id", *_COLUMNS)), (state.number, *then))
    write_published(new, recheck(published.document), state.number, stored_projects(published))


def _copy_renames(connection: sqlite3.Connection, new: sqlite3.Connection, renames: Sequence[int]) -> None:
    columns = (
        "id",
        "department",
        "department_key",
        "kind",
        "earlier_year",
        "earlier_name",
        "later_year",
        "later_name",
        "who",
        "why",
        "made_at",
    )
    for number in renames:
        row = connection.execute(select(", ".join(columns), "renames", "id = ?"), (number,)).fetchone()
        if row is not None:
            new.execute(insert("renames", (*columns, "state")), (*row, "confirmed"))
