"""`kill -9` at twenty moments of a load leaves the database as it was or as it should be."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console import ROOT, environment
from tests.loading import Completed, dumped, item, load, row, write_document

TICKS = 14  # moments spread over the transaction
COMMITS = (0, 3, 10, 30, 80, 200)  # tenths of a millisecond into the COMMIT


def version(path: Path, number: int) -> Path:
    """A document too large for SQLite's page cache, so that unfinished pages reach the disk."""
    goal = "做好工作，" * 150
    rows = [
        row(
            f"项目{index}",
            f"{index + number}.00",
            "".join(item(n, f"指标{n}", f"{number}{n}%") for n in range(1, 5)),
            goal,
        )
        for index in range(number, 500 + number)
    ]
    return write_document(path, rows)


def killed(moment: str, *arguments: str | Path) -> Completed:
    """A load that ends at a moment."""
    return subprocess.run(
        [sys.executable, "-m", "tests.killed_load", moment, *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Two versions of a document, and a database that holds the first."""
    folder = tmp_path_factory.mktemp("versions")
    first, second = version(folder / "first.txt", 1), version(folder / "second.txt", 2)
    database = folder / "first.db"
    assert load(database, first).returncode == 0
    return first, second, database


def test_a_killed_replacement_is_whole_or_not_at_all(tmp_path: Path, versions: tuple[Path, Path, Path]) -> None:
    """Twenty real SIGKILLs: sound, one of the two states, ready for the next load."""
    _, second, original = versions
    database = tmp_path / "a.db"
    before = dumped(original)
    shutil.copy(original, database)
    whole = killed("count", second, "--db", database, "--replace")
    assert whole.returncode == 0, whole.stderr
    after = dumped(database)
    assert before != after
    ticks = int(whole.stdout.split()[-1])
    moments = [str(ticks * (2 * step + 1) // (2 * TICKS)) for step in range(TICKS)] + [f"commit+{n}" for n in COMMITS]
    assert len(moments) == 20
    seen, hot = [], 0
    for moment in moments:
        shutil.copy(original, database)
        journal = Path(f"{database}-journal")
        journal.unlink(missing_ok=True)
        result = killed(moment, second, "--db", database, "--replace")
        assert result.returncode in (-9, 0), (moment, result)
        assert result.returncode == -9 or moment.startswith("commit+")
        hot += journal.exists() and journal.stat().st_size > 0
        state = dumped(database)  # opens read-only, and finds a journal where the load left one
        assert state in (before, after), moment
        seen.append(state == after)
        with sqlite3.connect(database) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert not any(seen[:TICKS])
    assert hot
    assert load(database, second, "--replace").returncode == 0
    assert dumped(database) == after


def test_a_killed_first_load_leaves_no_half_database(tmp_path: Path, versions: tuple[Path, Path, Path]) -> None:
    """Nothing, or a file that holds nothing; the next load makes it whole."""
    first, _, original = versions
    wanted = dumped(original)
    ticks = int(killed("count", first, "--db", tmp_path / "count.db").stdout.split()[-1])
    for step in range(4):
        database = tmp_path / f"{step}.db"
        assert killed(str(ticks * (2 * step + 1) // 8), first, "--db", database).returncode == -9
        with sqlite3.connect(database) as connection:
            assert connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,)
        assert load(database, first).returncode == 0
        assert dumped(database) == wanted
