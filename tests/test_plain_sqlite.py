"""The database as a plain SQLite file: search, cookbook, dictionary, and files of other versions."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.history import CHANGES
from db.search import match_expression, words
from db.version import SCHEMA_VERSION
from tests.console import ROOT, run
from tests.cookbook import Recipe, recipes, shown
from tests.loading import SEED, dumped, item, load, one_line, row, write_document
from tests.rewrite_cookbook import DATASETTE, SCHEMA, datasette_metadata, schema_page

VERSION_1 = ROOT / "tests" / "databases" / "version1.sql"
QUESTION = "预算最高的项目"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled document, loaded."""
    path = tmp_path_factory.mktemp("plain") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    """It, as another program opens it."""
    opened = sqlite3.connect(database)
    yield opened
    opened.close()


# --- the pages of the docs ----------------------------------------------------------------------------------------


def test_there_are_fifteen_recipes() -> None:
    """Numbered as they stand."""
    assert [recipe.number for recipe in recipes()] == list(range(1, 16))


@pytest.mark.parametrize("recipe", recipes(), ids=[str(recipe.number) for recipe in recipes()])
def test_the_cookbook_shows_what_its_sql_gives(connection: sqlite3.Connection, recipe: Recipe) -> None:
    """To the letter; `python -m tests.rewrite_cookbook` writes it anew.  A newer SQLite is tried end to end."""
    assert shown(connection, recipe.sql) == recipe.result


def test_the_pages_are_those_of_the_dictionary() -> None:
    """docs/schema.md is what `jixiao schema` prints; Datasette shows the same meanings."""
    assert SCHEMA.read_text("utf-8") == schema_page() == run("schema").stdout
    assert DATASETTE.read_text("utf-8") == datasette_metadata()


def test_each_version_of_the_schema_is_explained() -> None:
    """From the first to this one."""
    assert [change.version for change in CHANGES] == list(range(1, SCHEMA_VERSION + 1))


# --- full-text search ---------------------------------------------------------------------------------------------


def found(connection: sqlite3.Connection, expression: str) -> set[int]:
    """Project ids that the index gives."""
    return {number for (number,) in connection.execute("SELECT rowid FROM 检索 WHERE 检索 MATCH ?", (expression,))}


def holding(connection: sqlite3.Connection, text: str) -> set[int]:
    """Project ids whose texts hold it, looked through one by one."""
    rows = connection.execute(
        "SELECT 项目编号 FROM 项目 WHERE instr(lower(项目), :t) OR instr(lower(ifnull(绩效目标, '')), :t)"
        " UNION SELECT 项目编号 FROM 指标 WHERE instr(lower(指标), :t) OR instr(lower(ifnull(年度指标值, '')), :t)"
        " OR instr(lower(ifnull(实施周期指标值, '')), :t)",
        {"t": text},
    )
    return {number for (number,) in rows}


@pytest.mark.parametrize("word", ["审计", "薪", "劳动", "满意度", "劳动关系", "合规", "仲裁"])
def test_words_of_any_length_are_found(connection: sqlite3.Connection, word: str) -> None:
    """As many as a look at every text finds: 审计 first of all, on which SQLite's own tokenizers fail."""
    assert found(connection, word) == holding(connection, word) != set()


@pytest.mark.parametrize("text", ["综合档案整理工作", "用人单位法定代表人", "2021", "服务对象满意度(%)"])
def test_longer_texts_by_their_parts(connection: sqlite3.Connection, text: str) -> None:
    """All that hold it; parts that stand apart may add a few."""
    assert found(connection, match_expression(text)) >= holding(connection, text.partition("(")[0]) != set()


def test_a_column_and_logic(connection: sqlite3.Connection) -> None:
    """As FTS5 has them."""
    assert found(connection, "项目 : 审计") < found(connection, "审计 OR 工伤")
    assert found(connection, "工伤 NOT 审计") == found(connection, "工伤") - found(connection, "审计")


def test_the_index_follows_the_documents(tmp_path: Path) -> None:
    """Replaced, removed, or changed with another program: after the next load it is right."""
    database = tmp_path / "a.db"
    first = [row("甲项目", goal="修缮桥梁"), row("乙项目", indicators=item(1, "植树", "五棵"))]
    assert load(database, write_document(tmp_path / "a.txt", first)).returncode == 0
    with sqlite3.connect(database) as connection:
        assert (found(connection, "桥梁"), found(connection, "植树")) == ({1}, {2})
        connection.execute("UPDATE projects SET goal = '疏浚河道' WHERE id = 1")
        assert connection.execute("SELECT * FROM search_stale").fetchall() == [(1,)]
    second = [row("乙项目", indicators=item(1, "种花", "五盆"))]
    other = write_document(tmp_path / "b.txt", second, department="青岚市教育局")
    assert load(database, other).returncode == 0
    with sqlite3.connect(database) as connection:
        assert (found(connection, "桥梁"), found(connection, "河道")) == (set(), {1})
        assert found(connection, "种花") == {3}
    assert run("remove", "2", "--db", database).returncode == 0
    with sqlite3.connect(database) as connection:
        assert found(connection, "种花") == set()
        assert connection.execute("SELECT COUNT(*) FROM search_stale").fetchone() == (0,)
        assert connection.execute("INSERT INTO 检索(检索) VALUES ('integrity-check')").rowcount >= -1


def test_the_words_of_a_text() -> None:
    """Full width and upper case are one with half width and lower case; a name with quotes breaks nothing."""
    assert words("ＡＢ１２") == "ab12"
    assert match_expression('"审计" OR 1') == '"审计" AND "or1"'


# --- other versions -----------------------------------------------------------------------------------------------


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as version 1 wrote it."""
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(VERSION_1.read_text("utf-8"))
    connection.close()
    return path


def test_what_an_older_database_did_not_judge_is_judged(old: Path) -> None:
    """Whether targets were met follows from the values that it holds."""
    with sqlite3.connect(old) as connection:
        connection.execute("UPDATE indicators SET annual_target = '≥95%', actual = '94%' WHERE id = 1")
        connection.execute("UPDATE indicators SET annual_target = '≥95%', actual = '96%' WHERE id = 2")
    assert run("documents", "--db", old).returncode == 0
    with sqlite3.connect(old) as connection:
        met = connection.execute("SELECT 达到目标 FROM 指标 WHERE 指标编号 <= 3 ORDER BY 指标编号").fetchall()
    assert met == [(0,), (1,), (None,)]


def test_an_older_database_is_upgraded_with_a_backup(old: Path, database: Path) -> None:
    """By the first command that opens it, in one line; the answer, and everything that was in it, is the same."""
    before = old.read_bytes()
    done = run("ask", QUESTION, "--db", old)
    assert done.returncode == 0
    assert "4,625.49" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "已从结构版本 1 升到" in done.stderr
    backup = Path(f"{old}.v1.bak")
    assert backup.read_bytes() == before
    assert run("ask", QUESTION, "--db", old).stderr == ""
    assert dumped(old) == dumped(database)
    assert {path.name for path in old.parent.iterdir()} == {old.name, backup.name, f"{old.name}.answers"}
    with sqlite3.connect(old) as connection, sqlite3.connect(database) as fresh:
        assert found(connection, "审计") == found(fresh, "审计")
        schema = "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
        assert connection.execute(schema).fetchall() == fresh.execute(schema).fetchall()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert "升级" not in load(old, SEED).stderr


def test_loading_upgrades_too(old: Path) -> None:
    """What is loaded already is known as such."""
    done = load(old, SEED)
    assert done.returncode == 0
    assert "没有变化" in done.stdout
    assert Path(f"{old}.v1.bak").exists()


def test_a_second_backup_gets_a_name_of_its_own(old: Path) -> None:
    """What lies there is never overwritten, and a rest of an upgrade that was killed is no hindrance."""
    backup = Path(f"{old}.v1.bak")
    backup.write_text("另一份")
    Path(f"{old}.upgrading").write_text("半份")
    assert run("documents", "--db", old).returncode == 0
    assert backup.read_text() == "另一份"
    assert Path(f"{old}.v1.bak-1".replace(".bak-1", "-1.bak")).exists()


def test_an_upgrade_waits_for_nobody_in_vain(old: Path) -> None:
    """Where another program holds the file: one line, and the file as it was."""
    before = old.read_bytes()
    writer = sqlite3.connect(old)
    writer.execute("BEGIN IMMEDIATE")
    one_line(run("ask", QUESTION, "--db", old), 2, "正被另一个程序写入")
    writer.close()
    assert old.read_bytes() == before
    assert not Path(f"{old}.v1.bak").exists()


def test_what_cannot_be_used_is_one_line(old: Path, tmp_path: Path) -> None:
    """Empty, newer, somebody else's, damaged."""
    empty = tmp_path / "empty.db"
    empty.touch()
    one_line(run("ask", QUESTION, "--db", empty), 2, "是空的", "jixiao load")
    newer = tmp_path / "newer.db"
    shutil.copy(old, newer)
    with sqlite3.connect(newer) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    one_line(run("ask", QUESTION, "--db", newer), 2, "更新的程序", "升级本程序")
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE t (x)")
    one_line(run("ask", QUESTION, "--db", foreign), 2, "别的程序")
    damaged = tmp_path / "damaged.db"
    content = bytearray(old.read_bytes())
    content[4096 : len(content) // 2] = os.urandom(1) * (len(content) // 2 - 4096)
    damaged.write_bytes(content)
    one_line(run("ask", QUESTION, "--db", damaged), 2, "损坏")
