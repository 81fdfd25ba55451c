"""Corrects a misread cell, takes a correction back, lists them.

A correction keeps the published value, who made it, when and why.  The rows are written anew from what was published,
so that sums, quantities, kinds and findings agree with the corrected value.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from db.cells import Cell, CellField, cell, field_of, parse_cell, with_cell
from db.changes import indicator_keys, project_keys, stored_projects
from db.changing import changing
from db.checks import recheck
from db.copied_goals import mark_copied_goals
from db.errors import CannotCorrect
from db.layouts.vocabulary import key
from db.load import refresh
from db.records import Document, short
from db.remove import find_document
from db.stored import Published, read_published
from db.write import kept_corrections, shown, write_published

_LISTED = 8


class Request(NamedTuple):
    """What a person wants corrected; names as published or as corrected before, or #3 for the third."""

    document: str  # id, department, or department/year
    project: str | None
    indicator: str | None
    field: str  # Chinese name of the column
    value: str
    who: str
    why: str


class _Place(NamedTuple):
    """The cell: positions of its project and indicator, and its column."""

    project: int | None
    indicator: int | None
    field: CellField


class Listed(NamedTuple):
    """A correction as `--list` shows it."""

    id: int
    document: str
    where: str
    before: str
    after: str
    who: str
    why: str
    made_at: str
    state: str


def correct(database: str, request: Request) -> str:
    """Put another value into a cell; returns what was done, for the report."""
    if not request.who.strip() or not request.why.strip():
        raise CannotCorrect("更正要写明谁改的（--by）和原因（--why）")
    with changing(database) as connection:
        number, label = find_document(connection, request.document)
        published = read_published(connection, number)
        current = _corrected(connection, number, published.document)
        place = _locate(current, published.document, request)
        field = place.field
        original = cell(published.document, place.project, place.indicator, field.field)
        now = cell(current, place.project, place.indicator, field.field)
        value = parse_cell(field, request.value, published.document.unit)
        if value == now:
            raise CannotCorrect(f"{field.label}已经是「{shown(field.field, now)}」，没有更正")
        _undo_same(connection, number, published.document, place, request.who)
        correction = 0
        if value != original:
            correction = _insert(connection, number, published.document, place, value, request)
        _rewrite(connection, number, published)
    said = f"{label}：{_where(current, place)}"
    change = f"由「{shown(field.field, now)}」改为「{shown(field.field, value)}」"
    if not correction:
        return f"已恢复公开的值：{said}{change}"
    kept = f"公开的值「{shown(field.field, original)}」仍保留；撤销用 jixiao correct --undo {correction}"
    return f"已更正（更正 {correction}）：{said}{change}；{kept}"


def undo(database: str, correction: int, who: str) -> str:
    """Put the published value back; returns what was done."""
    with changing(database) as connection:
        row = connection.execute(
            "SELECT document_id, field, label, original, corrected, state FROM corrections WHERE id = ?", (correction,)
        ).fetchone()
        if row is None:
            raise CannotCorrect(f"没有更正 {correction}；jixiao correct --list 列出所有更正")
        number, field, label, original, corrected, state = row
        if state == "undone":
            raise CannotCorrect(f"更正 {correction} 早已撤销")
        published = read_published(connection, number)
        _mark_undone(connection, correction, who)
        _rewrite(connection, number, published)
    return f"已撤销更正 {correction}：{label}由「{shown(field, corrected)}」回到公开的「{shown(field, original)}」"


def listed(connection: sqlite3.Connection) -> Iterator[Listed]:
    """Every correction, those undone too, oldest first."""
    rows = connection.execute(
        "SELECT v.更正编号, v.部门, v.年度, v.类型, v.项目, v.指标, v.列, v.原因, v.更正人, v.时间, v.状态,"
        " c.field, c.original, c.corrected FROM 更正 v JOIN corrections c ON c.id = v.更正编号 ORDER BY v.更正编号"
    )
    for number, department, year, kind, project, indicator, label, why, who, at, state, field, old, new in rows:
        of_year = f"{year}年" if year is not None else "年度未注明"
        owners = "的指标".join(f"「{short(name)}」" for name in (project, indicator) if name is not None)
        yield Listed(
            id=number,
            document=f"{department}（{of_year}，{kind}）",
            where=f"{owners}的{label}" if owners else label,
            before=shown(field, old),
            after=shown(field, new),
            who=who,
            why=why,
            made_at=at,
            state=state,
        )


def _rewrite(connection: sqlite3.Connection, number: int, published: Published) -> None:
    # The findings too are made anew: without a correction they are those of the published document.
    _, document, _ = write_published(connection, recheck(published.document), number, stored_projects(published))
    mark_copied_goals(connection, key(document.department), document.kind)
    refresh(connection)


def _corrected(connection: sqlite3.Connection, number: int, document: Document) -> Document:
    """The document with the corrections in force."""
    rows = connection.execute(
        "SELECT p.ordinal - 1, i.ordinal - 1, c.field, c.corrected FROM corrections c"
        " LEFT JOIN projects p ON p.id = c.project_id LEFT JOIN indicators i ON i.id = c.indicator_id"
        " WHERE c.document_id = ? AND c.state = 'applied' ORDER BY c.id",
        (number,),
    ).fetchall()
    for project, indicator, field, value in rows:
        document = with_cell(document, project, indicator, field, value)
    return document


def _locate(current: Document, published: Document, request: Request) -> _Place:
    """The cell meant."""
    if request.project is None:
        if request.indicator is not None:
            raise CannotCorrect("更正指标要同时说是哪个项目（--project）")
        return _Place(None, None, field_of(request.field, "document"))
    pairs = zip(current.projects, published.projects, strict=True)
    project = _find(request.project, [(now.name, before.name) for now, before in pairs], "项目")
    if request.indicator is None:
        return _Place(project, None, field_of(request.field, "project"))
    own = zip(current.projects[project].indicators, published.projects[project].indicators, strict=True)
    indicator = _find(request.indicator, [(now.name, before.name) for now, before in own], "指标")
    return _Place(project, indicator, field_of(request.field, "indicator"))


def _find(wanted: str, names: Sequence[tuple[str, str]], what: str) -> int:
    """The position of the one of that name, now or as published, else of the one that holds it; #3 is the third."""
    if wanted.startswith("#") and wanted[1:].isdecimal():
        position = int(wanted[1:])
        if not 1 <= position <= len(names):
            raise CannotCorrect(f"没有第 {position} 个{what}，共 {len(names)} 个")
        return position - 1
    text = key(wanted)
    keys = [(key(now), key(before)) for now, before in names]
    found = [index for index, pair in enumerate(keys) if text in pair]
    found = found or [index for index, pair in enumerate(keys) if text and (text in pair[0] or text in pair[1])]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CannotCorrect(f"没有叫「{short(wanted)}」的{what}")
    several = "、".join(f"#{index + 1}「{short(names[index][0])}」" for index in found[:_LISTED])
    raise CannotCorrect(
        f"「{short(wanted)}」有 {len(found)} 个{what}：{several}；请用 # 加序号指明，如 #{found[0] + 1}"
    )


def _where(document: Document, place: _Place) -> str:
    if place.project is None:
        return place.field.label
    record = document.projects[place.project]
    owner = f"「{short(record.name)}」"
    if place.indicator is not None:
        owner += f"的指标「{short(record.indicators[place.indicator].name)}」"
    return f"{owner}的{place.field.label}"


def _published_names(document: Document, place: _Place) -> tuple[str | None, int, str | None, str | None, int]:
    """The names by which a correction finds its cell again: columns project_name … indicator_nth."""
    if place.project is None:
        return (None, 0, None, None, 0)
    name, nth = project_keys(document)[place.project]
    if place.indicator is None:
        return (name, nth, None, None, 0)
    (level2, own), own_nth = indicator_keys(document.projects[place.project].indicators)[place.indicator]
    return (name, nth, level2, own, own_nth)


def _insert(
    connection: sqlite3.Connection, number: int, document: Document, place: _Place, value: Cell, request: Request
) -> int:
    original = cell(document, place.project, place.indicator, place.field.field)
    names = _published_names(document, place)
    row = (
        *(number, *names, place.field.field, place.field.label, original, value),
        *(request.who.strip(), request.why.strip(), _now()),
    )
    cursor = connection.execute(
        "INSERT INTO corrections (document_id, project_name, project_nth, indicator_level2, indicator_name,"
        " indicator_nth, field, label, original, corrected, who, why, made_at, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
        row,
    )
    return cursor.lastrowid or 0


def _undo_same(connection: sqlite3.Connection, number: int, document: Document, place: _Place, who: str) -> None:
    """A cell has one correction in force: a newer one takes its place."""
    own = (*_published_names(document, place), place.field.field)
    for kept in kept_corrections(connection, number):
        if (*kept[1:6], kept.field) == own:
            _mark_undone(connection, kept.id, who)


def _mark_undone(connection: sqlite3.Connection, correction: int, who: str) -> None:
    connection.execute(
        "UPDATE corrections SET state = 'undone', undone_by = ?, undone_at = ?, project_id = NULL, indicator_id = NULL"
        " WHERE id = ?",
        (who.strip(), _now(), correction),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
