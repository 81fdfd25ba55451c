"""The console command as a whole: its help, its mistakes in Chinese, and never a traceback."""

import os
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from bot import cli, commands
from bot.arguments import Parser, in_chinese
from bot.errors import CommandError
from db.errors import LoadError
from tests import console


def test_help_names_every_command_and_every_command_is_there() -> None:
    """The table of commands, the modules and the help say the same."""
    named = {command.name for command in cli.COMMANDS}
    assert named == {module.name for module in pkgutil.iter_modules(commands.__path__)}
    shown = console.run("--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    for command in cli.COMMANDS:
        assert f"  {command.name} " in shown.stdout
        assert command.purpose in shown.stdout


@pytest.mark.parametrize("name", [command.name for command in cli.COMMANDS])
def test_each_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`jixiao COMMAND --help` is Chinese from its first word, and a strange option is one Chinese line."""
    module = import_module(f"bot.commands.{name}")
    assert callable(module.add_arguments)
    assert callable(module.run)
    assert cli.main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"用法：jixiao {name}")
    assert "显示这份说明" in shown
    assert cli.main([name, "--no-such-option"]) == 2
    complaint = capsys.readouterr().err
    assert complaint.count("\n") == 1
    assert f"jixiao {name} --help" in complaint


def test_version_and_nothing_at_all(tmp_path: Path) -> None:
    """The version is the package's; a bare `jixiao` begins a conversation, and says what that takes."""
    assert console.run("--version").stdout.startswith("jixiao 0.")
    bare = console.run(cwd=tmp_path)
    assert (bare.returncode, bare.stdout) == (2, "")
    assert bare.stderr == "jixiao：数据库 jixiao.db 不存在；请先装入文件：jixiao load 文件 --db jixiao.db\n"


def test_an_unknown_command_is_one_line_with_the_nearest() -> None:
    """A slip of the finger is answered with what was meant."""
    slip = console.run("laod")
    assert slip.returncode == 2
    assert slip.stderr == "jixiao：没有 laod 这个命令，是不是 load？全部命令见 jixiao --help\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少参数：file"),
        (["f", "--nonsense"], "不认识的参数：--nonsense"),
        (["f", "--offf", "g"], "不认识的参数：--offf，是不是 --off？"),
        (["f", "--on", "g"], "不认识的参数：g"),
        (["f", "--year"], "--year 后面要有一个值"),
        (["f", "--year", "x"], "--year 要一个整数，收到的是 x"),
        (["f", "--kind", "c"], "--kind 不能是 'c'，可选：a、b"),
        (["f", "--on", "--off"], "--off 不能与 --on 同时使用"),
        (["f", "--on=3"], "--on 不带值，收到的是 3"),
    ],
)
def test_a_usage_error_is_said_in_chinese(arguments: list[str], said: str) -> None:
    """What argparse complains about is Chinese on every Python."""
    parser = Parser("jixiao try", "试")
    parser.add_argument("file")
    parser.add_argument("--year", type=int)
    parser.add_argument("--kind", choices=["a", "b"])
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--on", action="store_true")
    either.add_argument("--off", action="store_true")
    with pytest.raises(CommandError) as caught:
        parser.parse_words(arguments)
    assert caught.value.exit_status == 2
    assert str(caught.value).replace("a, b", "a、b") == f"{said}（用法见 jixiao try --help）"


def test_a_new_sentence_of_argparse_is_passed_on() -> None:
    """An untranslated complaint is better than none."""
    assert in_chinese("something new") == "参数有误：something new"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Put a command in place of `load` whose `run` each test sets."""
    module = ModuleType("bot.commands.load")
    vars(module)["add_arguments"] = lambda parser: None
    monkeypatch.setitem(sys.modules, "bot.commands.load", module)
    return module


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (CommandError("不行"), 1, "jixiao：不行\n"),
        (LoadError("a.txt", "空的", "换一个文件"), 1, "jixiao：a.txt：空的；换一个文件\n"),
        (OSError(28, "No space left on device"), 1, "jixiao：读写失败（磁盘已满）\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 141, ""),
    ],
)
def test_what_can_happen_is_at_most_one_line(
    failing: ModuleType, capsys: pytest.CaptureFixture[str], error: BaseException, status: int, line: str
) -> None:
    """Each kind of end has its exit status and at most one line."""

    def run(_: object) -> int:
        raise error

    vars(failing)["run"] = run
    assert cli.main(["load"]) == status
    assert capsys.readouterr() == ("", line)


def test_a_bug_is_one_line_unless_asked(
    failing: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person sees one line and how to see more; JIXIAO_DEBUG=1 shows where it rose."""
    vars(failing)["run"] = lambda _: int("x")
    assert cli.main(["load"]) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "ValueError" in said
    assert "JIXIAO_DEBUG=1" in said
    monkeypatch.setenv("JIXIAO_DEBUG", "1")
    assert cli.main(["load"]) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    "locale", [{}, {"LANG": ""}, {"LC_ALL": "POSIX"}, {"LC_ALL": "C"}, {"LC_ALL": "xx_YY.nonsense"}]
)
def test_chinese_under_every_plain_locale(locale: dict[str, str]) -> None:
    """No setting of the machine is needed to read the help."""
    shown = console.run("--help", env=console.environment(**locale))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "用法：jixiao" in shown.stdout


def test_a_terminal_without_chinese_gets_escapes() -> None:
    """Where output is bound to another encoding, characters it lacks are escaped."""
    shown = console.run("--help", env=console.environment(PYTHONIOENCODING="ascii"))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "\\u7528\\u6cd5" in shown.stdout


def test_a_reader_that_leaves_is_no_error() -> None:
    """`jixiao --help | head -n 0` ends quietly."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as output:
        done = subprocess.run(
            [console.JIXIAO, "--help"], stdout=output, stderr=subprocess.PIPE, env=console.environment(), check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disk_is_one_line() -> None:
    """Output that could not be written is told, not lost."""
    with Path("/dev/full").open("wb") as output:
        done = subprocess.run(
            [console.JIXIAO, "--help"], stdout=output, stderr=subprocess.PIPE, env=console.environment(), check=False
        )
    assert (done.returncode, done.stderr.decode()) == (1, "jixiao：读写失败（磁盘已满）\n")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(closed: str) -> None:
    """Started without them, as by some schedulers, a command does its work all the same."""
    done = subprocess.run(
        ["sh", "-c", f'"$0" --help {closed}', console.JIXIAO],
        env=console.environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("用法" if ">&-" not in closed or closed == "2>&-" else "")


def test_help_and_version_import_next_to_nothing() -> None:
    """The command pays only for what was asked of it."""
    script = "import sys; from bot import cli; cli.main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], env=console.environment(), capture_output=True, text=True, check=True
    )
    heavy = {"argparse", "sqlite3", "pathlib", "tomllib", "rapidfuzz", "sqlite_utils", "telegram", "asyncio"}
    assert not heavy & set(done.stderr.split())
