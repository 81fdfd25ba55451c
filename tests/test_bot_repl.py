"""The conversation at a terminal, line by line."""

import io
import os
from pathlib import Path

import pytest

from bot.answer import AnswerService
from bot.repl import HELP, Repl, history_path
from tests.console import run
from tests.loading import SEED, load


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the bundled document."""
    path = tmp_path_factory.mktemp("repl") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


def said(database: Path, *lines: str) -> list[str]:
    """What each line is answered with."""
    output = io.StringIO()
    repl = Repl(AnswerService(str(database)), output, 80)
    replies = []
    for line in lines:
        start = output.tell()
        assert repl.handle(line)
        replies.append(output.getvalue()[start:])
    return replies


def test_follow_ups_and_a_new_start(database: Path) -> None:
    """A question leans on the one before, until the conversation begins anew."""
    _, follow_up, _, lost = said(database, "工伤认定工作经费", "它的时效指标", ".新", "它的时效指标")
    assert "工伤认定完成率" in follow_up
    assert lost.startswith("没有看懂")


def test_commands(database: Path) -> None:
    """Each in Chinese and in English; an unknown one points to the help; a blank line says nothing."""
    assert said(database, ".帮助", ".help", "", "  ") == [HELP, HELP, "", ""]
    chinese, english, wrong = said(database, ".项目", ".PROJECTS", ".项木")
    assert chinese == english
    assert "共22个" in chinese
    assert ".帮助" in wrong


def test_sql_on_and_off(database: Path) -> None:
    """The switch holds until it is pressed again."""
    question = "预算最高的项目"
    _, with_sql, _, without = said(database, ".sql", question, ".sql", question)
    assert "SELECT" in with_sql
    assert "SELECT" not in without


@pytest.mark.parametrize("word", [".quit", ".退出", ".Exit"])
def test_leaving(database: Path, word: str) -> None:
    """A word to leave."""
    assert not Repl(AnswerService(str(database)), io.StringIO(), 80).handle(word)


def test_from_a_pipe(database: Path) -> None:
    """No prompt and no greeting; the end of the input ends it."""
    done = run("repl", "--db", database, stdin="预算超过100万的项目\n其中超过300万的\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("项目")
    assert "共2个" in done.stdout
    assert "问>" not in done.stdout


def test_the_database_goes_away(database: Path, tmp_path: Path) -> None:
    """One line, and the conversation goes on."""
    path = tmp_path / "a.db"
    path.write_bytes(database.read_bytes())
    output = io.StringIO()
    repl = Repl(AnswerService(str(path)), output, 80)
    path.unlink()
    assert repl.handle("总预算是多少")
    assert "不存在" in output.getvalue()
    path.write_bytes(database.read_bytes())
    assert repl.handle("总预算是多少")
    assert "6,825.70" in output.getvalue()


def test_where_the_history_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the state folder of the person; nowhere without one, or where none can be made."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    assert history_path() == f"{tmp_path}/.local/state/jixiao/history"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert history_path() == f"{tmp_path}/state/jixiao/history"
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
    assert history_path() is None
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("HOME")
    assert history_path() is None
