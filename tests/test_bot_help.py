"""Help, man page and completions: one text, and every command in each of them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from bot import cli, examples
from bot.commands.completion import script
from bot.commands.man import manual_page
from bot.manual import command_pages
from bot.render.width import display_width
from tests import console
from tests.rewrite_readme import MAN_PAGE

NAMES = [command.name for command in cli.COMMANDS]


@pytest.mark.parametrize("name", NAMES)
def test_each_command_shows_examples_and_exit_statuses(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Below the arguments; `jixiao help COMMAND` is the same."""
    assert cli.main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "例子：" in shown
    assert all(example.line in shown for example in examples.EXAMPLES[name])
    assert "退出状态：0 " in shown
    assert cli.main(["help", name]) == 0
    assert capsys.readouterr().out == shown


@pytest.mark.parametrize("name", NAMES)
def test_meanings_stand_below_each_other(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one column, counted in cells, and within the terminal."""
    monkeypatch.setenv("COLUMNS", "70")
    assert cli.main([name, "--help"]) == 0
    options = capsys.readouterr().out.split("\n选项：\n")[1].split("\n\n")[0].splitlines()
    for line in options:
        assert display_width(line) <= 70
        name_of, gap, meaning = line[2:].partition("  ")
        column = 2 + display_width(name_of) + len(gap + meaning) - len(meaning.lstrip())
        assert column == 26 or not meaning, line


def test_examples_are_commands_that_parse() -> None:
    """What follows `jixiao` in an example is a command there is, or nothing."""
    assert set(examples.EXAMPLES) == set(NAMES)
    for shown in examples.EXAMPLES.values():
        for example in shown:
            words = example.line.split("jixiao", 1)[1].split()
            assert not words or words[0] in (*NAMES, "<", ">"), example.line


def test_a_mistyped_option_and_a_question_without_ask() -> None:
    """Each is one line that says what was meant."""
    assert "是不是 --json？" in console.run("ask", "--jsno", "预算").stderr
    assert "提问请写 jixiao ask" in console.run("预算最高的项目").stderr
    assert "是不是 ask？" in console.run("aks").stderr


def test_the_man_page_holds_what_the_help_holds() -> None:
    """Every option and every variable, and no line that man would take for a command of its own."""
    page = manual_page()
    for command in command_pages():
        assert f".SS jixiao {command.name}" in page
        for argument in command.arguments:
            assert all(option.replace("-", "\\-") in page for option in argument.options)
    assert all(name in page for name, _ in examples.ENVIRONMENT)
    commands = {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert commands <= {".TH", ".SH", ".SS", ".TP", ".B", ".PP", ".RS", ".RE", ".nf", ".fi", ".ad"}


def test_the_man_page_that_is_installed_is_this_one() -> None:
    """Written anew by `python -m tests.rewrite_readme`."""
    assert MAN_PAGE.read_text("utf-8") == manual_page()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_name_every_command_and_option(shell: str) -> None:
    """As the parsers have them."""
    text = script(shell)
    for command in command_pages():
        assert command.name in text
        for argument in command.arguments:
            for option in argument.options:
                assert (option if shell != "fish" else option.lstrip("-")) in text


def complete(line: str) -> list[str]:
    """What bash offers at the end of a line."""
    words = line.split(" ")
    program = (
        f"{script('bash')}\nCOMP_WORDS=({' '.join(words[:-1])} '{words[-1]}')\nCOMP_CWORD={len(words) - 1}\n"
        '_jixiao; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run([shutil.which("bash") or "bash", "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("jixiao expl", ["explain"]),
        ("jixiao ask --conv", ["--conversation"]),
        ("jixiao ask -f x", ["xlsx"]),
        ("jixiao completion z", ["zsh"]),
    ],
)
def test_bash_completes(line: str, offered: list[str]) -> None:
    """Commands, options and the values of options."""
    assert complete(line) == offered


def test_bash_completes_files_with_spaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document to load, whatever its name."""
    (tmp_path / "a 表.txt").touch()
    monkeypatch.chdir(tmp_path)
    assert complete("jixiao load a") == ["a", "表.txt"]


def test_doctor(tmp_path: Path) -> None:
    """All is well without a database, which it says how to make; what is broken ends with 1; no secret is shown."""
    well = console.run("doctor", cwd=tmp_path)
    assert (well.returncode, well.stderr) == (0, "")
    assert "jixiao load 文件" in well.stdout
    assert "SQLite" in well.stdout
    (tmp_path / "b.db").write_text("不是数据库" * 1000)
    token = "123456:SECRET-token-of-somebody"
    ill = console.run("doctor", "--db", tmp_path / "b.db", env=console.environment(JIXIAO_TELEGRAM_TOKEN=token))
    assert ill.returncode == 1
    assert "✗ 数据库" in ill.stdout
    assert "SECRET" not in ill.stdout + ill.stderr
