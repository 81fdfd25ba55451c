"""The database in the sqlite3 shell, as an analyst meets it."""

import json
import subprocess
from pathlib import Path

import pytest

from db.sample import sample_path
from tests import console
from tests.e2e.tools import program
from tests.question_corpus import questions

pytestmark = pytest.mark.needs("sqlite3")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the sample."""
    path = tmp_path_factory.mktemp("shell") / "库.db"
    assert console.run("load", sample_path(), "--db", path).returncode == 0
    return path


def ask(database: Path, sql: str) -> str:
    """Run one statement in the shell, read-only."""
    done = subprocess.run(
        [program("sqlite3"), "-readonly", "-noheader", "-separator", "|", database, sql],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("sql", "answer"),
    [
        ("SELECT 项目, 总计 FROM 项目 ORDER BY 总计_分 DESC LIMIT 1", "产业人才发展专项资金|4625.49"),
        ("SELECT SUM(总计_分) / 1000000.0, COUNT(*) FROM 项目 WHERE 当前", "6825.7|22"),
        ("SELECT COUNT(*), SUM(归类不符) FROM 指标", "149|16"),
        ("SELECT 印刷合计, 合计, 项目数 FROM 文件", "6825.71|6825.7|22"),
        ("SELECT 来源 FROM 项目 WHERE 项目 = '欠薪应急周转金'", f"{sample_path().name} 第16行"),
        ("PRAGMA integrity_check", "ok"),
        ("PRAGMA foreign_key_check", ""),
    ],
)
def test_the_views_answer_in_chinese(database: Path, sql: str, answer: str) -> None:
    """Names, money and places are those of the document."""
    assert ask(database, sql) == answer


def test_every_statement_of_the_corpus(database: Path) -> None:
    """Whatever `ask` prints, for every question that has an answer, runs as it stands and gives the same rows."""
    asked = [one for one in questions() if one.strip() and "\n" not in one]
    told = console.run("ask", "--json", "--batch", "--db", database, stdin="\n".join(asked) + "\n").stdout
    answers = [answer for answer in map(json.loads, told.splitlines()) if answer["status"] == "ok"]
    assert len(answers) > len(asked) / 3
    script = "".join(f"{answer['sql']};\nSELECT 'end of {number}';\n" for number, answer in enumerate(answers))
    done = subprocess.run(
        [program("sqlite3"), "-readonly", "-bail", "-noheader", "-cmd", ".mode json", database],
        input=script,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    rest = done.stdout
    for number, answer in enumerate(answers):
        shown, _, rest = rest.partition(f'[{{"\'end of {number}\'":"end of {number}"}}]\n')
        rows = [list(row.values()) for row in json.loads(shown or "[]")]
        assert rows == answer["rows"], answer["question"]
