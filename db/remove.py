"""Takes a document out of the database."""

import sqlite3
from pathlib import Path

from db import store
from db.copied_goals import mark_copied_goals
from db.errors import MissingDatabase, NoSuchDocument
from db.layouts.vocabulary import key
from db.load import refresh, transaction
from db.versions import keep_version


def remove_document(database: str, which: str, *, purge: bool = False) -> str:
    """Remove the document of this id, or of this department or department/year; returns what it was, for the report.

    What it held is kept among the versions, for old answers to be checked; `purge` takes those away as well.
    """
    if not Path(database).exists():
        store.open_read_only(database).close()  # raises, saying what is missing
    connection = store.open_for_writing(database)
    try:
        if store.is_empty(connection):
            raise MissingDatabase(f"数据库 {database} 是空的；请先装入文件：jixiao load 文件 --db {database}")
        with store.explained(database), transaction(connection):
            number, label = find_document(connection, which)
            (owner,) = connection.execute(
                "SELECT department_key, kind FROM documents WHERE id = ?", (number,)
            ).fetchall()
            if purge:
                connection.execute("DELETE FROM versions WHERE document_id = ?", (number,))
            else:
                keep_version(connection, number, "removed")
            connection.execute("DELETE FROM documents WHERE id = ?", (number,))
            mark_copied_goals(connection, *owner)
            refresh(connection)
    finally:
        connection.close()
    return label


def find_document(connection: sqlite3.Connection, which: str) -> tuple[int, str]:
    """The id of the one document meant, and how messages name it; NoSuchDocument where there is none or several."""
    department, _, year = which.rpartition("/")
    rows = [
        (
            number,
            f"文件编号 {number}：{name}（{f'{of_year}年' if of_year is not None else '年度未注明'}，{kind}，{file}）",
        )
        for number, name, of_year, kind, file, name_key in connection.execute(
            "SELECT id, department, year, kind, file, department_key FROM documents ORDER BY id"
        )
        if str(number) == which
        or name_key == key(which)
        or (department and name_key == key(department) and year == str("" if of_year is None else of_year))
    ]
    if not rows:
        raise NoSuchDocument(f"没有「{which}」这份文件；jixiao documents 列出所有文件和编号")
    if len(rows) > 1:
        raise NoSuchDocument(f"「{which}」有 {len(rows)} 份文件；请给出编号：{'；'.join(label for _, label in rows)}")
    return rows[0]
