"""The conversation on a real terminal: keys in, screen out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.console import JIXIAO
from tests.loading import SEED, load
from tests.screen import Screen

QUESTION = "预算超过100万的项目"
ENTER, TAB, CTRL_C, CTRL_D, CTRL_R, UP = "\r", "\t", "\x03", "\x04", "\x12", "\x1b[A"

READY = ".帮助 看说明，Tab 补全"  # under an empty line

Open = Callable[..., Screen]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the bundled document."""
    path = tmp_path_factory.mktemp("terminal") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


@pytest.fixture
def conversation(database: Path, tmp_path: Path) -> Open:
    """Start a conversation of a person with an empty home."""

    def start(columns: int = 100, **settings: str) -> Screen:
        return Screen(columns, JIXIAO, "--db", database, HOME=str(tmp_path), PAGER="cat", **settings)

    return start


@pytest.mark.parametrize("columns", [60, 160])
def test_words_are_coloured_while_they_are_typed(conversation: Open, columns: int) -> None:
    """Used, filler and not understood differ before Enter is pressed; Ctrl-C clears the line, Ctrl-D leaves."""
    with conversation(columns) as screen:
        screen.wait_for("问>")
        screen.type("预算超过100万的拖拉机")
        screen.wait_for("拖拉机？")
        used, filler, unknown = (screen.colour_of(text) for text in ("超过100万", "的拖拉机", "拖拉机？"))
        assert (used, filler, unknown) == ("green", "brightblack", "red")
        screen.type(CTRL_C)
        screen.wait_for(READY)
        screen.type(f"{QUESTION}{ENTER}")
        shown = screen.wait_for("来源：")
        assert "1,217.08" in shown
        screen.type(f"其中超过1000万的{ENTER}")
        screen.wait_for("共2个")
        screen.wait_for(READY)
        screen.type(CTRL_D)
        assert screen.end() == 0
        assert "Traceback" not in screen.shown()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("欠薪", "欠薪应急周转金"),
        ("qianxin", "欠薪应急周转金"),
        ("qxyj", "欠薪应急周转金"),
        (".tu", ".图"),
        (".expo", ".export"),
    ],
)
def test_tab_completes(conversation: Open, typed: str, offered: str) -> None:
    """Chinese, pinyin, initials, commands."""
    with conversation() as screen:
        screen.wait_for("问>")
        screen.type(typed)
        screen.wait_for(typed)
        screen.type(TAB)
        screen.wait_for(f"问> {offered}")


def test_pasted_lines_are_asked_one_by_one(conversation: Open) -> None:
    """Not as one question made of all of them; the history keeps them apart, too."""
    with conversation() as screen:
        screen.wait_for("问>")
        screen.paste("预算最高的三个项目\n\n10万以下的项目有几个\n")
        screen.wait_for("2行，按回车逐行回答")
        screen.type(ENTER)
        shown = screen.wait_for("数量：")
        assert "问> 10万以下的项目有几个" in shown
        screen.wait_for(READY)
        screen.type(CTRL_D)
        assert screen.end() == 0
    with conversation() as screen:
        screen.wait_for("问>")
        screen.type(f"{CTRL_R}三个")
        screen.wait_for("预算最高的三个项目")
        screen.type(f"{ENTER}{ENTER}")
        screen.wait_for("4,625.49")


def test_without_colours(conversation: Open) -> None:
    """NO_COLOR is obeyed: the words are told apart by their marks alone."""
    with conversation(NO_COLOR="1") as screen:
        screen.wait_for("问>")
        screen.type("预算超过100万的拖拉机")
        screen.wait_for("拖拉机？")
        assert {screen.colour_of(text) for text in ("超过100万", "拖拉机？")} == {"default"}


def test_a_dumb_terminal(conversation: Open) -> None:
    """Lines in and out, nothing that moves the cursor."""
    with conversation(TERM="dumb") as screen:
        screen.wait_for("问>")
        screen.type(f"{QUESTION}{ENTER}")
        screen.wait_for("来源：")
        screen.type(f".退出{ENTER}")
        assert screen.end() == 0
