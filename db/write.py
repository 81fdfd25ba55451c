"""Writes a document as published, with the corrections made to it put in, under the ids that its rows had."""

import sqlite3
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from db.cells import Cell, cell, with_cell
from db.changes import Stored, indicator_keys, project_keys
from db.checks import recheck
from db.money import readable_wan
from db.records import Document, short
from db.rows import write_document, write_rows
from db.sqltext import select
from db.versions import fingerprint


class Kept(NamedTuple):
    """A correction as the database keeps it: the published place of its cell, and both values."""

    id: int
    project_name: str | None
    project_nth: int
    indicator_level2: str | None
    indicator_name: str | None
    indicator_nth: int
    field: str
    label: str
    original: Cell
    corrected: Cell

    @property
    def where(self) -> str:
        """The cell as messages name it."""
        owners = [f"「{short(name)}」" for name in (self.project_name, self.indicator_name) if name is not None]
        return f"{'的指标'.join(owners)}的{self.label}" if owners else self.label


class Place(NamedTuple):
    """Where a correction's cell stands in the document: positions; `found` is false where it stands nowhere."""

    project: int | None
    indicator: int | None
    found: bool


def kept_corrections(connection: sqlite3.Connection, number: int) -> list[Kept]:
    """The corrections of a document that were not undone, oldest first."""
    rows = connection.execute(
        select(", ".join(Kept._fields), "corrections", "document_id = ?", "state <> 'undone'") + " ORDER BY id",
        (number,),
    )
    return [Kept(*row) for row in rows]


def write_published(
    connection: sqlite3.Connection, document: Document, number: int | None, stored: Stored
) -> tuple[int, Document, tuple[str, ...]]:
    """Write the document under its id, or add it; returns the id, the document with its corrections, and what lapsed.

    A correction holds as long as the published value is the one that was corrected.
    """
    kept = [] if number is None else kept_corrections(connection, number)
    places = [_place(document, one) for one in kept]
    lapsed = tuple(_lapse(document, one, place) for one, place in zip(kept, places, strict=True))
    published = document
    for one, place, lapse in zip(kept, places, lapsed, strict=True):
        if not lapse:
            document = with_cell(document, place.project, place.indicator, one.field, one.corrected)
    if kept:
        document = recheck(document)
    number = write_document(connection, document, number)
    project_ids, indicator_ids = _ids(connection, published, stored)
    # The rows of the old version go, their ids come back with the new rows of the same published name.
    connection.execute("DELETE FROM issues WHERE document_id = ?", (number,))
    connection.execute("DELETE FROM projects WHERE document_id = ?", (number,))
    write_rows(connection, document, number, project_ids, indicator_ids)
    for one, place, lapse in zip(kept, places, lapsed, strict=True):
        project = None if lapse or place.project is None else project_ids[place.project]
        indicator = (
            None
            if lapse or place.project is None or place.indicator is None
            else indicator_ids[place.project][place.indicator]
        )
        connection.execute(
            "UPDATE corrections SET state = ?, project_id = ?, indicator_id = ? WHERE id = ?",
            ("waiting" if lapse else "applied", project, indicator, one.id),
        )
    fingerprint(connection, number, published)
    return number, document, tuple(lapse for lapse in lapsed if lapse)


def _place(document: Document, correction: Kept) -> Place:
    if correction.project_name is None:
        return Place(None, None, found=True)
    project = _position(project_keys(document), (correction.project_name, correction.project_nth))
    if project is None or correction.indicator_name is None:
        return Place(project, None, found=project is not None)
    wanted = ((correction.indicator_level2, correction.indicator_name), correction.indicator_nth)
    indicator = _position(indicator_keys(document.projects[project].indicators), wanted)
    return Place(project, indicator, found=indicator is not None)


def _position(keys: Sequence[object], wanted: object) -> int | None:
    return keys.index(wanted) if wanted in keys else None


def _lapse(document: Document, correction: Kept, place: Place) -> str:
    """Why a correction cannot be put in; empty where it can."""
    if not place.found:
        found = "公开的文件里已没有这一处"
    else:
        now = cell(document, place.project, place.indicator, correction.field)
        if now == correction.original:
            return ""
        before, after = shown(correction.field, correction.original), shown(correction.field, now)
        found = f"公开的值由「{before}」变为「{after}」"
    return (
        f"更正 {correction.id} 没有用上：{correction.where}，{found}；"
        f"请核对，不再需要时用 jixiao correct --undo {correction.id}"
    )


def shown(field: str, value: Cell) -> str:
    """A value as messages show it, money in 万元."""
    if value is None:
        return "无"
    return f"{readable_wan(value)}万元" if field.endswith("_fen") and isinstance(value, int) else short(str(value))


def _ids(connection: sqlite3.Connection, document: Document, stored: Stored) -> tuple[list[int], list[list[int]]]:
    """Ids of projects and indicators: those of the same published name live on, the others are new."""
    new_projects = count(_next_id(connection, "projects"))
    new_indicators = count(_next_id(connection, "indicators"))
    project_ids: list[int] = []
    indicator_ids: list[list[int]] = []
    for project_key, project in zip(project_keys(document), document.projects, strict=True):
        old = stored.get(project_key)
        project_ids.append(old.id if old else next(new_projects))
        keys = indicator_keys(project.indicators)
        kept = old.indicators if old else {}
        indicator_ids.append([kept[key].id if key in kept else next(new_indicators) for key in keys])
    return project_ids, indicator_ids


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    (largest,) = connection.execute(select("IFNULL(MAX(id), 0)", table)).fetchone()
    return int(largest) + 1
