"""Reading within limits: what hangs, crashes or eats memory is one refusal, and nothing is left behind."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from db import guarded, progress
from db.errors import Conflict, LoadError, TooLarge, UnreadableFile
from db.layouts import Options
from db.records import Document
from tests.loading import DOCUMENTS, SEED, dumped, load

Work = Callable[[], None]


def instead(monkeypatch: pytest.MonkeyPatch, work: Work) -> None:
    """Let the reading process do this."""

    def read_file(path: Path, options: Options, database: str | None) -> tuple[Document, ...]:
        work()
        return ()

    monkeypatch.setattr(guarded, "read_file", read_file)


def spin() -> None:
    """Work without end."""
    while True:
        pass


def hang() -> None:
    """Never come back."""
    while True:
        signal.pause()


def eat() -> None:
    """Ask for more than anybody has."""
    hoard = [bytearray(20_000_000) for _ in range(200)]
    raise AssertionError(len(hoard))


def refuse() -> None:
    """As a reader does."""
    raise Conflict("a.pdf", "有两份", "请去掉一份", "第3行")


def fail() -> None:
    """As a mistake of ours does."""
    raise KeyError("x")


def nest(depth: int = 0) -> None:
    """As a parser of endlessly nested brackets does."""
    nest(depth + 1)


@pytest.mark.parametrize(
    ("work", "kind", "words"),
    [
        (hang, TooLarge, "等了 4 秒"),
        (spin, TooLarge, "读了 1 秒"),
        (eat, TooLarge, "内存超过上限 200 MB"),
        (os.abort, UnreadableFile, "读取时出错"),
        (refuse, Conflict, "a.pdf：第3行：有两份；请去掉一份"),
        (fail, UnreadableFile, "KeyError"),
        (nest, UnreadableFile, "嵌套太深"),
    ],
)
def test_whatever_a_library_does_is_one_refusal(
    monkeypatch: pytest.MonkeyPatch, work: Work, kind: type[LoadError], words: str
) -> None:
    """The refusal names the file; no process and no open file is left."""
    monkeypatch.setenv("JIXIAO_MAX_SECONDS", "1")
    if work is spin:
        monkeypatch.setattr("db.limits.longest_wait", lambda: 600)  # for a second of work on a busy machine
    # The forked child is as large as whoever runs the tests; only the greedy one should meet its limit.
    monkeypatch.setenv("JIXIAO_MAX_MEMORY_MB", "200" if work is eat else "2000")
    instead(monkeypatch, work)
    before = len(list(Path("/dev/fd").iterdir()))
    with pytest.raises(kind, match=words) as refused:
        guarded.read_guarded(Path("a.pdf"))
    assert "a.pdf" in str(refused.value)
    assert refused.value.file == "a.pdf"
    assert len(list(Path("/dev/fd").iterdir())) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_is_read_comes_back_whole() -> None:
    """The same documents as without a process between."""
    from db.load import read_file

    assert guarded.read_guarded(SEED) == read_file(SEED)


def test_progress_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page that the reader reports."""

    def pages() -> None:
        for page in range(1, 4):
            progress.report(page, 3)

    instead(monkeypatch, pages)
    heard: list[str] = []
    guarded.read_guarded(Path("a.pdf"), said=heard.append)
    assert heard == ["第1/3页", "第2/3页", "第3/3页"]


def test_interrupting_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C while a file is read: status 130, one line that names it, nothing of it in the database."""
    database = tmp_path / "a.db"
    load(database, DOCUMENTS / "wrong_total.txt")
    before = dumped(database)

    def interrupt() -> None:
        os.kill(os.getppid(), signal.SIGINT)
        hang()

    instead(monkeypatch, interrupt)
    assert cli.main(["load", str(SEED), "--db", str(database)]) == cli.INTERRUPTED
    (line,) = capsys.readouterr().err.splitlines()
    assert "中断" in line
    assert SEED.name in line
    assert dumped(database) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_interrupting_the_writing_leaves_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C when every row is written and nothing committed: the database as it was, or none."""
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    load(old, DOCUMENTS / "wrong_total.txt")
    before = dumped(old)

    def interrupt(connection: object) -> None:
        del connection
        raise KeyboardInterrupt

    monkeypatch.setattr("db.load.refresh", interrupt)
    for database in (old, new):
        assert cli.main(["load", str(SEED), "--db", str(database)]) == cli.INTERRUPTED
        assert "中断" in capsys.readouterr().err
    assert dumped(old) == before
    assert not new.exists()
