"""The command on a real terminal: what stands on the screen when it is done."""

import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.sample import sample_path
from tests import console
from tests.e2e.tools import program

pytestmark = pytest.mark.needs("tmux")

Screen = Callable[..., str]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """Open a terminal of a given width and run one command in it; what is on the screen at its end."""
    tmux = [program("tmux"), "-u", "-f", "/dev/null", "-S", str(tmp_path / "tmux")]

    def run(*command: str | Path, columns: int = 100) -> str:
        line = shlex.join(map(str, command))
        subprocess.run(
            [
                *tmux,
                "new-session",
                "-d",
                "-x",
                str(columns),
                "-y",
                "50",
                f"{line}; tmux -S {tmux[-1]} wait-for -S done; cat",
            ],
            env=console.environment(LC_ALL="C.UTF-8", TERM="xterm-256color"),
            check=True,
        )
        # The end of the command is signalled; no time is guessed.
        subprocess.run([*tmux, "wait-for", "done"], check=True, timeout=120)
        shown = subprocess.run(
            [*tmux, "capture-pane", "-p"], capture_output=True, text=True, encoding="utf-8", check=True
        ).stdout
        subprocess.run([*tmux, "kill-session"], check=True)
        return shown

    yield run
    # No server is left where a test failed halfway; there is none where it did not.
    subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)


def test_the_demo_fits_a_narrow_terminal(screen: Screen) -> None:
    """On 60 columns long names go over two lines, and no figure is broken."""
    shown = screen(console.JIXIAO, "demo", columns=60)
    assert "1,217.08" in shown
    assert "文件印刷的合计 6,825.71 万元" in shown


def test_loading_leaves_a_clean_screen(screen: Screen, tmp_path: Path) -> None:
    """The progress bar is gone when the report stands there."""
    shown = screen(console.JIXIAO, "load", sample_path(), "--db", tmp_path / "库.db")
    assert "22 个项目" in shown
    assert "6,825.71" in shown
    assert "%" not in shown


@pytest.mark.needs("man")
def test_the_manual_is_found_beside_the_command() -> None:
    """`man jixiao` with the command's folder in PATH, as an activated environment has it."""
    paths = f"{console.JIXIAO.parent}:{console.environment()['PATH']}"
    done = subprocess.run(
        [program("man"), "--warnings", "jixiao"],
        env=console.environment(PATH=paths, LC_ALL="C.UTF-8", MANWIDTH="80"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "用中文提问" in done.stdout
    assert "jixiao doctor" in done.stdout
