"""Reads a loaded document back as the records it was published with, corrections taken off again."""

import sqlite3
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from db.cells import with_cell
from db.check_rules import RULES
from db.records import Document, IndicatorRecord, Issue, Origin, ProjectRecord
from db.sqltext import select

_DOCUMENT = (
    "department, department_code, year, kind, unit, title, file, digest, format, part, printed_total_fen, total_place"
)
_PROJECT = (
    "name, code, spending_unit, implementing_unit, total_fen, appropriation_fen, special_account_fen, other_funds_fen,"
    " government_fund_fen, state_capital_fen, goal"
)
_EVALUATED = "executed_fen, execution_rate, score"
_INDICATOR = (
    "i.level1, i.level2, i.name, i.cycle_target, i.annual_target, i.actual, i.score, i.level1_code, i.level2_code,"
    " i.kind1, i.kind2, i.misfiled"
)
_ORIGIN = "sheet, page, table_number, row"


class Published(NamedTuple):
    """A loaded document as published, and the ids of its rows."""

    document: Document
    project_ids: tuple[int, ...]
    indicator_ids: tuple[tuple[int, ...], ...]


def read_published(connection: sqlite3.Connection, number: int) -> Published:
    """The document of this id; of its issues those that readers and layouts noticed."""
    head = connection.execute(select(_DOCUMENT, "documents", "id = ?"), (number,)).fetchone()
    file = head[6]
    indicators: dict[int, list[tuple[int, IndicatorRecord]]] = {}
    rows = connection.execute(
        select(
            f"i.project_id, i.id, {_INDICATOR}, i.sheet, i.page, i.table_number, i.row",
            "projects p JOIN indicators i ON i.project_id = p.id",
            "p.document_id = ?",
        )
        + " ORDER BY p.ordinal, i.ordinal",
        (number,),
    )
    for project_id, group in groupby(rows, key=itemgetter(0)):
        indicators[project_id] = [
            (row[1], IndicatorRecord._make((*row[2:13], bool(row[13]), Origin(file, *row[14:])))) for row in group
        ]
    projects: list[ProjectRecord] = []
    project_ids: list[int] = []
    for row in connection.execute(
        select(f"id, {_PROJECT}, {_ORIGIN}, {_EVALUATED}", "projects", "document_id = ?") + " ORDER BY ordinal",
        (number,),
    ):
        own = tuple(record for _, record in indicators.get(row[0], ()))
        projects.append(ProjectRecord._make((*row[1:12], own, Origin(file, *row[12:16]), *row[16:])))
        project_ids.append(row[0])
    indicator_ids = tuple(tuple(one for one, _ in indicators.get(project, ())) for project in project_ids)
    document = Document._make((*head, tuple(projects), ()))
    document = document._replace(issues=_noticed(connection, number, project_ids, indicator_ids))
    return Published(
        _without_corrections(connection, number, document, project_ids, indicator_ids),
        tuple(project_ids),
        indicator_ids,
    )


def _noticed(
    connection: sqlite3.Connection, number: int, project_ids: list[int], indicator_ids: tuple[tuple[int, ...], ...]
) -> tuple[Issue, ...]:
    projects = {one: index for index, one in enumerate(project_ids)}
    indicators = {one: index for ids in indicator_ids for index, one in enumerate(ids)}
    rows = connection.execute(
        "SELECT rule, message, place, project_id, indicator_id FROM issues WHERE document_id = ? ORDER BY id", (number,)
    )
    return tuple(
        Issue(rule, message, place, projects.get(project), indicators.get(indicator))
        for rule, message, place, project, indicator in rows
        if rule in RULES and RULES[rule].text is None
    )


def _without_corrections(
    connection: sqlite3.Connection,
    number: int,
    document: Document,
    project_ids: list[int],
    indicator_ids: tuple[tuple[int, ...], ...],
) -> Document:
    """The last correction of a cell comes off first."""
    for project_id, indicator_id, field, original in connection.execute(
        "SELECT project_id, indicator_id, field, original FROM corrections"
        " WHERE document_id = ? AND state = 'applied' ORDER BY id DESC",
        (number,),
    ):
        project = None if project_id is None else project_ids.index(project_id)
        indicator = None if project is None or indicator_id is None else indicator_ids[project].index(indicator_id)
        document = with_cell(document, project, indicator, field, original)
    return document
