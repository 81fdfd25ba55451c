"""Asking opens the database read-only, within a budget, and says in Chinese what is wrong with it."""

import sqlite3
from pathlib import Path

import pytest

from db import store
from db.errors import MissingDatabase, NotADatabase, StoreError, TooSlow, Unreadable, WrongVersion
from db.statement import Statement
from db.store import open_read_only, run
from tests.synthetic import make_synthetic


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database whose path is full of what a URI would take for something else."""
    path = tmp_path / "a b#c?mode=rwc%41&.db"
    made, target = make_synthetic(), sqlite3.connect(path)
    made.backup(target)
    made.close()
    target.close()
    return path


def stated(sql: str) -> Statement:
    """A statement of one row."""
    return Statement(sql, (), ("数量",), (None,))


def test_it_is_opened_read_only(database: Path) -> None:
    """Nothing can be written, and no other file comes into being."""
    connection = open_read_only(str(database))
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM projects")
    assert run(connection, stated("SELECT COUNT(*) FROM projects")).rows == [(70,)]
    connection.close()
    assert list(database.parent.iterdir()) == [database]


def test_what_is_wrong_is_said(tmp_path: Path, database: Path) -> None:
    """Missing, empty, a folder, another file, another program's, older, newer: one Chinese line with the path."""
    empty, text, other = tmp_path / "empty.db", tmp_path / "text.db", tmp_path / "other.db"
    empty.touch()
    text.write_text("不是数据库" * 500, encoding="utf-8")
    foreign = sqlite3.connect(other)
    foreign.execute("CREATE TABLE t (c)")
    foreign.close()
    wrong: list[tuple[Path, type[StoreError]]] = [
        (tmp_path / "missing.db", MissingDatabase),
        (empty, MissingDatabase),
        (tmp_path, NotADatabase),
        (text, NotADatabase),
        (other, NotADatabase),
    ]
    for path, kind in wrong:
        with pytest.raises(kind, match=r"数据库|文件夹") as caught:
            open_read_only(str(path))
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)
    for version in (0, 99):
        writer = sqlite3.connect(database)
        writer.execute(f"PRAGMA user_version = {version}")
        writer.close()
        with pytest.raises(WrongVersion, match="版"):
            open_read_only(str(database))


def test_a_question_that_reads_too_much_is_stopped(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many steps, and the connection goes on working."""
    monkeypatch.setattr(store, "_BUDGET", 5)
    connection = open_read_only(str(database))
    with pytest.raises(TooSlow, match="范围"):
        run(connection, stated("SELECT COUNT(*) FROM projects a, projects b, projects c, projects d"))
    assert run(connection, stated("SELECT COUNT(*) FROM projects")).rows == [(70,)]
    connection.close()


def test_a_database_being_written_is_waited_for_and_then_said(database: Path) -> None:
    """Another program holds the lock for longer than asking waits."""
    writer = sqlite3.connect(database, isolation_level=None)
    connection = open_read_only(str(database))
    connection.execute("PRAGMA busy_timeout = 1")
    writer.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Unreadable, match="稍后"):
        run(connection, stated("SELECT COUNT(*) FROM projects"))
    writer.close()
    connection.close()


def test_a_database_that_is_locked_at_the_start_is_only_unreadable(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was to be written, so nobody hears that nothing was."""
    monkeypatch.setattr(store, "WAIT_SECONDS", 0)
    writer = sqlite3.connect(database, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Unreadable, match="暂时读不了") as caught:
        open_read_only(str(database))
    writer.close()
    assert caught.value.exit_status == 2
    assert "没有写入" not in str(caught.value)


def test_a_damaged_database_is_said(database: Path) -> None:
    """Pages overwritten in the middle."""
    content = bytearray(database.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    database.write_bytes(content)
    with pytest.raises(StoreError, match="损坏"):
        run(open_read_only(str(database)), stated("SELECT COUNT(*) FROM projects"))
