"""Versions of documents: what is replaced or removed is kept whole, out of the way of every question."""

import sqlite3
from pathlib import Path

import pytest

from db.stored import read_published
from db.versions import kept_version
from tests.console import ROOT, run
from tests.loading import DOCUMENTS, SEED, dumped, item, load, load_alike, row, write_document

CORRECTION = ("--project", "培训", "--field", "总计", "--value", "12", "--by", "王某", "--why", "看错")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A document of two projects."""
    path = tmp_path / "a.db"
    load_alike(path, first(tmp_path))
    return path


def first(folder: Path) -> Path:
    """The first version."""
    return write_document(folder / "first.txt", [row("培训", "10.00", item(1, "人数", "50人")), row("旧项目", "3.00")])


def second(folder: Path) -> Path:
    """Another version of the same document."""
    return write_document(folder / "second.txt", [row("培训", "11.00", item(1, "人数", "60人")), row("新项目", "4.00")])


def values(database: Path, sql: str) -> list[tuple[object, ...]]:
    """The rows of a statement."""
    with sqlite3.connect(database) as connection:
        return connection.execute(sql).fetchall()


def test_what_is_replaced_is_kept_whole(database: Path, tmp_path: Path) -> None:
    """With the ids of its rows; and no question, view or search sees it."""
    with sqlite3.connect(database) as connection:
        before = read_published(connection, 1)
    assert run("correct", "1", *CORRECTION, "--db", database).returncode == 0
    assert load(database, second(tmp_path), "--replace").returncode == 0
    with sqlite3.connect(database) as connection:
        kept = kept_version(connection, 1, 1)
        assert kept is not None
        assert kept.published == before
        assert [one[7:10] for one in kept.corrections] == [("总计", 10_000_000, 12_000_000)]
        now = kept_version(connection, 1, 2)
        assert now is not None
        assert now.published == read_published(connection, 1)
        assert kept_version(connection, 1, 3) is None
        assert kept_version(connection, 2, 1) is None
    states = values(database, "SELECT 版本, 状态, 文件名 FROM 版本 ORDER BY 1")
    assert states == [(1, "已替换", "first.txt"), (2, "现行", "second.txt")]
    assert "旧项目" not in str(values(database, "SELECT * FROM 项目") + values(database, "SELECT * FROM 项目历年"))
    assert values(database, "SELECT COUNT(*) FROM 检索 WHERE 检索 MATCH '旧项目'") == [(0,)]
    assert run("ask", "旧项目", "--db", database).returncode == 1


def test_what_is_removed_is_kept_unless_purged(database: Path, tmp_path: Path) -> None:
    """With its corrections; --purge takes every version away."""
    assert load(database, second(tmp_path), "--replace").returncode == 0
    assert run("correct", "1", *CORRECTION, "--db", database).returncode == 0
    assert run("remove", "1", "--db", database).returncode == 0
    with sqlite3.connect(database) as connection:
        for version, projects in ((1, ["培训", "旧项目"]), (2, ["培训", "新项目"])):
            kept = kept_version(connection, 1, version)
            assert kept is not None
            assert [one.name for one in kept.published.document.projects] == projects
            assert len(kept.corrections) == version - 1
    assert load(database, first(tmp_path)).returncode == 0
    assert "连同各个版本" in run("remove", "2", "--purge", "--db", database).stdout
    assert values(database, "SELECT 文件编号, 版本, 状态 FROM 版本") == [(1, 1, "已替换"), (1, 2, "已去掉")]


def test_nothing_is_kept_of_what_did_not_change(database: Path, tmp_path: Path) -> None:
    """Loading the same again, trying a replacement, correcting: the version is the same."""
    load(database, first(tmp_path), "--replace")
    load(database, second(tmp_path), "--replace", "--dry-run")
    run("correct", "1", *CORRECTION, "--db", database)
    assert values(database, "SELECT 版本, 状态 FROM 版本") == [(1, "现行")]


def test_the_fingerprint_says_what_a_document_holds(database: Path, tmp_path: Path) -> None:
    """Equal for equal content in any database, another for another version or a correction, the old one when undone."""

    def state(of: Path) -> str:
        return str(values(of, "SELECT state FROM documents")[0][0])

    other = tmp_path / "b.db"
    assert load(other, SEED, first(tmp_path)).returncode == 0
    before = state(database)
    assert len(before) == 64
    assert values(other, "SELECT state FROM documents ORDER BY id")[1] == (before,)
    assert run("correct", "1", *CORRECTION, "--db", database).returncode == 0
    assert state(database) != before
    assert run("correct", "--undo", "1", "--by", "王某", "--db", database).returncode == 0
    assert state(database) == before
    assert load(database, second(tmp_path), "--replace").returncode == 0
    assert state(database) != before


@pytest.mark.parametrize(
    "document", sorted(path for path in DOCUMENTS.iterdir() if path.suffix in {".txt", ".csv"})[:8]
)
def test_reading_back_gives_what_was_written(document: Path, tmp_path: Path) -> None:
    """So an upgraded database has the fingerprints of one that was loaded anew."""
    database = tmp_path / "a.db"
    load(database, document)
    if not database.exists():
        return
    before = values(database, "SELECT state FROM documents ORDER BY id")
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE documents SET state = ''")
        from db.versions import fingerprint_all

        fingerprint_all(connection)
    assert values(database, "SELECT state FROM documents ORDER BY id") == before


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_database_of_every_earlier_version_is_upgraded(version: int, tmp_path: Path) -> None:
    """With a backup; the first version of each document is the one in force, with its fingerprint."""
    old = tmp_path / "old.db"
    with sqlite3.connect(old) as connection:
        connection.executescript((ROOT / "tests" / "databases" / f"version{version}.sql").read_text("utf-8"))
    connection.close()
    done = run("documents", "--db", old)
    assert done.returncode == 0
    assert f"已从结构版本 {version} 升到" in done.stderr
    assert Path(f"{old}.v{version}.bak").exists()
    assert all(state == "现行" for (state,) in values(old, "SELECT 状态 FROM 版本"))
    assert all(len(str(state)) == 64 for (state,) in values(old, "SELECT state FROM documents"))
    assert dumped(old)
    if version > 1:
        joined = values(old, "SELECT 项目, 年度, 上年总计_分, 变化_分 FROM 项目历年 WHERE 上年 IS NOT NULL")
        assert joined == [("图书馆运行", 2024, 100_000_000, 10_000_000)]
