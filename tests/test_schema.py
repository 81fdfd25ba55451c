"""The database as people meet it: the data dictionary, comments, views, constraints."""

import sqlite3
from pathlib import Path

import pytest

from db.dictionary import TABLES, VIEWS
from db.money import UNITS
from db.sqltext import select
from tests.console import run
from tests.loading import SEED, load, row, write_document


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed, loaded, with a correction that was taken back again, and a rename between two years."""
    folder = tmp_path_factory.mktemp("documents")
    path = tmp_path_factory.mktemp("schema") / "a.db"
    assert load(path, SEED).returncode == 0
    earlier = write_document(folder / "2023.txt", [row("图书馆开放")], year=2023)
    later = write_document(folder / "2024.txt", [row("图书馆免费开放")])
    assert load(path, earlier, later).returncode == 0
    assert run("renames", "--confirm", "1", "--by", "王某", "--why", "试", "--db", path).returncode == 0
    cell = ("1", "--project", "#1", "--field", "绩效目标", "--value", "无")
    assert run("correct", *cell, "--by", "王某", "--why", "试", "--db", path).returncode == 0
    assert run("correct", "--undo", "1", "--by", "王某", "--db", path).returncode == 0
    return path


def test_schema_explains_every_table_view_and_column() -> None:
    """`jixiao schema` is the whole dictionary."""
    text = run("schema").stdout
    tables = [(table.name, table.comment, [column[::2] for column in table.columns]) for table in TABLES]
    views = [(view.name, view.comment, [column[::2] for column in view.columns]) for view in VIEWS]
    for thing, comment, columns in tables + views:
        assert f"### {thing}：{comment}" in text
        for name, meaning in columns:
            assert f"| {name} |" in text
            assert f"| {meaning} |" in text


def test_the_database_carries_the_comments(database: Path) -> None:
    """`.schema` in the sqlite3 shell shows the meaning beside each column."""
    with sqlite3.connect(database) as connection:
        for table in TABLES:
            (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table.name,)).fetchone()
            for column in table.columns:
                assert f"-- {column.comment}" in sql


def test_the_views_have_the_columns_they_promise(database: Path) -> None:
    """Names in the order of the dictionary; every view answers."""
    with sqlite3.connect(database) as connection:
        for view in VIEWS:
            cursor = connection.execute(select("*", f'"{view.name}"'))
            assert [name for name, *_ in cursor.description] == [column.name for column in view.columns]
            assert cursor.fetchone() is not None


def test_money_stands_twice_in_the_views(database: Path) -> None:
    """万元 for reading, 分 for sums that are exact."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT 总计, 总计_分, 财政专户拨款, 来源 FROM 项目 ORDER BY 项目编号").fetchall()
        (total,) = connection.execute("SELECT SUM(总计_分) / 1000000.0 FROM 项目 WHERE 年度 IS NULL").fetchone()
    assert total == 6825.70
    assert all(wan == fen / UNITS["万元"] for wan, fen, _, _ in rows)
    assert all(special is None for _, _, special, _ in rows)
    assert rows[0][3] == f"{SEED.name} 第11行"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE projects SET total_fen = 1.5",
        "UPDATE projects SET name = ''",
        "UPDATE documents SET kind = '其他'",
        "UPDATE documents SET unit = '美元'",
        "UPDATE documents SET year = 24",
        "UPDATE indicators SET kind1 = 'number'",
        "UPDATE indicators SET project_id = 999",
        "UPDATE quantities SET bound = '>'",
        "UPDATE quantities SET edge = 2",
        "INSERT INTO documents SELECT 9, department, department_key, department_code, year, kind, unit,"
        " title, file, part, format, digest, printed_total_fen, total_place, current, loaded_at, version, state"
        " FROM documents",
    ],
)
def test_the_database_refuses_what_cannot_be(database: Path, statement: str) -> None:
    """Constraints hold against other programs too."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()


def test_lookups_use_an_index(database: Path) -> None:
    """The common ways in do not read a whole table."""
    with sqlite3.connect(database) as connection:
        for query in (
            "SELECT * FROM projects WHERE name_key = 'x'",
            "SELECT * FROM indicators WHERE project_id = 1",
            "SELECT * FROM indicators WHERE kind2 = 'served'",
            "SELECT * FROM projects WHERE total_fen > 1 ORDER BY total_fen DESC LIMIT 3",
            "SELECT * FROM quantities WHERE target = 'annual' AND unit = '%' AND number >= 95",
            "SELECT * FROM quantities WHERE indicator_id = 1",
            "DELETE FROM issues WHERE indicator_id = 1",
        ):
            plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))
            assert "USING" in plan, (query, plan)
            assert "INDEX" in plan, (query, plan)


def test_the_database_opens_on_a_read_only_file_system(database: Path) -> None:
    """A finished file is not in WAL mode, and nothing lies beside it."""
    with sqlite3.connect(f"file:{database}?immutable=1", uri=True) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [path.name for path in database.parent.iterdir()] == [database.name]
