"""The conversation on a real screen: completion, the reading under the question, paging, plain terminals."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.commands.completion import script
from bot.commands.man import manual_page
from db.sample import sample_path
from tests import console
from tests.e2e.terminal import READY, Terminal
from tests.e2e.tools import program

Open = Callable[..., Terminal]
QUESTION = "预算超过100万的项目"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the sample."""
    path = tmp_path_factory.mktemp("conversation") / "库.db"
    assert console.run("load", sample_path(), "--db", path).returncode == 0
    return path


@pytest.fixture
def conversation(database: Path, tmp_path: Path) -> Iterator[Open]:
    """Open a terminal with `jixiao` alone in it, with these settings before it on its line."""
    opened: list[Terminal] = []

    def begin(columns: int, settings: str = "") -> Terminal:
        command = f"env {settings} '{console.JIXIAO}'"
        place = tmp_path / f"tmux{len(opened)}"
        opened.append(Terminal(place, columns, command, HOME=str(tmp_path), JIXIAO_DB=str(database)))
        opened[-1].wait_for("问>")
        return opened[-1]

    yield begin
    for terminal in opened:
        terminal.close()


@pytest.mark.needs("tmux")
@pytest.mark.parametrize("columns", [60, 160])
def test_completion_by_initials_and_the_reading_beneath(conversation: Open, columns: int) -> None:
    """Letters offer the name, Tab takes it; under the question stands how it is read."""
    terminal = conversation(columns, "PAGER=cat")
    terminal.type("qxyj")
    terminal.wait_for("欠薪应急周转金")
    terminal.type("Tab", "多少钱")
    shown = terminal.wait_for("读作：「欠薪应急周转金」的总计")
    assert "问> 欠薪应急周转金多少钱" in shown
    terminal.type("Enter")
    terminal.wait_for("300.00 万元")
    terminal.wait_for(READY)
    terminal.type("这一行不要")
    terminal.wait_for("问> 这一行不要")
    terminal.type("C-c")
    terminal.wait_for(READY)
    terminal.type(".项")
    terminal.wait_for("列出全部项目")
    terminal.type("Tab")
    terminal.wait_for("问> .项目")
    terminal.type("Enter")
    terminal.wait_for("共22个")
    terminal.wait_for(READY)
    terminal.type("C-d")
    terminal.wait_for("left with 0")


@pytest.mark.needs("tmux")
@pytest.mark.parametrize(("settings", "colours"), [("", True), ("NO_COLOR=1", False)])
def test_words_in_colour_and_without(conversation: Open, settings: str, colours: bool) -> None:
    """What was not understood is red and underlined; without colours it still is underlined and has its mark."""
    terminal = conversation(100, settings)
    terminal.type("预算超过100万的天气")
    terminal.wait_for("天气？")
    line = next(line for line in terminal.look(colours=True).splitlines() if "天气" in line and "？" in line)
    codes = line.partition("天气")[0].rpartition("的")[2]
    assert "\x1b[4m" in codes or ";4" in codes or "4;" in codes
    assert ("\x1b[31m" in codes or "31" in codes) is colours


@pytest.mark.needs("tmux")
def test_history_is_searched(conversation: Open) -> None:
    """Ctrl-R finds a question of an earlier time."""
    first = conversation(100)
    first.type(QUESTION, "Enter")
    first.wait_for("1,217.08")
    first.wait_for(READY)
    first.type("有哪些部门", "Enter")
    first.wait_for("问>", times=3)
    first.wait_for(READY)
    first.type("C-d")
    first.wait_for("left with 0")
    second = conversation(100)
    second.type("C-r", "超过")
    second.wait_for(QUESTION)
    second.type("Enter", "Enter")
    second.wait_for("1,217.08")


@pytest.mark.needs("tmux")
def test_a_long_answer_is_paged_and_a_narrow_one_folded(conversation: Open) -> None:
    """What does not fit waits in the pager; no line is longer than the screen."""
    terminal = conversation(60, "PAGER='less -RX'")
    terminal.type("所有项目的满意度目标", "Enter")
    shown = terminal.wait_for("\n:")
    assert "共22条" not in shown
    terminal.type("G")
    terminal.wait_for("共22条")
    terminal.type("q")
    terminal.wait_for(READY)
    terminal.type("C-d")
    terminal.wait_for("left with 0")


@pytest.mark.needs("tmux")
def test_a_dumb_terminal(conversation: Open) -> None:
    """A prompt, an answer, nothing that only a better terminal understands."""
    terminal = conversation(80, "TERM=dumb")
    terminal.type(QUESTION, "Enter")
    terminal.wait_for("共5个")
    terminal.type(".图", "Enter")
    terminal.wait_for("████")
    terminal.type("这一行不要", "C-c")
    terminal.wait_for("问>", times=3)
    terminal.type("C-d")
    shown = terminal.wait_for("left with 0")
    assert "Traceback" not in shown
    assert "[?" not in shown


# --- the shells ---------------------------------------------------------------------------------------------------


@pytest.mark.needs("fish")
def test_fish_completes(tmp_path: Path) -> None:
    """Commands with what they are for, options, forms."""
    place = tmp_path / "jixiao.fish"
    place.write_text(script("fish"), encoding="utf-8")

    def offered(line: str) -> str:
        command = [program("fish"), "--no-config", "-c", f"source {place}; complete -C '{line}'"]
        env = console.environment(HOME=str(tmp_path), LC_ALL="C.UTF-8")
        return subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=True).stdout

    assert "explain\t说明一句话是怎样读懂的" in offered("jixiao expl")
    assert "--conversation" in offered("jixiao ask --conv")
    assert "xlsx" in offered("jixiao ask -f x")


@pytest.mark.needs("zsh", "tmux")
def test_zsh_completes(tmp_path: Path) -> None:
    """In a shell that a person types in."""
    (tmp_path / "_jixiao").write_text(script("zsh"), encoding="utf-8")
    (tmp_path / ".zshrc").write_text(
        f"PS1='%% '\nfpath=({tmp_path} $fpath)\nautoload -U compinit\ncompinit -u -D\njixiao() {{ : }}\n",
        encoding="utf-8",
    )
    terminal = Terminal(tmp_path / "tmux", 100, f"ZDOTDIR={tmp_path} {program('zsh')}", HOME=str(tmp_path))
    try:
        terminal.wait_for("% ")
        terminal.type("jixiao expl", "Tab")
        terminal.wait_for("jixiao explain")
        terminal.type("C-u", "jixiao ask --conv", "Tab")
        terminal.wait_for("与 --batch 同用")
    finally:
        terminal.close()


@pytest.mark.needs("man")
def test_man_shows_the_page(tmp_path: Path) -> None:
    """In Chinese, and without a complaint about its language."""
    page = tmp_path / "jixiao.1"
    page.write_text(manual_page(), encoding="utf-8")
    env = console.environment(LC_ALL="C.UTF-8", MANWIDTH="100", HOME=str(tmp_path))
    command = [program("man"), "--warnings", "-l", str(page)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    for told in ("用一句话提问，得到答案、读法和出处", "--conversation", "JIXIAO_DB", "退出状态"):
        assert told in done.stdout
