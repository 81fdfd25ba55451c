"""From records to rows of the database."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

from db.check_rules import RULES
from db.dictionary import TABLES
from db.layouts.vocabulary import key
from db.outcomes import is_met, rate_percent
from db.quantities import quantities
from db.records import Document, IndicatorRecord, Issue, Origin, ProjectRecord
from db.sqltext import insert


def write_document(connection: sqlite3.Connection, document: Document, number: int | None) -> int:
    """Add the document, or renew the one of this id; returns its id."""
    values = {
        "department": document.department,
        "department_key": key(document.department),
        "department_code": document.department_code,
        "year": document.year,
        "kind": document.kind,
        "unit": document.unit,
        "title": document.title,
        "file": document.file,
        "part": document.part,
        "format": document.format,
        "digest": document.digest,
        "printed_total_fen": document.printed_total_fen,
        "total_place": document.total_place,
        "current": 0,  # set by `refresh`, which sees all documents
        "loaded_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    if number is not None:
        assignments = ", ".join(f"{name} = :{name}" for name in values)
        connection.execute(f"UPDATE documents SET {assignments} WHERE id = :id", {**values, "id": number})  # noqa: S608 - names of our own; values are bound
        return number
    cursor = connection.execute(insert("documents", values), tuple(values.values()))
    assert cursor.lastrowid is not None  # for the type checker: an INSERT was just run
    return cursor.lastrowid


def write_rows(
    connection: sqlite3.Connection,
    document: Document,
    number: int,
    project_ids: list[int],
    indicator_ids: list[list[int]],
) -> None:
    """Bulk rows by executemany: sqlite-utils writes them at a tenth of the speed."""
    numbered_projects = list(zip(project_ids, indicator_ids, document.projects, strict=True))
    _insert(
        connection,
        "projects",
        (
            _project_row(project_id, number, ordinal, project)
            for ordinal, (project_id, _, project) in enumerate(numbered_projects, 1)
        ),
    )
    _insert(
        connection,
        "indicators",
        (
            _indicator_row(indicator_id, project_id, ordinal, indicator)
            for project_id, ids, project in numbered_projects
            for ordinal, (indicator_id, indicator) in enumerate(zip(ids, project.indicators, strict=True), 1)
        ),
    )
    _insert(
        connection,
        "quantities",
        (
            row
            for _, ids, project in numbered_projects
            for indicator_id, indicator in zip(ids, project.indicators, strict=True)
            for row in _quantity_rows(indicator_id, indicator)
        ),
    )
    _insert(
        connection,
        "issues",
        (_issue_row(issue, number, project_ids, indicator_ids) for issue in document.issues),
    )


_COLUMNS = {table.name: tuple(column.name for column in table.columns) for table in TABLES}


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[tuple[object, ...]]) -> None:
    connection.executemany(insert(table, _COLUMNS[table]), rows)


def _origin_columns(origin: Origin) -> tuple[object, ...]:
    return (origin.sheet, origin.page, origin.table, origin.row, origin.place)


def _project_row(number: int, document: int, ordinal: int, project: ProjectRecord) -> tuple[object, ...]:
    return (
        number,
        document,
        ordinal,
        project.name,
        key(project.name),
        project.code,
        project.spending_unit,
        project.implementing_unit,
        project.total_fen,
        project.appropriation_fen,
        project.special_account_fen,
        project.other_funds_fen,
        project.government_fund_fen,
        project.state_capital_fen,
        project.goal,
        len(project.indicators),
        project.executed_fen,
        project.execution_rate,
        None if (percent := rate_percent(project.execution_rate)) is None else float(percent),
        project.score,
        *_origin_columns(project.origin),
    )


def _indicator_row(number: int, project: int, ordinal: int, indicator: IndicatorRecord) -> tuple[object, ...]:
    return (
        number,
        project,
        ordinal,
        indicator.level1,
        indicator.level1_code,
        indicator.level2,
        indicator.level2_code,
        indicator.kind1,
        indicator.kind2,
        int(indicator.misfiled),
        indicator.name,
        key(indicator.name),
        indicator.cycle_target,
        indicator.annual_target,
        indicator.actual,
        indicator.score,
        is_met(indicator.annual_target or indicator.cycle_target, indicator.actual, indicator.kind2),
        *_origin_columns(indicator.origin),
    )


def _quantity_rows(indicator_id: int, indicator: IndicatorRecord) -> Iterator[tuple[object, ...]]:
    targets = (("cycle", indicator.cycle_target), ("annual", indicator.annual_target), ("actual", indicator.actual))
    for target, text in targets:
        for ordinal, (number, unit, bound, edge) in enumerate(quantities(text) if text else (), 1):
            yield (None, indicator_id, target, ordinal, float(number), format(number, "f"), unit, bound, edge)


def _issue_row(
    issue: Issue, document: int, project_ids: list[int], indicator_ids: list[list[int]]
) -> tuple[object, ...]:
    rule = RULES[issue.rule]
    project = None if issue.project is None else project_ids[issue.project]
    indicator = (
        None if issue.project is None or issue.indicator is None else indicator_ids[issue.project][issue.indicator]
    )
    return (None, document, project, indicator, rule.key, rule.title, rule.severity, issue.message, issue.place)
