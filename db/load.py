"""The pipeline from published files to the database, safe to repeat and to break off at any moment.

A file is read, laid out and checked before the database is touched; then one transaction plans and writes it.  A file
is loaded whole or not at all.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from db import limits, schema, store
from db.changes import Changes, Stored, compare, stored_projects
from db.checks import check
from db.copied_goals import mark_copied_goals
from db.errors import Conflict, MissingDatabase, StoreError, TooLarge
from db.layouts import AS_THE_FILE_SAYS, Options, read_documents
from db.layouts.vocabulary import key
from db.money import readable_wan
from db.readers import read_source
from db.records import Document, Issue
from db.search import index_changed
from db.sqltext import select
from db.stored import read_published
from db.versions import keep_version
from db.write import write_published

Action = Literal["added", "replaced", "same"]
_LISTED = 3  # names of each kind in a refusal, which is one line
_NOTHING = Changes((), (), (), ())


class Outcome(NamedTuple):
    """What became of one document of a file."""

    document: Document
    action: Action
    changes: Changes
    number: int  # the document's id; 0 in a dry run that would add it
    loaded_as: str  # for "same": the name of the file it was loaded from
    lapsed: tuple[str, ...] = ()  # corrections that the new version leaves without their cell, as messages


class _Plan(NamedTuple):
    document: Document
    action: Action
    changes: Changes
    number: int | None
    stored: Stored
    loaded_as: str


def read_file(path: Path, options: Options = AS_THE_FILE_SAYS, database: str | None = None) -> tuple[Document, ...]:
    """Read, lay out and check a file; LoadError when it cannot be loaded.

    The database is looked into for what was said about the same bytes before; it need not exist.
    """
    source = read_source(path)
    widest = max((len(row.cells) for table in source.tables for row in table.rows), default=0)
    if widest > limits.MOST_COLUMNS:  # a damaged cell address; layouts compare columns with each other
        raise TooLarge(source.file, f"表格有 {widest} 列", "文件可能已损坏，没有装入；请另存后再装入")
    documents = read_documents(source, _with_known(options, database, source.digest))
    return tuple(document._replace(issues=document.issues + check(document)) for document in documents)


def _with_known(options: Options, database: str | None, digest: str) -> Options:
    """Add the year and department that an earlier load gave to the same bytes, where these are one document."""
    if database is None or not Path(database).exists():
        return options
    try:
        connection = store.open_read_only(database)
    except StoreError:
        return options  # writing will say what is wrong with it
    try:
        rows = connection.execute("SELECT year, department FROM documents WHERE digest = ?", (digest,)).fetchall()
    finally:
        connection.close()
    if len(rows) != 1:
        return options
    return options._replace(known_year=rows[0][0], known_department=rows[0][1])


def load_documents(
    database: str, documents: tuple[Document, ...], options: Options = AS_THE_FILE_SAYS, *, replace: bool
) -> tuple[Outcome, ...]:
    """Write the documents of one file in one transaction; LoadError or StoreError leaves the database as it was."""
    is_new = not Path(database).exists()
    connection = store.open_for_writing(database)
    try:
        with store.explained(database), transaction(connection):
            if store.is_empty(connection):
                schema.create(connection)
            plans = [_plan(connection, document, options, replace=replace) for document in documents]
            outcomes = tuple(_apply(connection, plan) for plan in plans)
            if any(plan.action != "same" for plan in plans):
                outcomes = _with_copied_goals(connection, outcomes)
                refresh(connection)
    except BaseException:
        connection.close()
        if is_new:
            _remove_if_empty(Path(database))
        raise
    connection.close()
    return outcomes


def plan_documents(
    database: str, documents: tuple[Document, ...], options: Options = AS_THE_FILE_SAYS, *, replace: bool
) -> tuple[Outcome, ...]:
    """What loading would do (`--dry-run`); nothing is written, and no database is made."""
    try:
        connection = store.open_read_only(database)
    except MissingDatabase:
        return tuple(Outcome(document, "added", _NOTHING, 0, "") for document in documents)
    try:
        with store.explained(database, reading=True):
            plans = [_plan(connection, document, options, replace=replace) for document in documents]
    finally:
        connection.close()
    return tuple(Outcome(plan.document, plan.action, plan.changes, plan.number or 0, plan.loaded_as) for plan in plans)


def refresh(connection: sqlite3.Connection) -> None:
    """Set what depends on all documents together: the `current` flags, the search and the planner's statistics."""
    connection.execute(
        "UPDATE documents AS d SET current = d.kind = '预算目标表' AND d.year IS ("
        " SELECT MAX(o.year) FROM documents o WHERE o.department_key = d.department_key AND o.kind = d.kind)"
    )
    index_changed(connection)
    # Sampling keeps this short on a large database; the planner needs orders of magnitude only.
    connection.execute("PRAGMA analysis_limit = 1000")
    connection.execute("ANALYZE")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE … COMMIT, or ROLLBACK on any exception, Ctrl-C included."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite may have rolled back by itself, on a full disk for one.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _plan(connection: sqlite3.Connection, document: Document, options: Options, *, replace: bool) -> _Plan:
    found = _find(connection, document)
    if found is None:
        return _Plan(document, "added", _NOTHING, None, {}, "")
    number, digest, file, *stored_head = found
    head = [document.department, document.year, document.unit, document.printed_total_fen, document.title]
    unit_agrees = options.unit is None or stored_head[2] == document.unit
    same_bytes = digest == document.digest and stored_head[:2] == head[:2] and unit_agrees
    if same_bytes and not replace:
        return _Plan(document, "same", _NOTHING, number, {}, file)
    published = read_published(connection, number)
    stored = stored_projects(published)
    stored_head[3] = published.document.printed_total_fen
    changes = compare(stored, document, tuple(_head_changes(stored_head, head)))
    if same_bytes and not changes:
        return _Plan(document, "same", _NOTHING, number, {}, file)
    if not replace:
        raise Conflict(
            document.file,
            f"{document.label}已由「{file}」装入（文件编号 {number}），"
            f"这一份会带来的变化：{'；'.join(changes.phrases(_LISTED)) or '没有，内容相同'}",
            "没有装入，要替换请加 --replace",
        )
    return _Plan(document, "replaced", changes, number, stored, file)


def _find(connection: sqlite3.Connection, document: Document) -> tuple[int, str, str, str, int | None] | None:
    """Find the loaded document that this one is a version of.

    Same department, year and kind; else the same part of the same bytes, loaded under another department or year.
    """
    columns = "id, digest, file, department, year, unit, printed_total_fen, title"
    row = connection.execute(
        select(columns, "documents", "department_key = ?", "IFNULL(year, -1) = ?", "kind = ?"),
        (key(document.department), -1 if document.year is None else document.year, document.kind),
    ).fetchone()
    if row is None:
        row = connection.execute(
            select(columns, "documents", "digest = ?", "part = ?"),
            (document.digest, document.part),
        ).fetchone()
    found: tuple[int, str, str, str, int | None] | None = row
    return found


def _head_changes(old: Sequence[object], new: Sequence[object]) -> Iterator[str]:
    for label, before, after in zip(("部门", "年度", "单位", "印刷的合计", "标题"), old, new, strict=True):
        if before != after:
            yield f"{label} {_shown(before, label)} → {_shown(after, label)}"


def _shown(value: object, label: str) -> str:
    if value is None or value == "":
        return "无"
    return readable_wan(value) if label == "印刷的合计" and isinstance(value, int) else str(value)


def _apply(connection: sqlite3.Connection, plan: _Plan) -> Outcome:
    document = plan.document
    if plan.action == "same":
        assert plan.number is not None  # for the type checker: a loaded document has an id
        return Outcome(document, plan.action, plan.changes, plan.number, plan.loaded_as)
    if plan.number is not None:
        keep_version(connection, plan.number, "replaced")
        connection.execute("UPDATE documents SET version = version + 1 WHERE id = ?", (plan.number,))
    number, document, lapsed = write_published(connection, document, plan.number, plan.stored)
    return Outcome(document, plan.action, plan.changes, number, plan.loaded_as, lapsed)


def _with_copied_goals(connection: sqlite3.Connection, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Compare the written documents with those of the year before, and later years with them."""
    written = [outcome for outcome in outcomes if outcome.action != "same"]
    found: dict[int, list[Issue]] = {}
    for department, kind in dict.fromkeys((key(one.document.department), one.document.kind) for one in written):
        found.update(mark_copied_goals(connection, department, kind))
    return tuple(
        outcome._replace(
            document=outcome.document._replace(issues=(*outcome.document.issues, *found.get(outcome.number, ())))
        )
        if outcome.action != "same"
        else outcome
        for outcome in outcomes
    )


def _remove_if_empty(path: Path) -> None:
    """Take away the file that opening made, if nothing came into it."""
    if path.is_file() and path.stat().st_size == 0:
        path.unlink()
