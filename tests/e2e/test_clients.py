"""The database in the programs that analysts use: each opens the file as it is and gets the same figures."""

import json
import subprocess
from pathlib import Path

import pytest

from db.sample import sample_path
from tests import console
from tests.cookbook import recipes
from tests.e2e.tools import program
from tests.sample_questions import ANSWERED

SUM = "SELECT SUM(总计_分) / 1000000.0, COUNT(*) FROM 项目 WHERE 当前 = 1"
FIGURES = [6825.7, 22]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the sample."""
    path = tmp_path_factory.mktemp("clients") / "jixiao.db"
    assert console.run("load", sample_path(), "--db", path).returncode == 0
    return path


def python(script: str, *arguments: str | Path, cwd: Path | None = None) -> str:
    """Run a script in the Python where the other programs are; what it prints."""
    done = subprocess.run(
        [program("clients"), "-c", script, *arguments],
        env=console.environment(PYTHONPATH=str(console.ROOT), PYTHONUTF8="1", HOME=str(cwd or "/nonexistent")),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.needs("sqlite3")
def test_the_sqlite3_shell(database: Path) -> None:
    """Read-only, the figures and the search."""

    def ask(sql: str) -> str:
        done = subprocess.run(
            [program("sqlite3"), "-readonly", "-separator", "|", database, sql],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    assert ask(SUM) == "6825.7|22"
    assert ask("SELECT COUNT(*) FROM 检索('审计')") == "1"


def test_sqlite_utils(database: Path) -> None:
    """Its command, beside ours."""
    tool = console.JIXIAO.with_name("sqlite-utils")
    done = subprocess.run([tool, "query", database, SUM, "--arrays"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [FIGURES]


@pytest.mark.needs("clients")
def test_pandas(database: Path) -> None:
    """By way of the standard library's sqlite3; whole numbers stay whole."""
    script = """
import pandas, sqlite3, sys
frame = pandas.read_sql("SELECT * FROM 项目 WHERE 当前 = 1", sqlite3.connect(sys.argv[1]))
print(frame["总计_分"].sum() / 1e6, len(frame), frame["总计_分"].dtype)
"""
    assert python(script, database).split() == ["6825.7", "22", "int64"]


@pytest.mark.needs("clients")
def test_duckdb(database: Path) -> None:
    """By its reader of SQLite; every view can be read."""
    script = """
import duckdb, sys, duckdb_extension_sqlite_scanner, pathlib
folder = pathlib.Path(duckdb_extension_sqlite_scanner.__file__).parent
(extension,) = folder.rglob("*.duckdb_extension*")
content = extension.read_bytes()
if extension.suffix == ".gz":
    import gzip
    content = gzip.decompress(content)
place = pathlib.Path(sys.argv[2], "sqlite_scanner.duckdb_extension")
place.write_bytes(content)
connection = duckdb.connect()
connection.execute(f"LOAD '{place}'")
connection.execute(f"ATTACH '{sys.argv[1]}' AS j (TYPE sqlite, READ_ONLY)")
print(*connection.execute("SELECT SUM(总计_分) / 1000000.0, COUNT(*) FROM j.项目 WHERE 当前 = 1").fetchone())
for view in ("项目", "指标", "指标数值", "文件", "核对问题", "更正"):
    connection.execute(f'SELECT * FROM j."{view}"').fetchall()
"""
    assert python(script, database, database.parent).split() == ["6825.7", "22"]


@pytest.mark.needs("clients")
def test_datasette(database: Path) -> None:
    """Its pages and its search box, with our metadata; the search finds a word of two characters."""
    script = """
import asyncio, json, sys
from datasette.app import Datasette
from datasette.utils import tilde_encode
async def main():
    metadata = json.load(open(sys.argv[2]))
    site = Datasette([sys.argv[1]], metadata=metadata)
    await site.invoke_startup()
    async def get(path):
        answer = await site.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer
    rows = (await get("/jixiao.json?_shape=arrays&sql=" + sys.argv[3])).json()["rows"]
    view = "/jixiao/" + tilde_encode("项目")
    found = (await get(view + ".json?_shape=array&_search=审计")).json()
    page = (await get(view)).text
    print(json.dumps([rows[0], [row["项目"] for row in found], "总计（分，供求和与比较）" in page]))
asyncio.run(main())
"""
    metadata = console.ROOT / "docs" / "datasette.json"
    figures, found, explained = json.loads(python(script, database, metadata, SUM))
    assert figures == FIGURES
    assert found == ["内部审计工作经费"]
    assert explained


@pytest.mark.needs("clients")
def test_the_cookbook_in_a_newer_sqlite(database: Path) -> None:
    """Every question of the page gives the same result there; it is another SQLite than Python's own."""
    script = """
import json, sqlite3, sys, pysqlite3
from tests.cookbook import recipes, shown
connection = pysqlite3.connect(sys.argv[1])
wrong = [one.number for one in recipes() if shown(connection, one.sql) != one.result]
print(json.dumps([pysqlite3.sqlite_version != sqlite3.sqlite_version, len(recipes()), wrong]))
"""
    assert json.loads(python(script, database)) == [True, len(recipes()), []]


@pytest.mark.needs("clients")
def test_parquet_is_read_by_pyarrow_and_duckdb(database: Path, tmp_path: Path) -> None:
    """Cell by cell what the view holds, absent cells and all; the file says where it comes from."""
    assert console.run("export", "-f", "parquet", tmp_path, "--db", database).returncode == 0
    script = """
import duckdb, json, pathlib, pyarrow.parquet, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
wrong, notes = [], []
for file in sorted(pathlib.Path(sys.argv[2]).glob("*.parquet")):
    rows = connection.execute(f'SELECT * FROM "{file.stem}"').fetchall()
    table = pyarrow.parquet.read_table(file)
    by_arrow = [tuple(row.values()) for row in table.to_pylist()]
    by_duckdb = duckdb.sql(f"SELECT * FROM '{file}'").fetchall()
    if not rows == by_arrow == by_duckdb:
        wrong.append(file.stem)
    notes.append(sorted(key.decode() for key in pyarrow.parquet.read_metadata(file).metadata))
print(json.dumps([wrong, len(notes), notes[0]]))
"""
    wrong, count, notes = json.loads(python(script, database, tmp_path))
    assert wrong == []
    assert count == len(list(tmp_path.glob("*.parquet")))
    assert {"来源", "导出日期"} <= set(notes)


@pytest.mark.needs("clients")
def test_printed_statements_in_a_newer_sqlite(database: Path) -> None:
    """What `ask` prints gives the rows of the answer there, too."""
    lines = "\n".join(ANSWERED) + "\n"
    answers = console.run("ask", "--json", "--batch", "--db", database, stdin=lines).stdout
    file = database.with_name("answers.jsonl")
    file.write_text(answers, encoding="utf-8")
    script = """
import json, pysqlite3, sys
connection = pysqlite3.connect(sys.argv[1])
wrong = []
for line in open(sys.argv[2], encoding="utf-8"):
    answer = json.loads(line)
    rows = [list(row) for row in connection.execute(answer["sql"])]
    if rows != answer["rows"]:
        wrong.append(answer["question"])
print(json.dumps(wrong))
"""
    assert json.loads(python(script, database, file)) == []
