"""Versions of documents: what a replaced or removed one held is kept whole, so that an old answer can be checked.

The content of a version that is no longer in force is one compressed piece of JSON, out of the way of every table,
index and view that questions use.  `db.again` makes a small database of such pieces when somebody asks for it.
"""

import json
import sqlite3
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from db.records import Document, IndicatorRecord, Issue, Origin, ProjectRecord
from db.sqltext import select
from db.stored import Published, read_published

Ended = Literal["replaced", "removed"]
CORRECTION_COLUMNS = (
    "id, project_name, project_nth, indicator_level2, indicator_name, indicator_nth, field, label, original,"
    " corrected, who, why, made_at, state, undone_by, undone_at"
)
CorrectionRow = tuple[str | int | None, ...]


class Version(NamedTuple):
    """A document as one version held it, with the ids of its rows, and all corrections ever made to it."""

    published: Published
    corrections: tuple[CorrectionRow, ...]  # columns CORRECTION_COLUMNS


def state_of(document: Document, corrections: Sequence[Sequence[object]]) -> str:
    """The fingerprint of what a document holds: its published cells, and the corrections in force, oldest first.

    What the checks say of it is no part: their wording may change with the program.
    """
    content = json.dumps((document._replace(issues=()), corrections), ensure_ascii=False, separators=(",", ":"))
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint(connection: sqlite3.Connection, number: int, document: Document) -> None:
    """Write down the fingerprint of a document that was just written; `document` is as published."""
    corrections = connection.execute(
        "SELECT project_name, project_nth, indicator_level2, indicator_name, indicator_nth, field, corrected"
        " FROM corrections WHERE document_id = ? AND state = 'applied' ORDER BY id",
        (number,),
    ).fetchall()
    connection.execute("UPDATE documents SET state = ? WHERE id = ?", (state_of(document, corrections), number))


def fingerprint_all(connection: sqlite3.Connection) -> None:
    """Of every document that has none: those of a database that an earlier version of the program made."""
    for (number,) in connection.execute("SELECT id FROM documents WHERE state = '' ORDER BY id").fetchall():
        fingerprint(connection, number, read_published(connection, number).document)


def keep_version(connection: sqlite3.Connection, number: int, ended: Ended) -> None:
    """Keep what a document holds now, before other content takes its place or it is taken out."""
    version = Version(read_published(connection, number), corrections_of(connection, number))
    connection.execute(
        "INSERT INTO versions (document_id, version, department, year, kind, file, digest, loaded_at, ended_at, ended,"
        " content) SELECT id, version, department, year, kind, file, digest, loaded_at, ?, ?, ?"
        " FROM documents WHERE id = ?",
        (_now(), ended, _pack(version), number),
    )


def kept_version(connection: sqlite3.Connection, number: int, version: int) -> Version | None:
    """A version of a document, the one in force or a kept one; None where it is neither."""
    if connection.execute("SELECT 1 FROM documents WHERE id = ? AND version = ?", (number, version)).fetchone():
        return Version(read_published(connection, number), corrections_of(connection, number))
    row = connection.execute(
        "SELECT content FROM versions WHERE document_id = ? AND version = ?", (number, version)
    ).fetchone()
    if row is None:
        return None
    found = _unpack(row[0])
    # A document that is still there has its corrections still, and perhaps newer ones.
    present = connection.execute("SELECT 1 FROM documents WHERE id = ?", (number,)).fetchone()
    return found._replace(corrections=corrections_of(connection, number)) if present else found


def corrections_of(connection: sqlite3.Connection, number: int) -> tuple[CorrectionRow, ...]:
    """All corrections of a document, those undone too, oldest first."""
    return tuple(
        connection.execute(
            select(CORRECTION_COLUMNS, "corrections", "document_id = ?") + " ORDER BY id",
            (number,),
        ).fetchall()
    )


def _pack(version: Version) -> bytes:
    published = version.published
    content = {
        "format": 1,
        "document": _plain(published.document),
        "project_ids": published.project_ids,
        "indicator_ids": published.indicator_ids,
        "corrections": version.corrections,
    }
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def _plain(record: Any) -> dict[str, Any]:
    """A record as an object by the names of its fields, so that a later program still knows what is what."""
    return {
        name: [_plain(one) for one in value]
        if name in {"projects", "indicators", "issues"}
        else _plain(value)
        if name == "origin"
        else value
        for name, value in record._asdict().items()
    }


def _unpack(content: bytes) -> Version:
    kept = json.loads(zlib.decompress(content))
    document = kept["document"]
    projects = tuple(
        ProjectRecord(
            **{
                **project,
                "origin": Origin(**project["origin"]),
                "indicators": tuple(
                    IndicatorRecord(**{**one, "origin": Origin(**one["origin"])}) for one in project["indicators"]
                ),
            }
        )
        for project in document["projects"]
    )
    issues = tuple(Issue(**issue) for issue in document["issues"])
    return Version(
        Published(
            Document(**{**document, "projects": projects, "issues": issues}),
            tuple(kept["project_ids"]),
            tuple(tuple(ids) for ids in kept["indicator_ids"]),
        ),
        tuple(tuple(row) for row in kept["corrections"]),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
