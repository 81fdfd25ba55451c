"""What the database holds, as `dump --json` prints it."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from db.money import exact_wan


class DumpedIndicator(NamedTuple):
    """Keys of the contract, in their order."""

    level1: str | None
    level2: str | None
    name: str
    cycle: str | None
    annual: str | None
    actual: str | None
    score: str | None


class DumpedProject(NamedTuple):
    """Money as exact decimal strings in 万元."""

    name: str
    total: str | None
    fiscal: str | None
    special: str | None
    other: str | None
    goal: str | None
    indicators: tuple[DumpedIndicator, ...]


class DumpedDocument(NamedTuple):
    """One document with its projects in the order of the file."""

    department: str
    year: int | None
    unit: str
    kind: str
    document_total: str | None
    projects: tuple[DumpedProject, ...]


def read_documents(connection: sqlite3.Connection) -> Iterator[DumpedDocument]:
    """Every document, oldest id first, one at a time: a large database never stands in memory whole."""
    rows = connection.execute(
        "SELECT id, department, year, unit, kind, printed_total_fen FROM documents ORDER BY id"
    ).fetchall()
    for document, department, year, unit, kind, printed in rows:
        yield DumpedDocument(department, year, unit, kind, _money(printed), tuple(_projects(connection, document)))


def _projects(connection: sqlite3.Connection, document: int) -> Iterator[DumpedProject]:
    indicators = connection.execute(
        "SELECT i.project_id, i.level1_code, i.level1, i.level2_code, i.level2, i.name,"
        " i.cycle_target, i.annual_target, i.actual, i.score"
        " FROM projects p JOIN indicators i ON i.project_id = p.id WHERE p.document_id = ?"
        " ORDER BY p.ordinal, i.ordinal",
        (document,),
    )
    of_project = {
        project: tuple(
            DumpedIndicator(_level(code1, level1), _level(code2, level2), *rest)
            for _, code1, level1, code2, level2, *rest in group
        )
        for project, group in groupby(indicators, key=itemgetter(0))
    }
    projects = connection.execute(
        "SELECT id, name, total_fen, appropriation_fen, special_account_fen, other_funds_fen, goal"
        " FROM projects WHERE document_id = ? ORDER BY ordinal",
        (document,),
    )
    for project, name, total, fiscal, special, other, goal in projects:
        money = (_money(total), _money(fiscal), _money(special), _money(other))
        yield DumpedProject(name, *money, goal, of_project.get(project, ()))


def _money(fen: int | None) -> str | None:
    return None if fen is None else exact_wan(fen)


def _level(code: str | None, name: str | None) -> str | None:
    """A level as published, its code in front."""
    return f"{code}-{name}" if code and name else name
