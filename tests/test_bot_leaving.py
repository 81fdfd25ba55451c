"""How the command leaves: at once where nobody waits for the end of the process, in order where somebody does."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import console
from tests.loading import SEED, load

_SCRIPT = (
    "import sys; sys.argv = ['jixiao', 'ask', *sys.argv[1:]]; from bot.__main__ import main; {before}; main(); {after}"
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the bundled document."""
    path = tmp_path_factory.mktemp("leaving") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


def ask(database: Path, question: str, before: str, after: str) -> subprocess.CompletedProcess[str]:
    """Ask in a process of its own that does something before and after."""
    script = _SCRIPT.format(before=before, after=after)
    return subprocess.run(
        [sys.executable, "-c", script, question, "--json", "--db", str(database)],
        env=console.environment(PYTHONPATH=str(console.ROOT)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(("question", "status"), [("总预算是多少", 0), ("拖拉机厂多少钱", 1), ("", 1)])
def test_the_answer_is_whole_and_the_status_right(database: Path, question: str, status: int) -> None:
    """What comes after is not reached, what was written is."""
    done = ask(database, question, "pass", "print('还在')")
    assert (done.returncode, done.stderr) == (status, "")
    assert done.stdout.startswith('{"question"')
    assert done.stdout.endswith("}\n")


@pytest.mark.parametrize(
    "before",
    [
        "import atexit; atexit.register(print, '结束')",
        "import threading; wait = threading.main_thread().join;"
        "threading.Thread(target=lambda: (wait(), print('结束'))).start()",
    ],
    ids=["atexit", "thread"],
)
def test_who_waits_for_the_end_is_waited_for(database: Path, before: str) -> None:
    """Whatever is registered for the end, or still runs, has its turn."""
    done = ask(database, "总预算是多少", before, "pass")
    assert done.returncode == 0
    assert done.stdout.endswith("}\n结束\n")
