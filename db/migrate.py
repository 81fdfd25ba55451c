"""Brings a database of an older version of the schema up to this one: a new file, filled, takes the old one's place.

The old file stays beside it as a backup.  Until the new one is complete nothing of the old one is touched; a process
killed halfway leaves it as it was.
"""

import logging
import os
import shutil
import sqlite3

from db import schema
from db.dictionary import TABLES
from db.errors import WriteFailed
from db.outcomes import is_met
from db.sqltext import select
from db.version import SCHEMA_VERSION

log = logging.getLogger(__name__)


def migrate(path: str, old: sqlite3.Connection, version: int) -> str:
    """Upgrade the database there, which `old` has open for writing; returns the path of the backup.

    Whoever else wants to write waits meanwhile.  WriteFailed where no file can be made beside it.
    """
    inode = os.stat(path).st_ino
    old.execute("BEGIN IMMEDIATE")
    try:
        if os.stat(path).st_ino != inode:
            return ""
        return _replace(path, version)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteFailed(
            f"{path}：由旧版程序建立（结构版本 {version}），升级到版本 {SCHEMA_VERSION} 要在同一文件夹写文件，"
            f"没有写成（{reason}）；请把它复制到能写的地方，用 --db 指明"
        ) from error
    finally:
        old.execute("ROLLBACK")


def _replace(path: str, version: int) -> str:
    upgraded = f"{path}.upgrading"
    if os.path.exists(upgraded):
        os.unlink(upgraded)
    os.close(os.open(upgraded, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _fill(upgraded, path)
        shutil.copymode(path, upgraded)
        backup = _backup(path, version)
        os.replace(upgraded, path)
    except BaseException:
        os.unlink(upgraded)
        raise
    log.warning("数据库 %s 已从结构版本 %d 升到 %d，原文件备份在 %s", path, version, SCHEMA_VERSION, backup)
    return backup


def _fill(new: str, old: str) -> None:
    """Copy every row; columns that are new stay empty, what depends on all rows together is made anew."""
    from db.load import refresh, transaction
    from db.versions import fingerprint_all

    connection = sqlite3.connect(new, isolation_level=None)
    try:
        connection.execute("ATTACH ? AS old", (old,))
        connection.execute("BEGIN")  # an immediate one would want to write the old file, too
        schema.create(connection)
        there = {name for (name,) in connection.execute("SELECT name FROM old.sqlite_master WHERE type = 'table'")}
        for table in TABLES:
            if table.name in there:
                _copy(connection, table.name)
        _judge_actual_values(connection)
        connection.execute("COMMIT")
        connection.execute("DETACH old")
        with transaction(connection):
            fingerprint_all(connection)
            refresh(connection)
    finally:
        connection.close()


def _copy(connection: sqlite3.Connection, table: str) -> None:
    ours, theirs = (
        [name for _, name, *_ in connection.execute(f"PRAGMA {place}.table_info({table})")] for place in ("main", "old")
    )
    columns = ", ".join(name for name in ours if name in theirs)
    connection.execute(f"INSERT INTO main.{table} ({columns}) {select(columns, f'old.{table}')}")
    # Ids that were used up stay so.
    if connection.execute("SELECT 1 FROM old.sqlite_master WHERE name = 'sqlite_sequence'").fetchone():
        connection.execute("DELETE FROM main.sqlite_sequence WHERE name = ?", (table,))
        connection.execute(
            "INSERT INTO main.sqlite_sequence (name, seq) SELECT name, seq FROM old.sqlite_sequence WHERE name = ?",
            (table,),
        )


def _judge_actual_values(connection: sqlite3.Connection) -> None:
    """Whether targets were met follows from what was stored before version 3."""
    rows = connection.execute(
        "SELECT id, IFNULL(annual_target, cycle_target), actual, kind2 FROM indicators WHERE actual IS NOT NULL"
    ).fetchall()
    judged = [(is_met(target, actual, kind), number) for number, target, actual, kind in rows]
    connection.executemany("UPDATE indicators SET met = ? WHERE id = ?", judged)


def _backup(path: str, version: int) -> str:
    """Copy the old file to a name that is free; the copy is complete before it gets the name."""
    number = 0
    while True:
        backup = f"{path}.v{version}{f'-{number}' if number else ''}.bak"
        if not os.path.exists(backup):
            break
        number += 1
    shutil.copy2(path, f"{backup}.part")
    os.rename(f"{backup}.part", backup)
    return backup
